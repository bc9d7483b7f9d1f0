import type { Tx } from '#main/db/access.ts';
import type { CampaignRecord } from '#main/repositories/campaign/campaign.repo.ts';
import { placeDeliveries, recipientsToPlace } from '#main/repositories/experiment/experiment.repo.ts';
import { comparesVariants } from '#shared/domain/experiment/experiment.ts';
import { type Place, placeOf } from '#shared/domain/experiment/split.ts';

/** Gives the recipients whose rows have just been written their variants, has the rest wait, and leaves out who is held out. */
export function placeRecipients(tx: Tx, { no, id, experiment }: CampaignRecord, after: number): void {
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
  }
}
