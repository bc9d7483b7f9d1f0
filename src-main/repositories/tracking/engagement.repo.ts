import type { Reader, Tx } from '#main/db/access.ts';
import { type Deed, engagedUntil, withDeed } from '#shared/domain/engagement.ts';
import type { Millis } from '#shared/kernel/instant.ts';

/** What a person did with a message for the first time. */
export interface MessageDeed {
  deed: Deed;
  at: Millis;
  campaign_id: string | null;
  campaign: string | null;
}

/** Everything that somebody did with what they got, each message once for each deed; the latest first. */
export function deedsOfContact(reader: Reader, contact_no: number): MessageDeed[] {
  return reader
    .sql<MessageDeed>(
      `SELECT h.kind AS deed, h.human_at AS at, k.id AS campaign_id, k.name AS campaign
       FROM delivery d CROSS JOIN hit_first h ON h.delivery_no = d.no AND h.link = -1 AND h.kind IN ('open', 'click') AND h.human_n > 0
         LEFT JOIN send s ON s.no = d.send_no LEFT JOIN campaign k ON k.no = s.campaign_no AND k.deleted_at IS NULL
       WHERE d.contact_no = ? ORDER BY h.human_at DESC`,
    )
    .all(contact_no);
}

export function engagedUntilOf(reader: Reader, contact_no: number): Millis {
  const row = reader.sql<{ engaged_until: Millis }>('SELECT engaged_until FROM contact WHERE no = ?').get(contact_no);
  return row?.engaged_until ?? 0;
}

export function addToEngagement(tx: Tx, contact_no: number, deeds: readonly { deed: Deed; at: Millis }[]): void {
  const until = deeds.reduce((sum, { deed, at }) => withDeed(sum, deed, at), engagedUntilOf(tx, contact_no));
  saveEngagement(tx, contact_no, until);
}

/** Anew from all of it: what was taken for a person's was a machine's, or messages have come to be somebody else's. */
export function recountEngagement(tx: Tx, contact_no: number): void {
  saveEngagement(tx, contact_no, engagedUntil(deedsOfContact(tx, contact_no)));
}

function saveEngagement(tx: Tx, contact_no: number, until: Millis): void {
  tx.sql('UPDATE contact SET engaged_until = ? WHERE no = ?').run(until, contact_no);
  tx.touch('engagement');
}
