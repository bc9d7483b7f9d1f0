import { inflateSync } from 'node:zlib';
import type { Tx } from '#main/db/access.ts';
import { restoreSuppression } from '#main/repositories/consent/suppression.repo.ts';
import { findContactByNo } from '#main/repositories/contact/contact.repo.ts';
import { type FeedbackToUndo, findEffects, markUndone } from '#main/repositories/feedback/feedback.repo.ts';
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
import { found, HeraldError } from '#shared/kernel/herald-error.ts';
import type { Page } from '#shared/kernel/page.ts';
import type { ServiceContext } from '../service-context.ts';
import { announce } from './apply-feedback.ts';

type Context = Pick<ServiceContext, 'db' | 'clock'>;

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
