import type { Reader, Tx } from '#main/db/access.ts';
import type { SuppressionReason } from '#shared/domain/contact-status.ts';
import { type Instant, instantOf, type Millis } from '#shared/kernel/instant.ts';
import type { Page } from '#shared/kernel/page.ts';
import { addressHash } from './suppression.repo.ts';

export interface SuppressionFilter {
  search?: string;
  reason?: SuppressionReason;
  channel?: Channel;
  /** The source without its id. */
  origin?: string;
}

export type Channel = 'email' | 'sms' | 'push';

export interface SuppressionQuery extends SuppressionFilter {
  limit: number;
  cursor?: string;
}

export interface SuppressionView {
  /** The hash of the address. */
  id: string;
  channel: Channel;
  address: string | null;
  contact_id: string | null;
  reason: SuppressionReason;
  source: string;
  source_name: string | null;
  at: Instant;
}

type StoredView = Omit<SuppressionView, 'at'> & { no: number; at: Millis };

const VIEW = `SELECT s.no, s.address_hash AS id, s.channel, s.address, c.id AS contact_id, s.reason, s.source, s.at,
    CASE s.origin
      WHEN 'campaign' THEN (SELECT k.name FROM campaign k WHERE k.id = substr(s.source, 10))
      WHEN 'import' THEN (SELECT i.filename FROM import i WHERE i.id = substr(s.source, 8))
    END AS source_name
  FROM suppression s LEFT JOIN contact c ON c.no = s.contact_no AND c.deleted_at IS NULL`;

/** Newest first. A search walks the addresses along their index; everything else is a stretch of one. */
export function readSuppressionPage(reader: Reader, query: SuppressionQuery): Page<SuppressionView> {
  const { limit, cursor } = query;
  const before = cursor && /^\d+$/.test(cursor) ? Number(cursor) : Number.MAX_SAFE_INTEGER;
  const { sql, values } = conditionsOf(query);
  const rows = reader
    .sql<StoredView>(`${VIEW} WHERE ${sql} AND s.no < ? ORDER BY s.no DESC LIMIT ?`)
    .all(...values, before, limit + 1);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map(viewOf),
    next_cursor: last ? String(last.no) : null,
    total: countSuppressions(reader, query),
  };
}

/** In the order in which they came, a page at a time: for files. */
export function* eachSuppression(reader: Reader, filter: SuppressionFilter): Generator<SuppressionView[]> {
  const { sql, values } = conditionsOf(filter);
  let after = 0;
  for (;;) {
    const rows = reader
      .sql<StoredView>(`${VIEW} WHERE ${sql} AND s.no > ? ORDER BY s.no LIMIT 2000`)
      .all(...values, after);
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map(viewOf);
    after = last.no;
  }
}

export interface SuppressionSum {
  channel: Channel;
  reason: SuppressionReason;
  origin: string;
  n: number;
}

/** From sums that triggers keep, so that it costs the same at a million. */
export function suppressionSums(reader: Reader): SuppressionSum[] {
  return reader
    .sql<SuppressionSum>('SELECT channel, reason, origin, n FROM suppression_count WHERE n > 0 ORDER BY n DESC')
    .all();
}

function countSuppressions(reader: Reader, filter: SuppressionFilter): number {
  const { search, reason, channel, origin } = filter;
  if (!search) {
    return suppressionSums(reader)
      .filter((sum) => (!reason || sum.reason === reason) && (!channel || sum.channel === channel))
      .filter((sum) => !origin || sum.origin === origin)
      .reduce((total, { n }) => total + n, 0);
  }
  const { sql, values } = conditionsOf(filter);
  return reader.sql<{ n: number }>(`SELECT count(*) AS n FROM suppression s WHERE ${sql}`).get(...values)?.n ?? 0;
}

const HASH = /^[0-9a-f]{64}$/;

function conditionsOf({ search, reason, channel, origin }: SuppressionFilter): { sql: string; values: unknown[] } {
  const parts = ['1'];
  const values: unknown[] = [];
  const add = (sql: string, value: unknown) => {
    parts.push(sql);
    values.push(value);
  };
  const wanted = search?.trim().toLowerCase();
  if (wanted && HASH.test(wanted)) add('s.address_hash = ?', wanted);
  else if (wanted) add('s.no IN (SELECT no FROM suppression WHERE address IS NOT NULL AND instr(address, ?))', wanted);
  if (reason) add('s.reason = ?', reason);
  // One index gives the order; whatever else is asked is looked at row by row, which costs less than sorting.
  if (origin) add(reason ? '+s.origin = ?' : 's.origin = ?', origin);
  if (channel) add('+s.channel = ?', channel);
  return { sql: parts.join(' AND '), values };
}

export interface SuppressionRecord {
  channel: Channel;
  address_hash: string;
  address: string | null;
  contact_no: number | null;
  reason: SuppressionReason;
  source: string;
  at: Millis;
}

export function findSuppression(reader: Reader, address_hash: string): SuppressionRecord | undefined {
  return reader
    .sql<SuppressionRecord>(
      'SELECT channel, address_hash, address, contact_no, reason, source, at FROM suppression WHERE address_hash = ?',
    )
    .get(address_hash);
}

/** @returns whether that is news; what is there already stays as it is, only a hash learns its address */
export function addSuppression(tx: Tx, row: Omit<SuppressionRecord, 'channel' | 'contact_no'>): boolean {
  const { changes } = tx
    .sql(
      `INSERT INTO suppression (channel, address_hash, address, contact_no, reason, source, at)
       VALUES ('email', @address_hash, @address,
         (SELECT no FROM contact WHERE email_key = @address AND deleted_at IS NULL), @reason, @source, @at)
       ON CONFLICT (channel, address_hash) DO NOTHING`,
    )
    .run(row);
  if (changes === 0 && row.address !== null) {
    tx.sql(`UPDATE suppression SET address = ? WHERE channel = 'email' AND address_hash = ? AND address IS NULL`).run(
      row.address,
      row.address_hash,
    );
  }
  return changes === 1;
}

export function deleteSuppression(tx: Tx, address_hash: string): void {
  tx.sql('DELETE FROM suppression WHERE address_hash = ?').run(address_hash);
}

function viewOf({ no: _no, ...row }: StoredView): SuppressionView {
  return { ...row, at: instantOf(row.at) };
}

/**
 * Links suppressions that know a hash alone to the contacts among the next `limit` whose address it is. The database can't hash, so the
 * addresses come out to be hashed here. @returns the last contact looked at; null when there are none left
 */
export function linkHashes(tx: Tx, after: number, limit: number): number | null {
  const contacts = tx
    .sql<{ no: number; id: string; email_key: string }>(
      `SELECT no, id, email_key FROM contact WHERE no > ? AND deleted_at IS NULL AND email_key IS NOT NULL ORDER BY no LIMIT ?`,
    )
    .all(after, limit);
  const link = tx.sql(
    `UPDATE suppression SET contact_no = ?, address = ? WHERE channel = 'email' AND address_hash = ? AND contact_no IS NULL`,
  );
  for (const { no, id, email_key } of contacts) {
    if (link.run(no, email_key, addressHash(email_key)).changes > 0)
      tx.touch('contacts', 'suppressions', `contact:${id}`);
  }
  return contacts.at(-1)?.no ?? null;
}
