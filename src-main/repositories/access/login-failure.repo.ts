import type { Reader, Tx } from '#main/db/access.ts';
import type { Millis } from '#shared/kernel/instant.ts';

export interface LoginFailures {
  failures: number;
  blocked_until: Millis;
  changed_at: Millis;
}

export function findLoginFailures(reader: Reader, subject: string): LoginFailures | undefined {
  return reader
    .sql<LoginFailures>('SELECT failures, blocked_until, changed_at FROM login_failure WHERE subject = ?')
    .get(subject);
}

export function saveLoginFailures(tx: Tx, subject: string, row: LoginFailures): void {
  tx.sql(
    `INSERT INTO login_failure (subject, failures, blocked_until, changed_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (subject) DO UPDATE SET failures = excluded.failures, blocked_until = excluded.blocked_until,
       changed_at = excluded.changed_at`,
  ).run(subject, row.failures, row.blocked_until, row.changed_at);
}

export function clearLoginFailures(tx: Tx, subject: string): void {
  tx.sql('DELETE FROM login_failure WHERE subject = ?').run(subject);
}

/** Forgets what is long past, so that the table stays small whoever knocks. */
export function trimLoginFailures(tx: Tx, before: Millis): void {
  tx.sql('DELETE FROM login_failure WHERE changed_at < ?').run(before);
}
