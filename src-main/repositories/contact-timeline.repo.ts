import type { Reader } from '#main/db/access.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import { type Instant, instantOf } from '#shared/kernel/instant.ts';

export interface TimelineEntry {
  id: string;
  at: Instant;
  type: string;
  campaign_id: string | null;
  data: Record<string, unknown>;
}

export interface TimelineQuery {
  contact_no: number;
  contact_id: string;
  limit: number;
  cursor?: string;
}

interface StoredEntry {
  id: string;
  at: number;
  type: string;
  campaign_id: string | null;
  data: string;
}

/**
 * Everything that happened to one contact: what people did (fact log), imports, list changes by imports, what was sent to it and
 * what it did with that. A hit stands at the moment of its first time, with how often it came. Who leaves by a mail is a fact already.
 */
const ENTRIES = `
  SELECT 'fact-' || f.seq AS id, f.at AS at, f.type AS type, f.data ->> 'campaign_id' AS campaign_id, f.data AS data
  FROM fact f WHERE f.subject = 'contact:' || @contact_id
  UNION ALL
  SELECT 'import-' || i.no, coalesce(i.started_at, i.created_at), 'contact.imported', NULL,
    json_object('import_id', i.id, 'filename', i.filename)
  FROM contact c JOIN import i ON i.no = c.import_no WHERE c.no = @contact_no
  UNION ALL
  SELECT 'list-' || l.no, m.changed_at, 'list.' || m.state, NULL,
    json_object('list_id', l.id, 'list', l.name, 'source', m.source)
  FROM list_member m JOIN list l ON l.no = m.list_no
  WHERE m.contact_no = @contact_no AND m.source <> 'user' AND l.deleted_at IS NULL
  UNION ALL
  SELECT 'suppression-' || s.no, s.at, 'contact.suppressed', NULL, json_object('reason', s.reason, 'source', s.source)
  FROM suppression s WHERE s.contact_no = @contact_no AND s.source NOT LIKE 'campaign:%'
  UNION ALL
  SELECT 'delivery-' || d.no, d.changed_at, 'delivery.' || d.state, k.id,
    json_object('campaign', k.name, 'subject', s.subject, 'code', d.code, 'attempts', d.attempts, 'response', r.text)
  FROM delivery d JOIN send s ON s.no = d.send_no JOIN campaign k ON k.no = s.campaign_no
    LEFT JOIN response r ON r.no = d.response_no
  WHERE d.contact_no = @contact_no
  UNION ALL
  SELECT 'hit-' || h.delivery_no || '-' || h.kind || '-' || h.link, h.at, 'hit.' || h.kind, k.id,
    json_object('campaign', k.name, 'times', h.n, 'url', u.url)
  FROM delivery d JOIN hit_first h ON h.delivery_no = d.no JOIN send s ON s.no = d.send_no
    JOIN campaign k ON k.no = s.campaign_no LEFT JOIN send_link u ON u.send_no = d.send_no AND u.idx = h.link
  WHERE d.contact_no = @contact_no AND (h.kind = 'open' OR (h.kind = 'click' AND h.link >= 0))`;

/** Newest first. */
export function readTimeline(
  reader: Reader,
  query: TimelineQuery,
): { items: TimelineEntry[]; next_cursor: string | null } {
  const { contact_no, contact_id, limit, cursor } = query;
  const before = cursor ? markOf(cursor) : { at: Number.MAX_SAFE_INTEGER, id: '' };
  const rows = reader
    .sql<StoredEntry>(`SELECT * FROM (${ENTRIES}) WHERE (at, id) < (@at, @id) ORDER BY at DESC, id DESC LIMIT @limit`)
    .all({ contact_no, contact_id, ...before, limit: limit + 1 });
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map((row) => ({
      ...row,
      at: instantOf(row.at),
      data: JSON.parse(row.data) as Record<string, unknown>,
    })),
    next_cursor: last ? `${last.at}.${last.id}` : null,
  };
}

function markOf(cursor: string): { at: number; id: string } {
  const [, at, id = ''] = /^(\d+)\.([\w:-]+)$/.exec(cursor) ?? [];
  if (!at) throw new HeraldError('INVALID_INPUT', 'This cursor is not one of this timeline.', { field: 'cursor' });
  return { at: Number(at), id };
}
