import type { Reader, Tx } from '#main/db/access.ts';
import { MAILS_A_DAY, MAILS_AN_HOUR } from '#shared/domain/consent/signup-form.ts';
import { DAY, HOUR, type Millis } from '#shared/kernel/instant.ts';
import { addressHash } from './suppression.repo.ts';

/** Whether this address may be sent another mail that anybody could have asked for. */
export function mayMailAsked(reader: Reader, email_key: string, now: Millis): boolean {
  const hash = addressHash(email_key);
  const since = (moment: Millis) =>
    reader
      .sql<{ n: number }>('SELECT count(*) AS n FROM asked_mail WHERE address_hash = ? AND at > ?')
      .get(hash, moment)?.n ?? 0;
  return since(now - HOUR) < MAILS_AN_HOUR && since(now - DAY) < MAILS_A_DAY;
}

/** Counts one, and forgets those that count no more. */
export function noteMailAsked(tx: Tx, email_key: string, now: Millis): void {
  tx.sql('INSERT INTO asked_mail (address_hash, at) VALUES (?, ?)').run(addressHash(email_key), now);
  tx.sql('DELETE FROM asked_mail WHERE no IN (SELECT no FROM asked_mail WHERE at <= ? ORDER BY at LIMIT 100)').run(
    now - DAY,
  );
}
