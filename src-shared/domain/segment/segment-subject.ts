import type { Millis } from '#shared/kernel/instant.ts';
import type { BuiltInValues } from '../contact-fields.ts';
import type { ContactStatus, MemberState } from '../contact-status.ts';

/** A contact as rules see it. */
export interface SegmentPerson extends BuiltInValues {
  status: ContactStatus;
  created_at: Millis;
  last_seen_at: Millis | null;
  /** See engagement.ts. */
  engaged_until: Millis;
  attributes: Readonly<Record<string, unknown>>;
}

/** What else is known of a contact. */
export interface SegmentFacts {
  /** Ids of the tags. */
  tags: ReadonlySet<string>;
  /** By id of the list; a list that the contact was never on is not in here. */
  lists: ReadonlyMap<string, MemberState>;
  messages: readonly MessageFact[];
  events: readonly EventFact[];
}

/** One message to the contact and what came back. */
export interface MessageFact {
  campaign_id: string;
  /** When the receiving server took it; null when it did not, or when it came back. */
  received_at: Millis | null;
  hits: readonly { act: 'open' | 'click'; at: Millis; by_human: boolean }[];
}

export interface EventFact {
  name: string;
  at: Millis;
  data: Readonly<Record<string, unknown>>;
}

export interface SegmentSubject {
  person: SegmentPerson;
  facts: SegmentFacts;
}
