import type { Reader } from '#main/db/access.ts';
import { assert } from '#shared/kernel/assert.ts';
import { type Clause, hits } from './contact-filter.sql.ts';

/** `engagement`: whoever does most with what they get comes first. */
export type ContactSort = 'newest' | 'oldest' | 'email' | 'name' | 'engagement';

/**
 * A stretch of a sorted list that one index yields in order. Sorting by address has two: those without one come last,
 * and so do those who never did anything when sorting by engagement.
 */
export interface Stretch {
  index: string;
  key: string;
  descending: boolean;
  only: string;
}

const byNo = (descending: boolean, only = ''): Stretch => ({ index: 'contact_live', key: '', descending, only });
export const STRETCHES: Record<ContactSort, Stretch[]> = {
  newest: [byNo(true)],
  oldest: [byNo(false)],
  name: [{ index: 'contact_name', key: 'c.name_key', descending: false, only: '' }],
  email: [
    { index: 'contact_email', key: 'c.email_key', descending: false, only: 'AND c.email_key IS NOT NULL' },
    { index: 'contact_email', key: '', descending: false, only: 'AND c.email_key IS NULL' },
  ],
  engagement: [
    { index: 'contact_engaged', key: 'c.engaged_until', descending: true, only: 'AND c.engaged_until > 0' },
    byNo(true, 'AND c.engaged_until = 0'),
  ],
};

/** Where a page ended: the stretch, the sort key there, and the row's number. */
export type Mark = [stretch: number, key: SortKey | null, no: number];
export type SortKey = string | number;

/** A sorted list to walk along. */
export interface Walk {
  reader: Reader;
  stretches: Stretch[];
  conditions: Clause;
  /** Set when few enough come into question: they are looked up and sorted instead of walked to. */
  candidates: Clause | undefined;
  /** One more than the page, to know whether there is another. */
  limit: number;
}

/** The rows behind a mark, without the first `skip` of them. */
export function after(walk: Walk, [at, key, no]: Mark, skip = 0): Mark[] {
  const marks: Mark[] = [];
  let left = skip;
  for (let stretch = at; stretch < walk.stretches.length && marks.length < walk.limit; stretch++) {
    const start = stretch === at ? { key, no } : undefined;
    const found = take(walk, stretch, { start, limit: walk.limit - marks.length, offset: left });
    marks.push(...found);
    if (found.length === 0 && left > 0) left -= take(walk, stretch, { start, limit: left }).length;
    else left = 0;
  }
  return marks;
}

interface Taking {
  start?: { key: SortKey | null; no: number };
  limit: number;
  offset?: number;
  backwards?: boolean;
}

/** Some rows of one stretch, in order. */
export function take(walk: Walk, at: number, { start, limit, offset = 0, backwards = false }: Taking): Mark[] {
  const stretch = walk.stretches[at];
  assert(stretch, 'the stretch exists');
  const descending = stretch.descending !== backwards;
  const direction = descending ? 'DESC' : 'ASC';
  const source = sourceOf(walk, stretch);
  const beyond = start ? startOf(stretch, start, descending) : { sql: '', values: [] };
  const rows = walk.reader
    .sql<{ no: number; key: SortKey | null }>(
      `${source.sql} ${beyond.sql}
       ORDER BY ${stretch.key ? `${stretch.key} ${direction}, ` : ''}c.no ${direction} LIMIT ? OFFSET ?`,
    )
    .all(...source.values, ...beyond.values, limit, offset);
  return rows.map(({ key, no }) => [at, key, no]);
}

export function lengthOf(walk: Walk, at: number): number {
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
    sql: `SELECT ${columns} FROM ${hits(candidates)} ${where}`,
    values: [...candidates.values, ...conditions.values],
  };
}

function startOf(stretch: Stretch, { key, no }: { key: SortKey | null; no: number }, descending: boolean): Clause {
  const sign = descending ? '<' : '>';
  if (!stretch.key) return { sql: `AND c.no ${sign} ?`, values: [no] };
  return { sql: `AND (${stretch.key}, c.no) ${sign} (?, ?)`, values: [key, no] };
}
