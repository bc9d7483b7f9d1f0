import type { ContactStatus, MemberState } from '#shared/domain/contact-status.ts';
import { searchWords } from '#shared/domain/search-text.ts';
import { CONTACT_STATUS } from './contact-status.sql.ts';

export interface ContactFilter {
  search?: string;
  list_no?: number;
  list_state?: MemberState;
  status?: ContactStatus;
  tag_no?: number;
  import?: { no: number; part: 'created' | 'changed' };
  rule?: RuleClause;
}

/** What segments ask as conditions on `c`, for a walk along everybody, and where to look where an index knows that. */
export interface RuleClause extends Clause {
  candidates?: Clause;
}

/** A piece of SQL and the values its question marks stand for. */
export interface Clause {
  sql: string;
  values: unknown[];
}

/** What the index of three letters can find; shorter words only from the beginning of a name or an address. */
const SHORTEST_INDEXED = 3;
const AFTER_ALL = '\u{10ffff}';

export function isFiltered(filter: ContactFilter): boolean {
  return Boolean(
    filter.search?.trim() ||
      filter.list_no !== undefined ||
      filter.status ||
      filter.tag_no !== undefined ||
      filter.import ||
      filter.rule,
  );
}

/**
 * The conditions on `c` that say whether a contact belongs to the result. `whole` promises that all contacts are walked along: then
 * it is faster to gather those who can't be written to first than to ask each one.
 */
export function conditionsOf(filter: ContactFilter, whole = false): Clause {
  const parts: Clause[] = [{ sql: 'c.deleted_at IS NULL', values: [] }];
  const words = searchWords(filter.search ?? '');
  if (words.length > 0) parts.push(hasIndexedWord(words) ? containsAll(words) : beginsWith(words));
  if (filter.list_no !== undefined) parts.push(isMember(filter.list_no, filter.list_state));
  if (filter.tag_no !== undefined) parts.push(hasTag(filter.tag_no));
  if (filter.import) parts.push(cameBy(filter.import));
  if (filter.status === 'deliverable' && whole) parts.push({ sql: `c.no NOT IN (${NOT_DELIVERABLE})`, values: [] });
  else if (filter.status) parts.push({ sql: `(${CONTACT_STATUS}) = ?`, values: [filter.status] });
  if (filter.rule) parts.push({ sql: `(${filter.rule.sql})`, values: filter.rule.values });
  return joined(parts);
}

/**
 * Where to look: for each part of the filter that an index knows, the numbers among which everything that fits must be (some may come
 * twice). They may be too many, so `conditionsOf` is asked as well.
 */
export function candidatesOf(filter: ContactFilter): Clause[] {
  const words = searchWords(filter.search ?? '');
  const { status, list_no, tag_no, rule } = filter;
  const by = filter.import;
  const all: Clause[] = [];
  if (rule?.candidates) all.push(rule.candidates);
  if (tag_no !== undefined)
    all.push({ sql: 'SELECT contact_no AS no FROM contact_tag WHERE tag_no = ?', values: [tag_no] });
  if (by) all.push({ sql: IMPORTED[by.part], values: [by.no] });
  if (list_no !== undefined) {
    all.push({ sql: 'SELECT contact_no AS no FROM list_member WHERE list_no = ?', values: [list_no] });
  }
  if (status && status !== 'deliverable') all.push(statusCandidates(status));
  if (words.length > 0) all.push(hasIndexedWord(words) ? searchCandidates(words) : prefixCandidates(words));
  return all;
}

/** Few candidates as something to select from: each once, with its contact as `c`. */
export function hits(candidates: Clause): string {
  return `(SELECT DISTINCT no FROM (${candidates.sql})) hit CROSS JOIN contact c ON c.no = hit.no`;
}

function joined(parts: Clause[]): Clause {
  return { sql: parts.map((part) => part.sql).join(' AND '), values: parts.flatMap((part) => part.values) };
}

function hasIndexedWord(words: string[]): boolean {
  return words.some((word) => Array.from(word).length >= SHORTEST_INDEXED);
}

function containsAll(words: string[]): Clause {
  return joined(
    words.map((word) => ({
      sql: '(instr(c.name_key, ?) OR instr(c.email_key, ?) OR instr(c.company_key, ?))',
      values: [word, word, word],
    })),
  );
}

function beginsWith(words: string[]): Clause {
  return joined(
    words.map((word) => ({
      sql: '((c.name_key >= ? AND c.name_key < ?) OR (c.email_key >= ? AND c.email_key < ?))',
      values: [word, word + AFTER_ALL, word, word + AFTER_ALL],
    })),
  );
}

function isMember(list_no: number, state: MemberState | undefined): Clause {
  const which = state ? 'AND lm.state = ?' : '';
  return {
    sql: `EXISTS (SELECT 1 FROM list_member lm WHERE lm.list_no = ? AND lm.contact_no = c.no ${which})`,
    values: state ? [list_no, state] : [list_no],
  };
}

