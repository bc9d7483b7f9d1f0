import { deflateSync, inflateSync } from 'node:zlib';
import type { Tx } from '#main/db/access.ts';
import { findContactByNo } from '#main/repositories/contact.repo.ts';
import {
  type FeedbackToUndo,
  findEffects,
  insertFeedback,
  insertReport,
  keepRaw,
  markUndone,
  reportHash,
} from '#main/repositories/feedback/feedback.repo.ts';
import {
  addToFeedbackMinute,
  changeReported,
  findReported,
} from '#main/repositories/feedback/feedback-delivery.repo.ts';
import {
  type FeedbackQuery,
  type FeedbackReportView,
  findFeedbackReport,
  findRaw,
  readFeedbackPage,
} from '#main/repositories/feedback/feedback-page.repo.ts';
import { responseNo } from '#main/repositories/response.repo.ts';
import { restoreSuppression } from '#main/repositories/suppression.repo.ts';
import type { FeedbackEffect } from '#shared/domain/feedback/feedback-effect.ts';
import type { FeedbackRecipient, FeedbackReport } from '#shared/domain/feedback/feedback-report.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';
import type { Page } from '#shared/kernel/page.ts';
import type { ServiceContext } from '../service-context.ts';
import { announce, applyFeedback } from './apply-feedback.ts';
import { findDelivery, isFor, readTokens, type TokenReading } from './find-delivery.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'ids' | 'tokens'>;

/** A report as it came in. */
export interface ArrivedReport {
  report: FeedbackReport;
  /** `inbox:<id>`, `provider:<name>` or `smtp`. */
  source: string;
  /** What it looked like: the mail, or the JSON of one event. Shown to people as it is. */
  raw: Uint8Array;
  /** What tells it from others where the same report may come with other bytes, for example a provider's event id. */
  key?: string;
}

export interface TakenReport {
  id: string;
  /** It had been taken before, and nothing was done. */
  known: boolean;
  /** What followed, for each delivery that it names. */
  effects: FeedbackEffect[];
}

/**
 * Takes reports in, in one transaction: finds what each is about, and does what follows from it. The same report counts once. What
 * names nothing that was sent changes nothing.
 */
export function takeReports(ctx: Context, arrived: readonly ArrivedReport[]): TakenReport[] {
  return ctx.db.write((tx) => arrived.map((one) => takeReport(ctx, tx, one)));
}

const MOST_RAW = 256 * 1024;

function takeReport(ctx: Context, tx: Tx, { report, source, raw, key }: ArrivedReport): TakenReport {
  const id = ctx.ids.id();
  const at = ctx.clock.now();
  const { kind, from, subject } = report;
  const hash = key === undefined ? reportHash(raw) : reportHash(source, key);
  const row = { id, hash, at, source, kind, from_address: from, subject, raw_bytes: raw.byteLength };
  const report_no = insertReport(tx, row);
  if (report_no === null) return { id, known: true, effects: [] };
  const tokens = readTokens(ctx.tokens.return_path, report.return_paths);
  const asked = isFor(tokens, 'unsubscribe') && ASKS_TO_LEAVE.has(kind) ? ('unsubscribe' as const) : kind;
  const effects: FeedbackEffect[] = [];
  for (const recipient of recipientsOf(tx, report, tokens)) {
    const delivery = findDelivery(tx, { tokens, recipient, now: at });
    const applied = delivery
      ? applyFeedback(tx, { ...report, kind: asked, recipient, delivery, source: `feedback:${id}`, at })
      : { effect: 'none' as const, suppressed: null, before: null };
    if (delivery) effects.push(applied.effect);
    const { status, reason, diagnostic } = recipient;
    insertFeedback(tx, {
      ...applied,
      report_no,
      delivery_no: delivery?.no ?? null,
      contact_no: delivery?.contact_no ?? null,
      recipient: recipient.recipient,
      class: recipient.class,
      reason,
      status,
      response_no: diagnostic === '' ? null : responseNo(tx, diagnostic),
    });
    if (applied.before) {
      const data = {
        report_id: id,
        effect: applied.effect,
        class: recipient.class,
        reason,
        status,
        suppressed: applied.suppressed !== null,
      };
      tx.record({ type: 'feedback.applied', subject: `feedback:${id}`, actor: null, data });
    }
  }
  if (effects.length > 0) keepRaw(tx, report_no, deflateSync(raw.subarray(0, MOST_RAW)));
  return { id, known: false, effects };
}

