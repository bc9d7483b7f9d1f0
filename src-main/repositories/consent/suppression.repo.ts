import { createHash } from 'node:crypto';
import type { Reader, Tx } from '#main/db/access.ts';
import type { SuppressionReason } from '#shared/domain/contact-status.ts';
import type { Millis } from '#shared/kernel/instant.ts';

export interface NewSuppression {
  /** The address as compared: `email_key` of a contact. */
  email_key: string;
  reason: SuppressionReason;
  /** Where it comes from, for example `campaign:<id>` or `user`. */
  source: string;
  at: Millis;
}

export interface NewPhoneSuppression extends Omit<NewSuppression, 'email_key'> {
  /** E.164. */
  phone: string;
}

/** What the suppression list keeps of an address. */
export function addressHash(email_key: string): string {
  return createHash('sha256').update(email_key).digest('hex');
}

/**
 * From now on this address gets nothing by email. An earlier reason stays, except that a complaint outweighs all others.
 * @returns whether that is news
 */
export function suppressEmail(tx: Tx, { email_key, reason, source, at }: NewSuppression): boolean {
  const contact = tx
    .sql<{ no: number; id: string }>('SELECT no, id FROM contact WHERE email_key = ? AND deleted_at IS NULL')
    .get(email_key);
  const { changes } = tx
    .sql(
      `INSERT INTO suppression (channel, address_hash, address, contact_no, reason, source, at)
       VALUES ('email', ?, ?, ?, ?, ?, ?)
       ON CONFLICT (channel, address_hash) DO UPDATE SET reason = excluded.reason, source = excluded.source, at = excluded.at
         WHERE excluded.reason = 'complained' AND suppression.reason <> 'complained'`,
    )
    .run(addressHash(email_key), email_key, contact?.no ?? null, reason, source, at);
  if (changes === 1) tx.touch('contacts', 'suppressions');
  if (changes === 1 && contact) tx.touch(`contact:${contact.id}`);
  return changes === 1;
}

/** @returns whether the address was suppressed */
export function unsuppressEmail(tx: Tx, email_key: string): boolean {
  const { changes } = tx
    .sql(`DELETE FROM suppression WHERE channel = 'email' AND address_hash = ?`)
    .run(addressHash(email_key));
  if (changes === 1) tx.touch('contacts', 'suppressions');
  return changes === 1;
}

export function findEmailSuppression(reader: Reader, email_key: string): SuppressionReason | null {
  return (
    reader
      .sql<{ reason: SuppressionReason }>(`SELECT reason FROM suppression WHERE channel = 'email' AND address_hash = ?`)
      .get(addressHash(email_key))?.reason ?? null
  );
}

export function findPhoneSuppression(reader: Reader, phone: string): SuppressionReason | null {
  return (
    reader
      .sql<{ reason: SuppressionReason }>(`SELECT reason FROM suppression WHERE channel = 'sms' AND address_hash = ?`)
      .get(addressHash(phone))?.reason ?? null
  );
}

export interface SuppressionEntry {
  reason: string;
  source: string;
  at: Millis;
}

export function findSuppressionEntry(reader: Reader, address_hash: string): SuppressionEntry | undefined {
  return reader
    .sql<SuppressionEntry>(`SELECT reason, source, at FROM suppression WHERE channel = 'email' AND address_hash = ?`)
    .get(address_hash);
}

/** Puts back what stood there before, which may be nothing. */
export function restoreSuppression(tx: Tx, address_hash: string, before: SuppressionEntry | null): void {
  if (before === null) {
    tx.sql(`DELETE FROM suppression WHERE channel = 'email' AND address_hash = ? AND source LIKE 'feedback:%'`).run(
      address_hash,
    );
  } else {
    tx.sql(
      `UPDATE suppression SET reason = @reason, source = @source, at = @at
       WHERE channel = 'email' AND address_hash = @address_hash AND source LIKE 'feedback:%'`,
    ).run({ reason: before.reason, source: before.source, at: before.at, address_hash });
  }
  tx.touch('contacts', 'suppressions');
}

/** From now on this number gets no text messages; as for mail, an earlier reason stays. @returns whether that is news */
export function suppressPhone(tx: Tx, { phone, reason, source, at }: NewPhoneSuppression): boolean {
  const contact = tx
    .sql<{ no: number }>('SELECT no FROM contact WHERE phone = ? AND deleted_at IS NULL ORDER BY no LIMIT 1')
    .get(phone);
  const { changes } = tx
    .sql(
      `INSERT INTO suppression (channel, address_hash, address, contact_no, reason, source, at)
       VALUES ('sms', ?, ?, ?, ?, ?, ?) ON CONFLICT (channel, address_hash) DO NOTHING`,
    )
    .run(addressHash(phone), phone, contact?.no ?? null, reason, source, at);
  if (changes === 1) tx.touch('contacts', 'suppressions');
  return changes === 1;
}

/** Takes back what somebody has said by STOP, and nothing else. @returns whether they had */
export function unsuppressPhone(tx: Tx, phone: string): boolean {
  const { changes } = tx
    .sql(`DELETE FROM suppression WHERE channel = 'sms' AND address_hash = ? AND reason = 'unsubscribed'`)
    .run(addressHash(phone));
  if (changes === 1) tx.touch('contacts', 'suppressions');
  return changes === 1;
}

/** The contact has this address from now on, or none: suppressions follow the address, not the person. */
export function linkSuppressions(tx: Tx, contact_no: number, email_key: string | null): void {
  tx.sql(`UPDATE suppression SET contact_no = NULL WHERE contact_no = ? AND channel = 'email'`).run(contact_no);
  if (email_key === null) return;
  tx.sql(`UPDATE suppression SET contact_no = ? WHERE channel = 'email' AND address_hash = ?`).run(
    contact_no,
    addressHash(email_key),
  );
}
