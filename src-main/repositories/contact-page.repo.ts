import type { Reader } from '#main/db/access.ts';
import { type Attributes, contactName } from '#shared/domain/contact-fields.ts';
import type { ContactStatus } from '#shared/domain/contact-status.ts';
import { assert } from '#shared/kernel/assert.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import { type Instant, instantOf } from '#shared/kernel/instant.ts';
import type { Page } from '#shared/kernel/page.ts';
import { countMatches, isSelective } from './contact-count.repo.ts';
import { type Clause, type ContactFilter, candidatesOf, conditionsOf, isFiltered } from './contact-filter.sql.ts';
import { CONTACT_STATUS } from './contact-status.sql.ts';

export type ContactSort = 'newest' | 'oldest' | 'email' | 'name';

export interface ContactQuery extends ContactFilter {
  sort: ContactSort;
  limit: number;
  offset?: number;
  cursor?: string;
}

export interface ContactView {
  id: string;
  name: string;
  email: string | null;
  phone: string | null;
  external_id: string | null;
  first_name: string;
  last_name: string;
  company: string;
  city: string;
  country: string;
  locale: string;
  timezone: string;
  attributes: Attributes;
  status: ContactStatus;
  created_at: Instant;
  updated_at: Instant;
  last_seen_at: Instant | null;
  revision: number;
}

/**
 * A stretch of a sorted list that one index yields in order. Sorting by address has two: those without one come last.
 */
interface Stretch {
  index: string;
  key: string;
  descending: boolean;
  only: string;
}

const byNo = (descending: boolean, only = ''): Stretch => ({ index: 'contact_live', key: '', descending, only });
const STRETCHES: Record<ContactSort, Stretch[]> = {
  newest: [byNo(true)],
  oldest: [byNo(false)],
  name: [{ index: 'contact_name', key: 'c.name_key', descending: false, only: '' }],
  email: [
    { index: 'contact_email', key: 'c.email_key', descending: false, only: 'AND c.email_key IS NOT NULL' },
    { index: 'contact_email', key: '', descending: false, only: 'AND c.email_key IS NULL' },
  ],
};

/** Where a page ended: the stretch, the sort key there, and the row's number. */
type Mark = [stretch: number, key: string | null, no: number];

/** A page of contacts: after a cursor, or from an offset on. */
export function readContactPage(reader: Reader, query: ContactQuery): Page<ContactView> {
  const total = countMatches(reader, query);
  const walk = walkOf(reader, query);
  const marks = query.cursor ? after(walk, markOf(query.cursor)) : fromOffset(walk, total, query.offset ?? 0);
  const page = marks.slice(0, query.limit);
  const last = page.at(-1);
  return {
    items: contactViews(
      reader,
      page.map(([, , no]) => no),
    ),
    next_cursor: marks.length > query.limit && last ? cursorOf(last) : null,
    total,
  };
}

interface Walk {
  reader: Reader;
  stretches: Stretch[];
  conditions: Clause;
  /** Set when few enough come into question: they are looked up and sorted instead of walked to. */
  candidates: Clause | undefined;
  /** One more than the page, to know whether there is another. */
  limit: number;
}

function walkOf(reader: Reader, query: ContactQuery): Walk {
  const candidates = isFiltered(query) ? candidatesOf(query) : undefined;
  return {
    reader,
    stretches: STRETCHES[query.sort],
    conditions: conditionsOf(query),
    candidates: candidates && isSelective(reader, candidates) ? candidates : undefined,
    limit: query.limit + 1,
  };
}

function after(walk: Walk, [at, key, no]: Mark): Mark[] {
  const marks: Mark[] = [];
  for (let stretch = at; stretch < walk.stretches.length && marks.length < walk.limit; stretch++) {
    const start = stretch === at ? { key, no } : undefined;
    marks.push(...take(walk, stretch, { start, limit: walk.limit - marks.length }));
  }
  return marks;
}

function fromOffset(walk: Walk, total: number, offset: number): Mark[] {
  const [only] = walk.stretches;
  // Half of the way at most: beyond the middle it is shorter from the end.
  if (walk.stretches.length === 1 && only && offset > total / 2 && offset < total) {
    const limit = Math.min(walk.limit, total - offset);
    return take(walk, 0, { limit, offset: total - offset - limit, backwards: true }).reverse();
  }
  const marks: Mark[] = [];
  let skip = offset;
  for (let stretch = 0; stretch < walk.stretches.length && marks.length < walk.limit; stretch++) {
    const found = take(walk, stretch, { limit: walk.limit - marks.length, offset: skip });
    marks.push(...found);
    if (found.length > 0) skip = 0;
    else if (stretch + 1 < walk.stretches.length) skip = Math.max(0, skip - lengthOf(walk, stretch));
  }
  return marks;
}