/** What a mail to an address for leaving may look like. */
const ASKS_TO_LEAVE: ReadonlySet<string> = new Set(['unsubscribe', 'human_reply', 'none']);

const NOBODY: FeedbackRecipient = {
  recipient: null,
  final_recipient: null,
  action: null,
  class: 'none',
  status: null,
  reply: null,
  reason: null,
  diagnostic: '',
  original_message_id: null,
  sender_fault: false,
  suppress: false,
};

/** Whatever became of a message on its further way: a token names one delivery, and what is said of its address counts most. */
function recipientsOf(tx: Tx, { recipients }: FeedbackReport, { named }: TokenReading): readonly FeedbackRecipient[] {
  if (!named || recipients.length === 1) return recipients;
  const address = findReported(tx, named.no)?.address.toLowerCase();
  const own = recipients.find(({ recipient }) => recipient?.toLowerCase() === address);
  return [own ?? recipients.find(({ action }) => action === 'failed') ?? recipients[0] ?? NOBODY];
}

export function listFeedback(ctx: Pick<Context, 'db'>, query: FeedbackQuery): Page<FeedbackReportView> {
  return readFeedbackPage(ctx.db.reader, query);
}

export interface FeedbackDetail extends FeedbackReportView {
  /** The mail or message as it came; null when it was not kept. */
  raw: string | null;
}

export function getFeedback(ctx: Pick<Context, 'db'>, id: string): FeedbackDetail {
  const report = found(findFeedbackReport(ctx.db.reader, id), 'report');
  const raw = findRaw(ctx.db.reader, id);
  return { ...report, raw: raw ? inflateSync(raw).toString('utf8') : null };
}

/** Takes back what followed from a report: states, sums and suppressions are what they were. */
export function undoFeedback(ctx: Context, actor: string, id: string): FeedbackDetail {
  ctx.db.write((tx) => {
    found(findFeedbackReport(tx, id), 'report');
    const effects = findEffects(tx, id);
    if (effects.length === 0) {
      throw new HeraldError('WRONG_STATE', 'Nothing followed from this report that could be taken back.', {
        hint: 'It may have been taken back already.',
      });
    }
    for (const effect of effects) undoOne(ctx, tx, effect);
    const contact = effects[0]?.contact_no ? findContactByNo(tx, effects[0].contact_no) : undefined;
    const subject = contact ? `contact:${contact.id}` : `feedback:${id}`;
    tx.record({ type: 'feedback.undone', subject, actor, data: { report_id: id, effect: effects[0]?.effect } });
  });
  return getFeedback(ctx, id);
}

function undoOne(ctx: Context, tx: Tx, { no, delivery_no, effect, suppressed, before, ...rest }: FeedbackToUndo): void {
  const now = ctx.clock.now();
  const delivery = findReported(tx, delivery_no);
  const isStill = delivery && delivery.state === effect;
  if (isStill && changeReported(tx, delivery, before)) {
    const measure = effect === 'complained' ? 'complained' : 'bounced';
    if (before.state !== effect) {
      addToFeedbackMinute(tx, { send_no: delivery.send_no, measure, at: delivery.changed_at, n: -1 });
    }
  }
  if (suppressed) restoreSuppression(tx, suppressed, before.suppression);
  markUndone(tx, no, now);
  if (delivery) announce(tx, { ...delivery, contact_no: rest.contact_no ?? delivery.contact_no });
}
