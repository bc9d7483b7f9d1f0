import type { TimelineKind } from '#shared/domain/timeline-kind.ts';

/**
 * Where the entries of a timeline come from. Each query answers (no, kind, type, at, campaign_id, actor, data) of the contact
 * `@contact_no`, `@contact_id`, before (`@at`, `@no`), at most `@limit`, newest first; so that a page costs as much as it shows, however long
 * the timeline is. `no` is unique within the source; `rank` puts sources in order that speak of the same moment.
 */
export interface TimelineSource {
  name: string;
  rank: number;
  kinds: readonly TimelineKind[];
  sql: string;
}

const NEWEST = 'ORDER BY at DESC, no DESC LIMIT @limit';

/** Entries of which a contact has hundreds at most: gathered, then cut. */
function few(select: string): string {
  return `SELECT * FROM (${select}) WHERE (at, no) < (@at, @no) AND (@kind IS NULL OR kind = @kind) ${NEWEST}`;
}

/** A list that somebody joined or left in the moment that a fact of the contact tells about has been told. */
const TOLD_BY_FACT = `EXISTS (SELECT 1 FROM fact f WHERE f.subject = 'contact:' || @contact_id AND abs(f.at - m.changed_at) <= 2000
  AND (f.data ->> 'list_id' = l.id
    OR f.type IN ('contact.unsubscribed', 'contact.came_back', 'consent.preferences', 'contact.merged', 'contact.unmerged')))`;

