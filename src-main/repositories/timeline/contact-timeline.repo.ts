import type { Reader } from '#main/db/access.ts';
import { changesBetween } from '#shared/domain/contact-change.ts';
import type { TimelineKind } from '#shared/domain/timeline-kind.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import { type Instant, instantOf, type Millis } from '#shared/kernel/instant.ts';
import { TIMELINE_SOURCES, type TimelineSource } from './timeline-sources.sql.ts';

export interface TimelineEntry {
  id: string;
  at: Instant;
  kind: TimelineKind;
  type: string;
  campaign_id: string | null;
  actor: string | null;
  data: Record<string, unknown>;
}

export interface TimelineQuery {
  contact_no: number;
  contact_id: string;
  kind?: TimelineKind;
  limit: number;
  cursor?: string;
}

interface StoredEntry extends Omit<TimelineEntry, 'id' | 'at' | 'data'> {
  no: number;
  at: Millis;
  data: string;
}

/** Where a page ends: the moment, then the source, then the entry within it. */
interface Mark {
  at: Millis;
  rank: number;
  no: number;
}

const END: Mark = { at: Number.MAX_SAFE_INTEGER, rank: 99, no: 0 };

/** Everything that happened to a contact, or what is of one kind, newest first. */
export function readTimeline(
  reader: Reader,
  query: TimelineQuery,
): { items: TimelineEntry[]; next_cursor: string | null } {
  const { kind, limit } = query;
  const before = query.cursor ? markOf(query.cursor) : END;
  const sources = TIMELINE_SOURCES.filter(({ kinds }) => !kind || kinds.includes(kind));
  const found = sources
    .flatMap((source) => readSource(reader, source, query, before).map((row) => ({ row, source })))
    .sort((a, b) => b.row.at - a.row.at || b.source.rank - a.source.rank || b.row.no - a.row.no);
  const last = found.length > limit ? found[limit - 1] : undefined;
  return {
    items: found.slice(0, limit).map(({ row, source }) => entryOf(row, source)),
    next_cursor: last ? `${last.row.at}.${last.source.rank}.${last.row.no}` : null,
  };
}

function readSource(
  reader: Reader,
  { sql, rank }: TimelineSource,
  { contact_no, contact_id, kind, limit }: TimelineQuery,
  before: Mark,
): StoredEntry[] {
  // Of the same moment, a source of higher rank has been read to its end, and one of lower rank not at all.
  const no = rank === before.rank ? before.no : rank < before.rank ? Number.MAX_SAFE_INTEGER : -1;
  return reader
    .sql<StoredEntry>(sql)
    .all({ contact_no, contact_id, kind: kind ?? null, at: before.at, no, limit: limit + 1 });
}

function entryOf({ no, at, data, ...row }: StoredEntry, { name }: TimelineSource): TimelineEntry {
  return {
    ...row,
    id: `${name}-${no}`,
    at: instantOf(at),
    data: readable(JSON.parse(data) as Record<string, unknown>),
  };
}

/** An import has noted the fields it changed as they were and as it wrote them; of custom ones it wrote only some. */
function readable({ before, after, ...data }: Record<string, unknown>): Record<string, unknown> {
  if (!before || !after) return data;
  const was = before as Parameters<typeof changesBetween>[0];
  const is = after as Parameters<typeof changesBetween>[0];
  const attributes = { ...was.attributes, ...is.attributes };
  return { ...data, changes: changesBetween(was, { ...is, attributes }) };
}

function markOf(cursor: string): Mark {
  const [, at, rank, no] = /^(\d{1,16})\.(-?\d{1,2})\.(\d{1,16})$/.exec(cursor) ?? [];
  if (!at) throw new HeraldError('INVALID_INPUT', 'This cursor is not one of this timeline.', { field: 'cursor' });
  return { at: Number(at), rank: Number(rank), no: Number(no) };
}
