import type { Reader } from '#main/db/access.ts';
import { countContacts } from './contact.repo.ts';
import {
  type Clause,
  COUNT_NOT_DELIVERABLE,
  type ContactFilter,
  candidatesOf,
  conditionsOf,
  hits,
  isFiltered,
} from './contact-filter.sql.ts';

/** Up to this many candidates a page is found by looking each up and sorting; with more it is faster to walk along an index. */
const FEW_TO_SORT = 10_000;
/** To count them takes no sorting, and the walk would be all the way. */
const FEW_TO_COUNT = 300_000;

/** The numbers of all who fit, in their order: for work on the whole result. Takes as long as counting them. */
export function matchingNumbers(reader: Reader, filter: ContactFilter): number[] {
  const candidates = fewCandidates(reader, filter, FEW_TO_COUNT);
  const conditions = conditionsOf(filter, !candidates);
  return reader
    .sql(`SELECT c.no FROM ${candidates ? hits(candidates) : 'contact c'} WHERE ${conditions.sql} ORDER BY c.no`)
    .pluck()
    .all(...(candidates?.values ?? []), ...conditions.values) as number[];
}

/** The candidates that are few enough to be looked up; undefined when all contacts must be walked along. */
export function fewCandidates(reader: Reader, filter: ContactFilter, few = FEW_TO_SORT): Clause | undefined {
  return candidatesOf(filter).find((candidates) => {
    const sql = `SELECT count(*) AS n FROM (${candidates.sql} LIMIT ?)`;
    return numberOf(reader, sql, [...candidates.values, few + 1]) <= few;
  });
}

/** How many contacts fit. Without a filter, or with a list or a tag alone, it is read off a sum; otherwise counted, and kept while true. */
export function countMatches(reader: Reader, filter: ContactFilter): number {
  if (!isFiltered(filter)) return countContacts(reader);
  const only = onlyPartOf(filter);
  if (only === 'list_no') return membersOf(reader, filter);
  if (only === 'tag_no') return numberOf(reader, 'SELECT contacts AS n FROM tag WHERE no = ?', [filter.tag_no]);
  if (only === 'status' && filter.status === 'deliverable') {
    return kept(reader, 'deliverable', () => countContacts(reader) - numberOf(reader, COUNT_NOT_DELIVERABLE, []));
  }
  return kept(reader, filterKey(filter), () => count(reader, filter));
}

/** The same for the same question. */
export function filterKey(filter: ContactFilter): string {
  return JSON.stringify({ ...partsOf(filter), state: filter.list_state });
}

/** Which part of the filter is the only one, if so. */
function onlyPartOf(filter: ContactFilter): string | undefined {
  const used = Object.entries(partsOf(filter)).filter(([, value]) => value !== undefined && value !== '');
  return used.length === 1 ? used[0]?.[0] : undefined;
}

/** Everything that narrows a result; the state of a member only goes with its list. */
function partsOf(filter: ContactFilter): Record<Exclude<keyof ContactFilter, 'list_state'>, unknown> {
  const { search, list_no, status, tag_no, import: by, rule } = filter;
  return { search, list_no, status, tag_no, import: by, rule };
}

function membersOf(reader: Reader, { list_no, list_state }: ContactFilter): number {
  const sums = reader
    .sql<Record<string, number>>('SELECT subscribed, unconfirmed, unsubscribed FROM list WHERE no = ?')
    .get(list_no);
  if (!sums) return 0;
  return list_state ? (sums[list_state] ?? 0) : Object.values(sums).reduce((sum, n) => sum + n, 0);
}

function count(reader: Reader, filter: ContactFilter): number {
  const candidates = fewCandidates(reader, filter, FEW_TO_COUNT);
  const conditions = conditionsOf(filter, !candidates);
  if (!candidates)
    return numberOf(reader, `SELECT count(*) AS n FROM contact c WHERE ${conditions.sql}`, conditions.values);
  return numberOf(reader, `SELECT count(*) AS n FROM ${hits(candidates)} WHERE ${conditions.sql}`, [
    ...candidates.values,
    ...conditions.values,
  ]);
}

function numberOf(reader: Reader, text: string, values: unknown[]): number {
  return reader.sql<{ n: number }>(text).get(...values)?.n ?? 0;
}

interface Kept {
  version: string;
  n: number;
}

const counts = new WeakMap<Reader, Map<string, Kept>>();

/** A count stays true until somebody commits. */
function kept(reader: Reader, key: string, work: () => number): number {
  const byKey = counts.get(reader) ?? new Map<string, Kept>();
  counts.set(reader, byKey);
  const version = versionOf(reader);
  const known = byKey.get(key);
  if (known?.version === version) return known.n;
  const n = work();
  if (byKey.size > 100) byKey.clear();
  byKey.set(key, { version, n });
  return n;
}

/** Changes with each commit of another connection and each row written by this one. */
export function versionOf(reader: Reader): string {
  const others = reader.sql<{ data_version: number }>('PRAGMA data_version').get()?.data_version;
  const own = reader.sql<{ n: number }>('SELECT total_changes() AS n').get()?.n;
  return `${others}:${own}`;
}
