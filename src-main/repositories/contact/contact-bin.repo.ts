import type { Reader } from '#main/db/access.ts';
import { contactName } from '#shared/domain/contact-fields.ts';
import { foldText } from '#shared/domain/search-text.ts';
import { type Instant, instantOf, type Millis } from '#shared/kernel/instant.ts';
import type { Page } from '#shared/kernel/page.ts';

export interface BinView {
  id: string;
  name: string;
  email: string | null;
  company: string;
  deleted_at: Instant;
  purged_at: Instant;
  deleted_by: string | null;
  address_taken_by: { id: string; name: string } | null;
}

export interface BinQuery {
  search?: string;
  limit: number;
  offset?: number;
  cursor?: string;
  /** How long contacts stay, in milliseconds. */
  keep: Millis;
}

interface Row {
  no: number;
  id: string;
  email: string | null;
  company: string;
  first_name: string;
  last_name: string;
  deleted_at: number;
  deleted_by: string | null;
  other_id: string | null;
  other_email: string | null;
  other_first: string | null;
  other_last: string | null;
}

const FITS = `c.deleted_at IS NOT NULL
  AND (@word = '' OR instr(c.name_key, @word) OR instr(c.email_key, @word) OR instr(c.company_key, @word))`;

/** What is in the recycle bin, deleted last first. */
export function readBinPage(reader: Reader, query: BinQuery): Page<BinView> {
  const { limit, offset = 0, cursor, keep } = query;
  const word = foldText(query.search ?? '');
  const [, at = String(Number.MAX_SAFE_INTEGER), no = String(Number.MAX_SAFE_INTEGER)] =
    /^(\d+)\.(\d+)$/.exec(cursor ?? '') ?? [];
  const rows = reader
    .sql<Row>(
      `WITH page AS MATERIALIZED (SELECT no, deleted_at FROM contact c
         WHERE ${FITS} AND (c.deleted_at, c.no) < (@at, @no)
         ORDER BY c.deleted_at DESC, c.no DESC LIMIT @limit OFFSET @offset)
       SELECT c.no, c.id, c.email, c.company, c.first_name, c.last_name, c.deleted_at,
         coalesce(
           (SELECT u.name FROM fact f JOIN user u ON u.id = f.actor
            WHERE f.subject = 'contact:' || c.id AND f.type = 'contact.deleted' ORDER BY f.seq DESC LIMIT 1),
           (SELECT u.name FROM bulk_edit b JOIN user u ON u.id = b.created_by WHERE b.at = c.deleted_at LIMIT 1)
         ) AS deleted_by,
         o.id AS other_id, o.email AS other_email, o.first_name AS other_first, o.last_name AS other_last
       FROM page p CROSS JOIN contact c ON c.no = p.no
         LEFT JOIN contact o ON o.email_key = c.email_key AND o.deleted_at IS NULL
       ORDER BY c.deleted_at DESC, c.no DESC`,
    )
    .all({ word, at: Number(at), no: Number(no), limit: limit + 1, offset: cursor ? 0 : offset });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map((row) => viewOf(row, keep)),
    next_cursor: rows.length > limit && last ? `${last.deleted_at}.${last.no}` : null,
    total: countBin(reader, word),
  };
}

function countBin(reader: Reader, word: string): number {
  const sql =
    word === ''
      ? 'SELECT count(*) AS n FROM contact WHERE deleted_at IS NOT NULL'
      : `SELECT count(*) AS n FROM contact c WHERE ${FITS}`;
  return (word === '' ? reader.sql<{ n: number }>(sql).get() : reader.sql<{ n: number }>(sql).get({ word }))?.n ?? 0;
}

/** Numbers of contacts that have been in the bin since before `before`, oldest first. */
export function numbersInBinBefore(reader: Reader, before: Millis, limit: number): number[] {
  return reader
    .sql('SELECT no FROM contact WHERE deleted_at IS NOT NULL AND deleted_at < ? ORDER BY deleted_at, no LIMIT ?')
    .pluck()
    .all(before, limit) as number[];
}

function viewOf(row: Row, keep: Millis): BinView {
  const { id, email, company, deleted_at, deleted_by, other_id } = row;
  const other = { first_name: row.other_first ?? '', last_name: row.other_last ?? '', email: row.other_email };
  return {
    id,
    name: contactName(row),
    email,
    company,
    deleted_at: instantOf(deleted_at),
    purged_at: instantOf(deleted_at + keep),
    deleted_by,
    address_taken_by: other_id ? { id: other_id, name: contactName(other) } : null,
  };
}
