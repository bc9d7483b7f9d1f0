/** The clock of the database: what is held back now must not depend on who asks. */
const NOW = `(unixepoch('subsec') * 1000)`;
const DAY = 86_400_000;

/**
 * Why somebody who may be written to wants nothing now: they paused, or had a campaign lately and want fewer. Null for almost
 * everybody, who never said anything: then it costs one look into a small table.
 * @param contact_no the SQL expression for the contact's number
 */
export function heldBack(contact_no: string): string {
  return `(SELECT CASE
      WHEN p.paused_until > ${NOW} THEN 'paused'
      WHEN p.gap_days IS NOT NULL AND EXISTS (SELECT 1 FROM delivery lately
        WHERE lately.contact_no = p.contact_no AND lately.state IN ('in_data', 'accepted', 'unknown', 'bounced', 'complained')
          AND lately.changed_at > ${NOW} - p.gap_days * ${DAY}) THEN 'frequency_cap'
    END FROM contact_preference p WHERE p.contact_no = ${contact_no})`;
}
