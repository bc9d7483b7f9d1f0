import type { Reader, Tx } from '#main/db/access.ts';
import type { Permission } from '#shared/domain/permission.ts';
import type { Role } from '#shared/domain/role.ts';
import { type Instant, instantOf, type Millis } from '#shared/kernel/instant.ts';

export interface ApiKeyView {
  id: string;
  name: string;
  handle: string;
  scopes: Permission[];
  acts_for: string;
  created_at: Instant;
  expires_at: Instant | null;
  last_used_at: Instant | null;
  revoked_at: Instant | null;
}

/** A key as it is when somebody shows it. */
export interface ApiKeyHolder {
  id: string;
  scopes: Permission[];
  expires_at: Millis | null;
  last_used_at: Millis | null;
  revoked_at: Millis | null;
  user_id: string;
  user_name: string;
  role: Role;
  active: boolean;
}

interface Row {
  id: string;
  name: string;
  handle: string;
  scopes: string;
  expires_at: Millis | null;
  last_used_at: Millis | null;
  revoked_at: Millis | null;
  created_at: Millis;
  user_id: string;
  user_name: string;
  role: Role;
  active: number;
}

const ROWS = `SELECT k.id, k.name, k.handle, k.scopes, k.created_at, k.expires_at, k.last_used_at, k.revoked_at,
    u.id AS user_id, u.name AS user_name, u.role, u.active
  FROM api_key k JOIN user u ON u.no = k.user_no`;

/** Those in use first, the newest of them first. */
export function listApiKeys(reader: Reader): ApiKeyView[] {
  return reader.sql<Row>(`${ROWS} ORDER BY k.revoked_at IS NOT NULL, k.no DESC`).all().map(viewOf);
}

export function findApiKey(reader: Reader, id: string): ApiKeyView | undefined {
  const row = reader.sql<Row>(`${ROWS} WHERE k.id = ?`).get(id);
  return row && viewOf(row);
}

export function findKeyHolder(reader: Reader, by: { hash: string } | { id: string }): ApiKeyHolder | undefined {
  const row =
    'hash' in by
      ? reader.sql<Row>(`${ROWS} WHERE k.key_hash = ?`).get(by.hash)
      : reader.sql<Row>(`${ROWS} WHERE k.id = ?`).get(by.id);
  if (!row) return undefined;
  const { id, expires_at, last_used_at, revoked_at, user_id, user_name, role } = row;
  const scopes = JSON.parse(row.scopes) as Permission[];
  return { id, scopes, expires_at, last_used_at, revoked_at, user_id, user_name, role, active: row.active === 1 };
}

export interface NewApiKey {
  id: string;
  name: string;
  handle: string;
  key_hash: string;
  scopes: readonly Permission[];
  user_id: string;
  created_at: Millis;
  expires_at: Millis | null;
}

export function insertApiKey(tx: Tx, key: NewApiKey): void {
  tx.sql(
    `INSERT INTO api_key (id, name, handle, key_hash, scopes, user_no, created_at, expires_at)
     SELECT @id, @name, @handle, @key_hash, @scopes, no, @created_at, @expires_at FROM user WHERE id = @user_id`,
  ).run({ ...key, scopes: JSON.stringify(key.scopes) });
  tx.touch('api-keys');
}

export function markKeyUsed(tx: Tx, id: string, at: Millis): void {
  tx.sql('UPDATE api_key SET last_used_at = ? WHERE id = ?').run(at, id);
  tx.touch('api-keys');
}

/** @returns whether it was in use until now */
export function revokeKey(tx: Tx, id: string, at: Millis): boolean {
  const { changes } = tx.sql('UPDATE api_key SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL').run(at, id);
  tx.touch('api-keys');
  return changes === 1;
}

function viewOf(row: Row): ApiKeyView {
  const instant = (at: Millis | null) => (at === null ? null : instantOf(at));
  return {
    id: row.id,
    name: row.name,
    handle: row.handle,
    scopes: JSON.parse(row.scopes) as Permission[],
    acts_for: row.user_name,
    created_at: instantOf(row.created_at),
    expires_at: instant(row.expires_at),
    last_used_at: instant(row.last_used_at),
    revoked_at: instant(row.revoked_at),
  };
}
