import type { Reader, Tx } from '#main/db/access.ts';
import { SEARCH_IS_BEHIND } from './contact-filter.sql.ts';

/** Whether contacts still wait to be put into the search index; searches look at them one by one meanwhile. */
export function hasSearchTodo(reader: Reader): boolean {
  return reader.sql('SELECT 1 FROM contact_search_todo LIMIT 1').get() !== undefined;
}

/** Whether so many wait that a search may miss some. */
export function isSearchBehind(reader: Reader): boolean {
  return reader.sql(`SELECT ${SEARCH_IS_BEHIND}`).pluck().get() === 1;
}

/** Brings the index up to date for at most `limit` contacts. @returns how many there were */
export function indexSomeContacts(tx: Tx, limit: number): number {
  const last = tx
    .sql<{ no: number | null; n: number }>(
      'SELECT max(no) AS no, count(*) AS n FROM (SELECT no FROM contact_search_todo ORDER BY no LIMIT ?)',
    )
    .get(limit);
  if (!last || last.no === null) return 0;
  const { no, n } = last;
  tx.sql('DELETE FROM contact_search WHERE rowid IN (SELECT no FROM contact_search_todo WHERE no <= ?)').run(no);
  tx.sql(
    `INSERT INTO contact_search (rowid, text)
     SELECT c.no, coalesce(c.email_key, '') || ' ' || c.name_key || ' ' || c.company_key
     FROM contact_search_todo t CROSS JOIN contact c ON c.no = t.no WHERE t.no <= ? ORDER BY t.no`,
  ).run(no);
  tx.sql('DELETE FROM contact_search_todo WHERE no <= ?').run(no);
  return n;
}
