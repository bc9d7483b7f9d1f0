import type { Tx } from '#main/db/access.ts';
import type { CampaignRecord } from '#main/repositories/campaign/campaign.repo.ts';
import { delayVariant, placeDeliveries, recipientsToPlace } from '#main/repositories/experiment/experiment.repo.ts';
import { comparesVariants } from '#shared/domain/experiment/experiment.ts';
import { type Place, placeOf } from '#shared/domain/experiment/split.ts';
import { MINUTE, type Millis } from '#shared/kernel/instant.ts';

/**
 * Gives the recipients whose rows have just been written their variants, each at its time, has the rest wait, and leaves out who
 * is held out.
 */
export function placeRecipients(
  tx: Tx,
  { no, id, experiment }: CampaignRecord,
  { after, started }: { after: number; started: Millis },
): void {
  if (!experiment) return;
  const places = new Map<Place, number[]>();
  for (const recipient of recipientsToPlace(tx, no, after)) {
    const place = placeOf(experiment, id, recipient.contact_id);
    const nos = places.get(place);
    if (nos) nos.push(recipient.no);
    else places.set(place, [recipient.no]);
  }
  for (const [place, nos] of places) {
    if (typeof place === 'string' || comparesVariants(experiment)) placeDeliveries(tx, no, place, nos);
    const delay = typeof place === 'number' ? (experiment.variants[place]?.delay_minutes ?? 0) : 0;
    if (delay > 0) delayVariant(tx, started + delay * MINUTE, nos);
  }
}