export const TIMELINE_SOURCES: readonly TimelineSource[] = [
  {
    name: 'fact',
    rank: 9,
    kinds: ['change', 'list', 'tag'],
    sql: few(`SELECT f.seq AS no, f.type AS type, f.at AS at, f.data ->> 'campaign_id' AS campaign_id, u.name AS actor,
        CASE WHEN f.type LIKE 'list.%' OR f.type LIKE 'consent.%' OR f.type IN ('contact.unsubscribed', 'contact.came_back') THEN 'list'
          WHEN f.type IN ('contact.tagged', 'contact.untagged') THEN 'tag' ELSE 'change' END AS kind,
        iif(k.name IS NULL, f.data, json_set(f.data, '$.campaign', k.name)) AS data
      FROM fact f LEFT JOIN user u ON u.id = f.actor LEFT JOIN campaign k ON k.id = f.data ->> 'campaign_id'
      WHERE f.subject = 'contact:' || @contact_id`),
  },
  {
    name: 'import',
    rank: 8,
    kinds: ['change'],
    // What an import changed is found by its turns, since the table is in the order of imports; whom it made, by its stretches of numbers.
    sql: few(`WITH RECURSIVE turn (import_no, turn) AS (
        SELECT no, turn FROM import WHERE kind = 'contacts'
        UNION ALL SELECT import_no, turn - 1 FROM turn WHERE turn > 0),
      change AS (SELECT x.import_no, max(x.turn) AS turn, x.before, x.after FROM turn t
        CROSS JOIN import_change x ON x.import_no = t.import_no AND x.turn = t.turn AND x.contact_no = @contact_no
        GROUP BY x.import_no)
      SELECT i.no AS no, 'change' AS kind, 'contact.imported' AS type, coalesce(i.started_at, i.created_at) AS at,
        NULL AS campaign_id, u.name AS actor,
        json_object('import_id', i.id, 'filename', i.filename, 'before', json(h.before), 'after', json(h.after)) AS data
      FROM contact c JOIN import i ON i.kind = 'contacts' LEFT JOIN change h ON h.import_no = i.no
        LEFT JOIN user u ON u.id = i.created_by
      WHERE c.no = @contact_no AND (i.no = c.import_no OR h.import_no IS NOT NULL
        OR (SELECT k.last_no >= c.no AND c.created_at >= coalesce(i.started_at, i.created_at) FROM import_created k
          WHERE k.import_no = i.no AND k.first_no <= c.no ORDER BY k.first_no DESC LIMIT 1))`),
  },
  {
    name: 'bulk',
    rank: 7,
    kinds: ['change', 'tag'],
    // An edit names its contacts in parts with a range each, so that only parts that may name this one are read. Tags and lists that it
    // gave stand in their own rows.
    sql: few(`SELECT b.no AS no, b.at AS at, NULL AS campaign_id, u.name AS actor,
        iif(b.action ->> 'kind' = 'remove_tag', 'tag', 'change') AS kind,
        CASE b.action ->> 'kind' WHEN 'bin' THEN 'contact.deleted' WHEN 'restore' THEN 'contact.restored'
          WHEN 'remove_tag' THEN 'contact.untagged' ELSE 'contact.changed' END AS type,
        json_object('bulk', json('true'), 'tag', b.action ->> 'tag', 'changes', iif(b.action ->> 'field' IS NULL, json('[]'),
          json_array(json_object('field', b.action ->> 'field', 'from', json(x.value -> 1), 'to', json(b.action -> 'value'))))) AS data
      FROM bulk_edit b JOIN bulk_edit_part p ON p.bulk_edit_no = b.no AND p.first_contact <= @contact_no AND p.last_contact >= @contact_no
        CROSS JOIN json_each(p.before) x LEFT JOIN user u ON u.id = b.created_by
      WHERE p.state = 1 AND b.action ->> 'kind' IN ('set_field', 'remove_tag', 'bin', 'restore') AND x.value ->> 0 = @contact_no`),
  },
  {
    name: 'list',
    rank: 6,
    kinds: ['list'],
    sql: few(`SELECT l.no AS no, 'list' AS kind, 'list.' || m.state AS type, m.changed_at AS at, NULL AS campaign_id,
        coalesce((SELECT u.name FROM bulk_edit b JOIN user u ON u.id = b.created_by WHERE m.source = 'bulk-edit:' || b.id),
          (SELECT u.name FROM import i JOIN user u ON u.id = i.created_by WHERE m.source = 'import:' || i.id)) AS actor,
        json_object('list_id', l.id, 'list', l.name, 'source', m.source) AS data
      FROM list_member m JOIN list l ON l.no = m.list_no
      WHERE m.contact_no = @contact_no AND l.deleted_at IS NULL AND m.source <> 'user' AND NOT ${TOLD_BY_FACT}`),
  },
  {
    name: 'suppression',
    rank: 5,
    kinds: ['list'],
    // Who leaves by a mail, or by a page that a mail leads to, is told by the fact of that.
    sql: few(`SELECT s.no AS no, 'list' AS kind, 'contact.suppressed' AS type, s.at AS at, NULL AS campaign_id, NULL AS actor,
        json_object('reason', s.reason, 'source', s.source) AS data
      FROM suppression s WHERE s.contact_no = @contact_no AND s.source NOT LIKE 'campaign:%'
        AND NOT EXISTS (SELECT 1 FROM fact f WHERE f.subject = 'contact:' || @contact_id AND f.type IN ('contact.unsubscribed', 'contact.suppressed')
          AND abs(f.at - s.at) <= 2000)`),
  },
  {
    name: 'tag',
    rank: 4,
    kinds: ['tag'],
    // Given by hand is a fact; this is for those that an import, a form or an edit of many gave.
    sql: few(`SELECT t.no AS no, 'tag' AS kind, 'contact.tagged' AS type, ct.at AS at, NULL AS campaign_id,
        (SELECT u.name FROM bulk_edit b JOIN user u ON u.id = b.created_by
          WHERE b.at = ct.at AND b.action ->> 'kind' = 'add_tag' AND b.action ->> 'tag' = t.name COLLATE NOCASE) AS actor,
        json_object('tag_id', t.id, 'tag', t.name) AS data
      FROM contact_tag ct JOIN tag t ON t.no = ct.tag_no
      WHERE ct.contact_no = @contact_no AND NOT EXISTS (SELECT 1 FROM fact f WHERE f.subject = 'contact:' || @contact_id
        AND f.type = 'contact.tagged' AND f.at >= ct.at AND f.data ->> 'tag_id' = t.id)`),
  },
  {
    name: 'note',
    rank: 3,
    kinds: ['note'],
    sql: few(`SELECT n.no AS no, 'note' AS kind, 'note' AS type, n.at AS at, NULL AS campaign_id, u.name AS actor,
        json_object('id', n.id, 'text', n.text, 'author_id', n.author, 'edited', json(iif(n.edited_at IS NULL, 'false', 'true'))) AS data
      FROM note n LEFT JOIN user u ON u.id = n.author WHERE n.contact_no = @contact_no AND n.deleted_at IS NULL`),
  },
  {
    name: 'segment',
    rank: 2,
    kinds: ['segment'],
    sql: `SELECT g.no AS no, 'segment' AS kind, iif(g.entered, 'segment.entered', 'segment.left') AS type, g.at AS at, NULL AS campaign_id,
        NULL AS actor, json_object('segment_id', s.id, 'segment', s.name) AS data
      FROM segment_change g JOIN segment s ON s.no = g.segment_no
      WHERE g.contact_no = @contact_no AND g.at <= @at AND (g.at, g.no) < (@at, @no)
      ORDER BY g.at DESC, g.no DESC LIMIT @limit`,
  },
  {
    name: 'event',
    rank: 1,
    kinds: ['event'],
    // The newest of each name, as the index has them; there are as many looks as there are names.
    sql: `SELECT e.no AS no, 'event' AS kind, 'event' AS type, e.at AS at, NULL AS campaign_id, NULL AS actor,
        json_object('name', n.name, 'data', json(e.data)) AS data
      FROM event_name n CROSS JOIN event e
      WHERE e.no IN (SELECT x.no FROM event x WHERE x.name_no = n.no AND x.contact_no = @contact_no AND x.at <= @at
        AND (x.at, x.no) < (@at, @no) ORDER BY x.at DESC, x.no DESC LIMIT @limit)
      ORDER BY e.at DESC, e.no DESC LIMIT @limit`,
  },
  {
    name: 'delivery',
    rank: -1,
    kinds: ['mail'],
    sql: few(`SELECT d.no AS no, 'mail' AS kind, 'delivery.' || d.state AS type, d.changed_at AS at, k.id AS campaign_id, NULL AS actor,
        json_object('campaign', k.name, 'subject', s.subject, 'code', d.code, 'attempts', d.attempts, 'response', r.text) AS data
      FROM delivery d JOIN send s ON s.no = d.send_no JOIN campaign k ON k.no = s.campaign_no
        LEFT JOIN response r ON r.no = d.response_no
      WHERE d.contact_no = @contact_no`),
  },
  {
    name: 'transactional',
    rank: -2,
    kinds: ['mail'],
    sql: few(`SELECT t.no AS no, 'mail' AS kind, d.changed_at AS at, NULL AS campaign_id, u.name AS actor,
        'transactional.' || CASE WHEN d.state = 'accepted' THEN 'sent' WHEN d.state = 'skipped' THEN 'skipped'
          WHEN d.state IN ('failed', 'bounced', 'complained', 'cancelled') THEN 'failed' ELSE 'queued' END AS type,
        json_object('message', t.subject, 'message_id', t.id, 'response', r.text) AS data
      FROM transactional t JOIN delivery d ON d.no = t.delivery_no LEFT JOIN response r ON r.no = d.response_no
        LEFT JOIN user u ON u.id = t.created_by
      WHERE t.contact_no = @contact_no`),
  },
  {
    name: 'hit',
    rank: 0,
    kinds: ['mail'],
    // At the moment of its first time, with how often it came. Leaving by a mail is a fact already.
    sql: few(`SELECT h.delivery_no * 65536 + h.link + 2 AS no, 'mail' AS kind, iif(h.human_n > 0, 'hit.', 'hit.machine_') || h.kind AS type,
        coalesce(h.human_at, h.at) AS at, k.id AS campaign_id,
        NULL AS actor, json_object('campaign', k.name, 'times', iif(h.human_n > 0, h.human_n, h.n), 'url', u.url) AS data
      FROM delivery d JOIN hit_first h ON h.delivery_no = d.no JOIN send s ON s.no = d.send_no
        JOIN campaign k ON k.no = s.campaign_no LEFT JOIN send_link u ON u.send_no = d.send_no AND u.idx = h.link
      WHERE d.contact_no = @contact_no AND (h.kind = 'open' OR (h.kind = 'click' AND h.link >= 0))`),
  },
];
