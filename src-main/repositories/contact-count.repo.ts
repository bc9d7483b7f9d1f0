import type { Reader } from '#main/db/access.ts';
import { countContacts } from './contact.repo.ts';
import {
  type Clause,
  type ContactFilter,
  candidatesOf,
  conditionsOf,
  isFiltered,
  NOT_DELIVERABLE_CANDIDATES,
} from './contact-filter.sql.ts';
import { CONTACT_STATUS } from './contact-status.sql.ts';

/** Up to this many candidates a page is found by looking each up and sorting; with more it is faster to walk along an index. */
const FEW_TO_SORT = 20_000;
/** To count them takes no sorting, and the walk would be all the way. */
const FEW_TO_COUNT = 300_000;

/** The candidates that are few enough to be looked up; undefined when all contacts must be walked along. */
export function fewCandidates(reader: Reader, filter: ContactFilter, few = FEW_TO_SORT): Clause | undefined {
  return candidatesOf(filter).find((candidates) => {
    const sql = `SELECT count(*) AS n FROM (${candidates.sql} LIMIT ?)`;
    return numberOf(reader, sql, [...candidates.values, few + 1]) <= few;
  });
}

/** How many contacts fit. Without a filter, or with a list alone, it is read off a sum; otherwise counted, and kept while true. */
export function countMatches(reader: Reader, filter: ContactFilter): number {
  if (!isFiltered(filter)) return countContacts(reader);
  if (filter.list_no !== undefined && !filter.search && !filter.status) return membersOf(reader, filter);
  if (filter.status === 'deliverable' && !filter.search && filter.list_no === undefined) {
    return kept(reader, 'deliverable', () => countContacts(reader) - countNotDeliverable(reader));
  }
  return kept(reader, JSON.stringify([filter.search, filter.list_no, filter.list_state, filter.status]), () =>
    count(reader, filter),
  );
}

function membersOf(reader: Reader, { list_no, list_state }: ContactFilter): number {
  const sums = reader
    .sql<Record<string, number>>('SELECT subscribed, unconfirmed, unsubscribed FROM list WHERE no = ?')
    .get(list_no);
  if (!sums) return 0;
  return list_state ? (sums[list_state] ?? 0) : Object.values(sums).reduce((sum, n) => sum + n, 0);
}

function count(reader: Reader, filter: ContactFilter): number {
  const conditions = conditionsOf(filter);
  const candidates = fewCandidates(reader, filter, FEW_TO_COUNT);
  if (!candidates)
    return numberOf(reader, `SELECT count(*) AS n FROM contact c WHERE ${conditions.sql}`, conditions.values);
  return numberOf(
    reader,
    `WITH hit (no) AS MATERIALIZED (SELECT DISTINCT no FROM (${candidates.sql}))
     SELECT count(*) AS n FROM hit CROSS JOIN contact c ON c.no = hit.no WHERE ${conditions.sql}`,
    [...candidates.values, ...conditions.values],
  );
}

/** Most people can be written to, so the others are counted. */
function countNotDeliverable(reader: Reader): number {
  return numberOf(
    reader,
    `WITH hit (no) AS MATERIALIZED (SELECT DISTINCT no FROM (${NOT_DELIVERABLE_CANDIDATES}))
     SELECT count(*) AS n FROM hit CROSS JOIN contact c ON c.no = hit.no
     WHERE c.deleted_at IS NULL AND (${CONTACT_STATUS}) <> 'deliverable'`,
    [],
  );
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
