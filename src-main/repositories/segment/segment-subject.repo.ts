import type { Reader } from '#main/db/access.ts';
import type { ContactStatus, MemberState } from '#shared/domain/contact-status.ts';
import type { EventFact, MessageFact, SegmentPerson, SegmentSubject } from '#shared/domain/segment/segment-subject.ts';
import type { Millis } from '#shared/kernel/instant.ts';
import { CONTACT_STATUS } from '../contact/contact-status.sql.ts';

/** What rules ask about one contact. Of its events only those with these names. */
export function segmentSubject(
  reader: Reader,
  contact_no: number,
  events: ReadonlySet<string>,
): SegmentSubject | undefined {
  const person = personOf(reader, contact_no);
  if (!person) return undefined;
  return {
    person,
    facts: {
      tags: new Set(idsOf(reader, contact_no)),
      lists: new Map(
        reader
          .sql<{ id: string; state: MemberState }>(
            `SELECT l.id, m.state FROM list_member m JOIN list l ON l.no = m.list_no
             WHERE m.contact_no = ? AND l.deleted_at IS NULL`,
          )
          .all(contact_no)
          .map(({ id, state }) => [id, state]),
      ),
      messages: messagesOf(reader, contact_no),
      events: [...events].flatMap((name) => eventsOf(reader, contact_no, name)),
    },
  };
}

function personOf(reader: Reader, contact_no: number): SegmentPerson | undefined {
  const row = reader
    .sql<Omit<SegmentPerson, 'attributes' | 'status'> & { attributes: string; status: ContactStatus }>(
      `SELECT c.email, c.phone, c.external_id, c.first_name, c.last_name, c.company, c.city, c.country, c.locale, c.timezone,
         c.created_at, c.last_seen_at, c.engaged_until, c.attributes, ${CONTACT_STATUS} AS status
       FROM contact c WHERE c.no = ?`,
    )
    .get(contact_no);
  return row && { ...row, attributes: JSON.parse(row.attributes) as Record<string, unknown> };
}

function idsOf(reader: Reader, contact_no: number): string[] {
  return reader
    .sql<{ id: string }>('SELECT t.id FROM contact_tag ct JOIN tag t ON t.no = ct.tag_no WHERE ct.contact_no = ?')
    .all(contact_no)
    .map(({ id }) => id);
}

interface MessageRow {
  no: number;
  campaign_id: string;
  state: string;
  changed_at: Millis;
  kind: 'open' | 'click' | null;
  first: Millis | null;
  last: Millis | null;
  human_first: Millis | null;
  human_last: Millis | null;
}

/** Of hits the first and the last are known, which is all that a window asks for. */
function messagesOf(reader: Reader, contact_no: number): MessageFact[] {
  const rows = reader
    .sql<MessageRow>(
      `SELECT d.no, k.id AS campaign_id, d.state, d.changed_at, h.kind, h.at AS first, h.last_at AS last, h.human_at AS human_first,
         h.human_last_at AS human_last
       FROM delivery d JOIN send s ON s.no = d.send_no JOIN campaign k ON k.no = s.campaign_no
         LEFT JOIN hit_first h ON h.delivery_no = d.no AND h.link = -1 AND h.kind IN ('open', 'click')
       WHERE d.contact_no = ?`,
    )
    .all(contact_no);
  const messages = new Map<number, MessageFact>();
  for (const { no, campaign_id, state, changed_at, kind, first, last, human_first, human_last } of rows) {
    const received_at = state === 'accepted' || state === 'complained' ? changed_at : null;
    const known = messages.get(no) ?? { campaign_id, received_at, hits: [] };
    const by = (by_human: boolean, ...times: (Millis | null)[]) =>
      times.flatMap((at) => (kind === null || at === null ? [] : [{ act: kind, at, by_human }]));
    messages.set(no, {
      ...known,
      hits: [...known.hits, ...by(false, first, last), ...by(true, human_first, human_last)],
    });
  }
  return [...messages.values()];
}

function eventsOf(reader: Reader, contact_no: number, name: string): EventFact[] {
  return reader
    .sql<{ name: string; at: Millis; data: string }>(
      `SELECT n.name, e.at, e.data FROM event_name n CROSS JOIN event e ON e.name_no = n.no AND e.contact_no = ?
       WHERE n.name = ?`,
    )
    .all(contact_no, name)
    .map((row) => ({ ...row, data: JSON.parse(row.data) as Record<string, unknown> }));
}
