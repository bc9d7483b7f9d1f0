import { createHash } from 'node:crypto';
import type { Reader, Tx } from '#main/db/access.ts';
import type { PushService } from '#shared/domain/push/push-content.ts';
import { type Instant, instantOf, type Millis } from '#shared/kernel/instant.ts';

/** What says where a device is reached. */
export interface DeviceAddress {
  service: PushService;
  address: string;
  p256dh: string;
  auth: string;
}

export interface DeviceView {
  id: string;
  service: PushService;
  label: string;
  created_at: Instant;
  seen_at: Instant;
}

/** Nobody has more; whoever registers another loses the one that was heard of longest ago. */
const MOST_DEVICES = 20;

/** From now on this contact is reached there. A device belongs to whoever registered it last. @returns its id */
export function keepDevice(
  tx: Tx,
  device: DeviceAddress & { id: string; contact: { no: number; id: string }; label: string; now: Millis },
): string {
  const { id, contact, service, address, p256dh, auth, label, now } = device;
  const row = tx
    .sql<{ id: string }>(
      `INSERT INTO push_device (id, contact_no, service, address_hash, address, p256dh, auth, label, created_at, seen_at)
       VALUES (@id, @contact_no, @service, @hash, @address, @p256dh, @auth, @label, @now, @now)
       ON CONFLICT (address_hash) DO UPDATE SET contact_no = excluded.contact_no, p256dh = excluded.p256dh,
         auth = excluded.auth, label = excluded.label, seen_at = excluded.seen_at
       RETURNING id`,
    )
    .get({ id, contact_no: contact.no, service, hash: hashOf(address), address, p256dh, auth, label, now });
  tx.sql(
    `DELETE FROM push_device WHERE contact_no = @no AND no NOT IN (
       SELECT no FROM push_device WHERE contact_no = @no ORDER BY seen_at DESC, no DESC LIMIT ${MOST_DEVICES})`,
  ).run({ no: contact.no });
  tx.touch('contacts', `contact:${contact.id}`);
  return row?.id ?? id;
}

/** @returns whether this contact was reached there */
export function dropAddress(tx: Tx, contact: { no: number; id: string }, address: string): boolean {
  const { changes } = tx
    .sql('DELETE FROM push_device WHERE address_hash = ? AND contact_no = ?')
    .run(hashOf(address), contact.no);
  if (changes > 0) tx.touch('contacts', `contact:${contact.id}`);
  return changes > 0;
}

/** @returns whose it was */
export function dropDevice(tx: Tx, id: string): { contact_id: string } | undefined {
  const owner = tx
    .sql<{ contact_id: string }>(
      'SELECT c.id AS contact_id FROM push_device p JOIN contact c ON c.no = p.contact_no WHERE p.id = ?',
    )
    .get(id);
  if (!owner) return undefined;
  tx.sql('DELETE FROM push_device WHERE id = ?').run(id);
  tx.touch('contacts', `contact:${owner.contact_id}`);
  return owner;
}

/** Their service says that they are there no more. */
export function dropGone(tx: Tx, nos: readonly number[]): void {
  tx.sql('DELETE FROM push_device WHERE no IN (SELECT value FROM json_each(?))').run(JSON.stringify(nos));
  tx.touch('contacts');
}

export function devicesOfContact(reader: Reader, contact_no: number): DeviceView[] {
  return reader
    .sql<Omit<DeviceView, 'created_at' | 'seen_at'> & { created_at: Millis; seen_at: Millis }>(
      'SELECT id, service, label, created_at, seen_at FROM push_device WHERE contact_no = ? ORDER BY seen_at DESC, no DESC',
    )
    .all(contact_no)
    .map((row) => ({ ...row, created_at: instantOf(row.created_at), seen_at: instantOf(row.seen_at) }));
}

/** Where a message for this contact goes. */
export function devicesToReach(
  reader: Reader,
  contact_no: number,
  service: PushService,
): (Omit<DeviceAddress, 'service'> & { no: number })[] {
  return reader
    .sql<Omit<DeviceAddress, 'service'> & { no: number }>(
      'SELECT no, address, p256dh, auth FROM push_device WHERE contact_no = ? AND service = ? ORDER BY no',
    )
    .all(contact_no, service);
}

function hashOf(address: string): string {
  return createHash('sha256').update(address).digest('hex');
}