interface Taking {
  start?: { key: string | null; no: number };
  limit: number;
  offset?: number;
  backwards?: boolean;
}

function take(walk: Walk, at: number, { start, limit, offset = 0, backwards = false }: Taking): Mark[] {
  const stretch = walk.stretches[at];
  assert(stretch, 'the stretch exists');
  const descending = stretch.descending !== backwards;
  const direction = descending ? 'DESC' : 'ASC';
  const source = sourceOf(walk, stretch);
  const beyond = start ? startOf(stretch, start, descending) : { sql: '', values: [] };
  const rows = walk.reader
    .sql<{ no: number; key: string | null }>(
      `${source.sql} ${beyond.sql}
       ORDER BY ${stretch.key ? `${stretch.key} ${direction}, ` : ''}c.no ${direction} LIMIT ? OFFSET ?`,
    )
    .all(...source.values, ...beyond.values, limit, offset);
  return rows.map(({ key, no }) => [at, key, no]);
}

function lengthOf(walk: Walk, at: number): number {
  const stretch = walk.stretches[at];
  assert(stretch, 'the stretch exists');
  const source = sourceOf(walk, stretch);
  return walk.reader.sql<{ n: number }>(`SELECT count(*) AS n FROM (${source.sql})`).get(...source.values)?.n ?? 0;
}

function sourceOf({ conditions, candidates }: Walk, stretch: Stretch): Clause {
  const columns = `c.no AS no, ${stretch.key || 'NULL'} AS key`;
  const where = `WHERE ${conditions.sql} ${stretch.only}`;
  if (!candidates) {
    return { sql: `SELECT ${columns} FROM contact c INDEXED BY ${stretch.index} ${where}`, values: conditions.values };
  }
  return {
    sql: `WITH hit (no) AS MATERIALIZED (${candidates.sql})
      SELECT ${columns} FROM hit CROSS JOIN contact c ON c.no = hit.no ${where}`,
    values: [...candidates.values, ...conditions.values],
  };
}

function startOf(stretch: Stretch, { key, no }: { key: string | null; no: number }, descending: boolean): Clause {
  const sign = descending ? '<' : '>';
  if (!stretch.key) return { sql: `AND c.no ${sign} ?`, values: [no] };
  return { sql: `AND (${stretch.key}, c.no) ${sign} (?, ?)`, values: [key, no] };
}

function cursorOf([stretch, key, no]: Mark): string {
  return `${stretch}.${no}.${key === null ? '' : `k${Buffer.from(key).toString('base64url')}`}`;
}

function markOf(cursor: string): Mark {
  const [, stretch, no, key] = /^([01])\.(\d+)\.(?:k([\w-]*))?$/.exec(cursor) ?? [];
  if (!no) throw new HeraldError('INVALID_INPUT', 'This cursor is not one of this list.', { field: 'cursor' });
  return [Number(stretch), key === undefined ? null : Buffer.from(key, 'base64url').toString(), Number(no)];
}

type StoredView = Omit<ContactView, 'attributes' | 'created_at' | 'updated_at' | 'last_seen_at' | 'name'> & {
  no: number;
  attributes: string;
  created_at: number;
  updated_at: number;
  last_seen_at: number | null;
};

/** The contacts with these numbers, in this order. */
export function contactViews(reader: Reader, nos: number[]): ContactView[] {
  const rows = reader
    .sql<StoredView>(
      `SELECT c.no, c.id, c.email, c.phone, c.external_id, c.first_name, c.last_name, c.company, c.city, c.country, c.locale,
         c.timezone, c.attributes, c.created_at, c.updated_at, c.last_seen_at, c.revision, ${CONTACT_STATUS} AS status
       FROM contact c WHERE c.no IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify(nos));
  const byNumber = new Map(rows.map((row) => [row.no, row]));
  return nos.flatMap((no) => {
    const row = byNumber.get(no);
    return row ? [viewOf(row)] : [];
  });
}

function viewOf({ no: _no, ...row }: StoredView): ContactView {
  return {
    ...row,
    name: contactName(row),
    attributes: JSON.parse(row.attributes) as Attributes,
    created_at: instantOf(row.created_at),
    updated_at: instantOf(row.updated_at),
    last_seen_at: row.last_seen_at === null ? null : instantOf(row.last_seen_at),
  };
}
