import { findContact } from '#main/repositories/contact/contact.repo.ts';
import { findOrganization } from '#main/repositories/system/organization.repo.ts';
import { deedsOfContact, engagedUntilOf } from '#main/repositories/tracking/engagement.repo.ts';
import { trackingModeOf } from '#main/repositories/tracking/hit.repo.ts';
import { type Deed, scoreOf, worthNow } from '#shared/domain/engagement.ts';
import type { TrackingChoice } from '#shared/domain/tracking/tracking-choice.ts';
import { found } from '#shared/kernel/herald-error.ts';
import { type Instant, instantOf } from '#shared/kernel/instant.ts';
import type { ServiceContext } from '../service-context.ts';

interface EngagementView {
  score: number;
  opened: number;
  clicked: number;
  last_at: Instant | null;
  deeds: { kind: Deed; campaign_id: string | null; campaign: string | null; at: Instant; points: number }[];
  kept: TrackingChoice;
}

const SHOWN = 5;

/** The score of a contact now, and what it is made of. @throws HeraldError NOT_FOUND */
export function engagementOf(
  { db: { reader }, clock }: Pick<ServiceContext, 'db' | 'clock'>,
  id: string,
): EngagementView {
  const { no } = found(findContact(reader, id), 'contact');
  const now = clock.now();
  const deeds = deedsOfContact(reader, no);
  const times = (kind: Deed) => deeds.filter(({ deed }) => deed === kind).length;
  const [latest] = deeds;
  return {
    score: scoreOf(engagedUntilOf(reader, no), now),
    opened: times('open'),
    clicked: times('click'),
    last_at: latest ? instantOf(latest.at) : null,
    deeds: deeds
      .map(({ deed, at, ...campaign }) => ({
        ...campaign,
        kind: deed,
        at: instantOf(at),
        points: worthNow(deed, at, now),
      }))
      .sort((one, other) => other.points - one.points)
      .slice(0, SHOWN),
    kept: trackingModeOf(reader, no) ?? (findOrganization(reader)?.track_anonymously ? 'anonymous' : 'full'),
  };
}
