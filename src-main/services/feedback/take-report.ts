import { deflateSync } from 'node:zlib';
import type { Tx } from '#main/db/access.ts';
import { insertFeedback, insertReport, keepRaw, reportHash } from '#main/repositories/feedback/feedback.repo.ts';
import { findReported } from '#main/repositories/feedback/feedback-delivery.repo.ts';
import { responseNo } from '#main/repositories/tracking/response.repo.ts';
import type { FeedbackEffect } from '#shared/domain/feedback/feedback-effect.ts';
import type { FeedbackRecipient, FeedbackReport } from '#shared/domain/feedback/feedback-report.ts';
import type { ServiceContext } from '../service-context.ts';
import { applyFeedback } from './apply-feedback.ts';
import { findDelivery, isFor, readTokens, type TokenReading } from './find-delivery.ts';

type Context = Pick<ServiceContext, 'clock' | 'ids' | 'tokens'>;

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
export function takeReports(
  ctx: Context & Pick<ServiceContext, 'db'>,
  arrived: readonly ArrivedReport[],
): TakenReport[] {
  return ctx.db.write((tx) => arrived.map((one) => takeReport(ctx, tx, one)));
}

const MOST_RAW = 256 * 1024;

export function takeReport(ctx: Context, tx: Tx, { report, source, raw, key }: ArrivedReport): TakenReport {
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
