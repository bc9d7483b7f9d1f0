import type { Reader } from '#main/db/access.ts';

/** Everything that is known of one person, table by table, as it stands in the rows but with names in place of numbers. */
export interface KnownOfPerson {
  [part: string]: Record<string, unknown>[];
}

/** How much there is of each, and what would stay after an erasure. */
export interface PersonCounts {
  lists: number;
  tags: number;
  notes: number;
  events: number;
  facts: number;
  consents: number;
  deliveries: number;
  hits: number;
  suppressed: boolean;
}

const PARTS: Record<string, string> = {
  contact: `SELECT id, email, phone, external_id, first_name, last_name, company, city, country, locale, timezone, attributes,
      created_at, updated_at, last_seen_at, engaged_until, deleted_at FROM contact WHERE no = @no`,
  lists: `SELECT l.name AS list, m.state, m.changed_at AS since, m.source FROM list_member m JOIN list l ON l.no = m.list_no
    WHERE m.contact_no = @no ORDER BY m.changed_at`,
  consents: `SELECT l.name AS list, c.state, c.source, c.email, c.wording, c.language, c.data, c.asked_at, c.asked_ip, c.asked_agent,
      c.given_at, c.given_ip, c.given_agent, c.withdrawn_at
    FROM consent c LEFT JOIN list l ON l.no = c.list_no WHERE c.contact_no = @no ORDER BY c.asked_at`,
  preferences: 'SELECT paused_until, gap_days, changed_at FROM contact_preference WHERE contact_no = @no',
  tracking: 'SELECT mode, changed_at FROM contact_tracking WHERE contact_no = @no',
  suppressions:
    "SELECT channel, address, reason, source, at FROM suppression WHERE contact_no = @no OR (channel = 'email' AND address_hash = @hash)",
  tags: 'SELECT t.name AS tag, ct.at AS since FROM contact_tag ct JOIN tag t ON t.no = ct.tag_no WHERE ct.contact_no = @no',
  notes: `SELECT n.text, n.at, n.edited_at, u.name AS author FROM note n LEFT JOIN user u ON u.id = n.author
    WHERE n.contact_no = @no AND n.deleted_at IS NULL ORDER BY n.at`,
  events: `SELECT e.name, v.at, v.data FROM event_name e CROSS JOIN event v ON v.name_no = e.no AND v.contact_no = @no
    ORDER BY v.at`,
  emails: `SELECT k.name AS campaign, s.subject, d.address, d.state, d.changed_at AS at, d.attempts, r.text AS answer
    FROM delivery d JOIN send s ON s.no = d.send_no JOIN campaign k ON k.no = s.campaign_no
      LEFT JOIN response r ON r.no = d.response_no WHERE d.contact_no = @no ORDER BY d.no`,
  transactional: `SELECT t.subject, t.data, d.address, d.state, d.changed_at AS at, d.attempts, r.text AS answer
    FROM transactional t JOIN delivery d ON d.no = t.delivery_no LEFT JOIN response r ON r.no = d.response_no
    WHERE t.contact_no = @no ORDER BY t.no`,
  opens_and_clicks: `SELECT k.name AS campaign, h.kind, u.url, h.n AS times, h.at AS first_at, h.last_at
    FROM delivery d JOIN hit_first h ON h.delivery_no = d.no JOIN send s ON s.no = d.send_no
      JOIN campaign k ON k.no = s.campaign_no LEFT JOIN send_link u ON u.send_no = d.send_no AND u.idx = h.link
    WHERE d.contact_no = @no AND (h.link >= 0 OR h.kind <> 'click') ORDER BY h.at`,
  came_back: `SELECT r.at, r.source, r.kind, r.subject, f.recipient, f.class, f.status, f.effect, f.undone_at
    FROM feedback f JOIN feedback_report r ON r.no = f.report_no WHERE f.contact_no = @no ORDER BY r.at`,
  devices: `SELECT service, address, label, created_at, seen_at AS last_seen_at FROM push_device WHERE contact_no = @no ORDER BY no`,
  leavings: `SELECT v.at, v.way, v.reason, v.words, l.name AS list, v.undone_at FROM leaving v LEFT JOIN list l ON l.no = v.list_no
    WHERE v.contact_no = @no ORDER BY v.at`,
  segments: `SELECT s.name AS segment, g.entered, g.at FROM segment_change g JOIN segment s ON s.no = g.segment_no
    WHERE g.contact_no = @no ORDER BY g.at`,
  history: `SELECT f.type, f.at, u.name AS by, f.data FROM fact f LEFT JOIN user u ON u.id = f.actor
    WHERE f.subject = 'contact:' || @id ORDER BY f.seq`,
};

export function everythingOf(reader: Reader, person: { no: number; id: string; hash: string }): KnownOfPerson {
  return Object.fromEntries(
    Object.entries(PARTS).map(([part, sql]) => [part, reader.sql<Record<string, unknown>>(sql).all(person)]),
  );
}

export function countsOfPerson(reader: Reader, person: { no: number; id: string; hash: string }): PersonCounts {
  const count = (sql: string) => reader.sql<{ n: number }>(`SELECT count(*) AS n FROM (${sql})`).get(person)?.n ?? 0;
  return {
    lists: count('SELECT 1 FROM list_member WHERE contact_no = @no'),
    tags: count('SELECT 1 FROM contact_tag WHERE contact_no = @no'),
    notes: count('SELECT 1 FROM note WHERE contact_no = @no'),
    events: count('SELECT 1 FROM event_name e CROSS JOIN event v ON v.name_no = e.no AND v.contact_no = @no'),
    facts: count(`SELECT 1 FROM fact WHERE subject = 'contact:' || @id`),
    consents: count('SELECT 1 FROM consent WHERE contact_no = @no'),
    deliveries:
      count('SELECT 1 FROM delivery WHERE contact_no = @no') +
      count('SELECT 1 FROM transactional WHERE contact_no = @no'),
    hits: count(
      'SELECT 1 FROM delivery d JOIN hit_first h ON h.delivery_no = d.no WHERE d.contact_no = @no AND h.link = -1',
    ),
    suppressed:
      count(`SELECT 1 FROM suppression WHERE contact_no = @no OR (channel = 'email' AND address_hash = @hash)`) > 0,
  };
}