function hasTag(tag_no: number): Clause {
  return {
    sql: 'EXISTS (SELECT 1 FROM contact_tag ct WHERE ct.tag_no = ? AND ct.contact_no = c.no)',
    values: [tag_no],
  };
}

const IMPORTED = {
  created: `SELECT i.no FROM import_created x CROSS JOIN contact i ON i.no BETWEEN x.first_no AND x.last_no WHERE x.import_no = ?`,
  changed: 'SELECT contact_no AS no FROM import_change WHERE import_no = ?',
};

function cameBy({ no, part }: { no: number; part: 'created' | 'changed' }): Clause {
  const sql =
    part === 'created'
      ? 'EXISTS (SELECT 1 FROM import_created x WHERE x.import_no = ? AND c.no BETWEEN x.first_no AND x.last_no)'
      : 'c.no IN (SELECT contact_no FROM import_change WHERE import_no = ?)';
  return { sql, values: [no] };
}

/** Contacts that wait for the index are looked at one by one: so many at either end, lest a search takes seconds while an import runs. */
const WAITING_AT_AN_END = 2_500;
/** Whether more wait than a search looks at. */
export const SEARCH_IS_BEHIND = `EXISTS (SELECT 1 FROM contact_search_todo LIMIT 1 OFFSET ${2 * WAITING_AT_AN_END})`;

/** While very many wait, those in the middle are found by how their name or address begins. */
function searchCandidates(words: string[]): Clause {
  const beginning = prefixCandidates(words);
  return {
    sql: `SELECT rowid AS no FROM contact_search WHERE contact_search MATCH ?
      UNION ALL SELECT no FROM (SELECT no FROM contact_search_todo ORDER BY no LIMIT ${WAITING_AT_AN_END})
      UNION ALL SELECT no FROM (SELECT no FROM contact_search_todo ORDER BY no DESC LIMIT ${WAITING_AT_AN_END})
      UNION ALL SELECT no FROM (${beginning.sql}) WHERE ${SEARCH_IS_BEHIND}`,
    values: [words.flatMap(trigramsOf).map(quoted).join(' AND '), ...beginning.values],
  };
}

function prefixCandidates([word = '']: string[]): Clause {
  return {
    sql: `SELECT no FROM contact WHERE deleted_at IS NULL AND name_key >= ? AND name_key < ?
      UNION ALL SELECT no FROM contact WHERE deleted_at IS NULL AND email_key >= ? AND email_key < ?`,
    values: [word, word + AFTER_ALL, word, word + AFTER_ALL],
  };
}

const WITHOUT_ADDRESS = 'SELECT no FROM contact WHERE deleted_at IS NULL AND email_key IS NULL';
const SUPPRESSED = `SELECT contact_no AS no FROM suppression WHERE contact_no IS NOT NULL AND channel = 'email'`;
/** In the words of the index list_member_away, else it is not used. */
const AWAY = `SELECT contact_no AS no FROM list_member WHERE state IN ('unconfirmed', 'unsubscribed')`;

function statusCandidates(status: Exclude<ContactStatus, 'deliverable'>): Clause {
  if (status === 'no_address') return { sql: WITHOUT_ADDRESS, values: [] };
  const members = { sql: `${AWAY} AND state = ?`, values: [status] };
  const suppressed = { sql: `${SUPPRESSED} AND reason = ?`, values: [status] };
  if (status === 'unconfirmed') return members;
  if (status !== 'unsubscribed') return suppressed;
  return { sql: `${suppressed.sql} UNION ALL ${members.sql}`, values: [status, status] };
}

/**
 * Everybody outside the recycle bin who can't be written to, each once or more: who has no address, who is suppressed (a suppression
 * names a contact only while that has the address and is not in the bin), and who is on lists but subscribed to none.
 */
export const NOT_DELIVERABLE = `${WITHOUT_ADDRESS} UNION ALL ${SUPPRESSED} UNION ALL
  SELECT a.contact_no FROM list_member a
  WHERE a.state IN ('unconfirmed', 'unsubscribed')
    AND NOT EXISTS (SELECT 1 FROM list_member m WHERE m.contact_no = a.contact_no AND m.state = 'subscribed')`;

/** The same counted: each once, without those in the bin. */
export const COUNT_NOT_DELIVERABLE = `SELECT count(*) AS n FROM (SELECT DISTINCT no FROM (${NOT_DELIVERABLE})) hit
  WHERE no NOT IN (SELECT no FROM contact WHERE deleted_at IS NOT NULL)`;

function trigramsOf(word: string): string[] {
  const letters = Array.from(word);
  return letters.slice(0, Math.max(0, letters.length - 2)).map((_, at) => letters.slice(at, at + 3).join(''));
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
