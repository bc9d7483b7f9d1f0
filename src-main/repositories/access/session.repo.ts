import { and, desc, eq, gt, lte, ne } from 'drizzle-orm';
import type { Reader, Tx } from '#main/db/access.ts';
import { sessionTable } from '#main/db/schema/session.table.ts';
import { userTable } from '#main/db/schema/user.table.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { UserRow } from './user.repo.ts';

export type SessionRow = typeof sessionTable.$inferSelect;
export type NewSession = Omit<typeof sessionTable.$inferInsert, 'no'>;

export interface SessionOfUser {
  session: SessionRow;
  user: UserRow;
}

export function findSession(reader: Reader, id: string): SessionOfUser | undefined {
  return withUser(reader).where(eq(sessionTable.id, id)).get();
}

export function findSessionByToken(reader: Reader, token_hash: string): SessionOfUser | undefined {
  return withUser(reader).where(eq(sessionTable.token_hash, token_hash)).get();
}

/** The session whose token was this one before it was traded for the next. */
export function findSessionByPreviousToken(reader: Reader, token_hash: string): SessionOfUser | undefined {
  return withUser(reader).where(eq(sessionTable.previous_hash, token_hash)).get();
}

export function listSessions(reader: Reader, user_no: number, now: Instant): SessionRow[] {
  return reader.orm
    .select()
    .from(sessionTable)
    .where(and(eq(sessionTable.user_no, user_no), gt(sessionTable.expires_at, now)))
    .orderBy(desc(sessionTable.last_seen_at))
    .all();
}

export function insertSession(tx: Tx, session: NewSession): void {
  tx.orm.insert(sessionTable).values(session).run();
  tx.touch('sessions');
}

export function markSessionSeen(tx: Tx, no: number, last_seen_at: Instant): void {
  tx.orm.update(sessionTable).set({ last_seen_at }).where(eq(sessionTable.no, no)).run();
}

export function replaceSessionToken(
  tx: Tx,
  no: number,
  token: Pick<SessionRow, 'token_hash' | 'previous_hash' | 'last_seen_at'>,
): void {
  tx.orm.update(sessionTable).set(token).where(eq(sessionTable.no, no)).run();
}

/** @returns whether there was such a session of this user */
export function deleteSession(tx: Tx, id: string, user_no: number): boolean {
  const { changes } = tx.orm
    .delete(sessionTable)
    .where(and(eq(sessionTable.id, id), eq(sessionTable.user_no, user_no)))
    .run();
  tx.touch('sessions');
  return changes === 1;
}

/** Signs a user out everywhere, perhaps except in one place. */
export function deleteSessionsOf(tx: Tx, user_no: number, except_id = ''): void {
  tx.orm
    .delete(sessionTable)
    .where(and(eq(sessionTable.user_no, user_no), ne(sessionTable.id, except_id)))
    .run();
  tx.touch('sessions');
}

export function deleteEndedSessions(tx: Tx, now: Instant): void {
  tx.orm.delete(sessionTable).where(lte(sessionTable.expires_at, now)).run();
}

function withUser(reader: Reader) {
  return reader.orm
    .select({ session: sessionTable, user: userTable })
    .from(sessionTable)
    .innerJoin(userTable, eq(userTable.no, sessionTable.user_no));
}
