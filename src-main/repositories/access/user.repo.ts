import { and, asc, count, eq, ne, sql } from 'drizzle-orm';
import type { Reader, Tx } from '#main/db/access.ts';
import { userTable } from '#main/db/schema/user.table.ts';
import type { Instant } from '#shared/kernel/instant.ts';

export type UserRow = typeof userTable.$inferSelect;
export type NewUser = Omit<typeof userTable.$inferInsert, 'no' | 'revision'>;
export type UserEdit = Partial<Pick<UserRow, 'name' | 'role' | 'active'>>;

export function findUser(reader: Reader, id: string): UserRow | undefined {
  return reader.orm.select().from(userTable).where(eq(userTable.id, id)).get();
}

/** The number of a user by id; null for Herald itself and whoever is gone. */
export function userNo(reader: Reader, id: string | null): number | null {
  return reader.sql<{ no: number }>('SELECT no FROM user WHERE id = ?').get(id)?.no ?? null;
}

export function findUserByEmail(reader: Reader, email_key: string): UserRow | undefined {
  return reader.orm.select().from(userTable).where(eq(userTable.email_key, email_key)).get();
}

export function findUserByInvite(reader: Reader, invite_hash: string): UserRow | undefined {
  return reader.orm.select().from(userTable).where(eq(userTable.invite_hash, invite_hash)).get();
}

/** Whose machine this is: the admin who has been here longest. */
export function findOwner(reader: Reader): UserRow | undefined {
  return reader.orm
    .select()
    .from(userTable)
    .where(and(eq(userTable.role, 'admin'), eq(userTable.active, true)))
    .orderBy(asc(userTable.no))
    .get();
}

export function listUsers(reader: Reader): UserRow[] {
  return reader.orm.select().from(userTable).orderBy(asc(userTable.no)).all();
}

export function insertUser(tx: Tx, user: NewUser): number {
  const { no } = tx.orm
    .insert(userTable)
    .values({ ...user, revision: 1 })
    .returning({ no: userTable.no })
    .get();
  tx.touch('users');
  return no;
}

/** @returns whether the row was at `revision` and has been changed */
export function updateUser(tx: Tx, id: string, revision: number, edit: UserEdit): boolean {
  const { changes } = tx.orm
    .update(userTable)
    .set({ ...edit, revision: sql`${userTable.revision} + 1` })
    .where(and(eq(userTable.id, id), eq(userTable.revision, revision)))
    .run();
  if (changes === 1) tx.touch('users');
  return changes === 1;
}

/** Takes the invitation away with the same step. */
export function setUserPassword(tx: Tx, no: number, password_hash: string): void {
  tx.orm
    .update(userTable)
    .set({ password_hash, invite_hash: null, invite_expires_at: null })
    .where(eq(userTable.no, no))
    .run();
  tx.touch('users');
}

export function setUserName(tx: Tx, no: number, name: string): void {
  tx.orm.update(userTable).set({ name }).where(eq(userTable.no, no)).run();
}

export function setUserInvite(tx: Tx, no: number, invite_hash: string, invite_expires_at: Instant): void {
  tx.orm.update(userTable).set({ invite_hash, invite_expires_at }).where(eq(userTable.no, no)).run();
  tx.touch('users');
}

export function markUserSeen(tx: Tx, no: number, last_seen_at: Instant): void {
  tx.orm.update(userTable).set({ last_seen_at }).where(eq(userTable.no, no)).run();
}

/** How many admins could still sign in if this user were not one. */
export function countOtherAdmins(reader: Reader, id: string): number {
  const row = reader.orm
    .select({ n: count() })
    .from(userTable)
    .where(and(eq(userTable.role, 'admin'), eq(userTable.active, true), ne(userTable.id, id)))
    .get();
  return row?.n ?? 0;
}
