import { findContact } from '#main/repositories/contact/contact.repo.ts';
import { trackingModeOf } from '#main/repositories/tracking/hit.repo.ts';
import { saveTrackingChoice } from '#main/repositories/tracking/tracking-choice.repo.ts';
import type { TrackingChoice } from '#shared/domain/tracking/tracking-choice.ts';
import { found } from '#shared/kernel/herald-error.ts';
import type { ServiceContext } from '../service-context.ts';

interface Choice {
  choice: TrackingChoice;
}

/** @throws HeraldError NOT_FOUND */
export function trackingChoiceOf(ctx: Pick<ServiceContext, 'db'>, id: string): Choice {
  const { no } = found(findContact(ctx.db.reader, id), 'contact');
  return { choice: trackingModeOf(ctx.db.reader, no) ?? 'full' };
}

/** Holds for what comes from now on; what is known stays. @throws HeraldError NOT_FOUND */
export function chooseTracking(
  ctx: Pick<ServiceContext, 'db' | 'clock'>,
  actor: string,
  { id, choice }: { id: string } & Choice,
): Choice {
  ctx.db.write((tx) => {
    const { no } = found(findContact(tx, id), 'contact');
    saveTrackingChoice(tx, no, choice, ctx.clock.now());
    tx.record({ type: 'contact.tracking_chosen', subject: `contact:${id}`, actor, data: { choice } });
    tx.touch(`contact:${id}`);
  });
  return { choice };
}
