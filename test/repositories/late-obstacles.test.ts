import { afterEach, beforeEach, expect, test } from 'vitest';
import { suppressEmail, suppressPhone, unsuppressPhone } from '#main/repositories/consent/suppression.repo.ts';
import { findLateObstacles } from '#main/repositories/delivery/delivery.repo.ts';
import { openTestDatabase, type TestDatabase } from '#test/support/open-test-database.ts';

const PHONE = '+15550001001';
let database: TestDatabase;
beforeEach(() => {
  database = openTestDatabase();
  database.db.write((tx) =>
    tx
      .sql('INSERT INTO contact (no, id, email, email_key, phone, created_at, updated_at) VALUES (1, ?, ?, ?, ?, 0, 0)')
      .run('c1', 'ana@list.example', 'ana@list.example', PHONE),
  );
});
afterEach(() => database.close());

const askedAt = (address: string) =>
  database.db.write((tx) => findLateObstacles(tx, [{ contact_no: 1, address }]).get(1));

test('STOP reaches text messages that wait already, and mail goes on', () => {
  database.db.write((tx) => suppressPhone(tx, { phone: PHONE, reason: 'unsubscribed', source: 'sender:x', at: 1 }));
  expect(askedAt(PHONE)).toBe('unsubscribed');
  expect(askedAt('ana@list.example')).toBeUndefined();
  database.db.write((tx) => unsuppressPhone(tx, PHONE));
  expect(askedAt(PHONE)).toBeUndefined();
});

test('a number that was forgotten with its owner is still not written to', () => {
  database.db.write((tx) => {
    suppressPhone(tx, { phone: PHONE, reason: 'unsubscribed', source: 'sender:x', at: 1 });
    tx.sql(`UPDATE suppression SET address = NULL, contact_no = NULL`).run();
  });
  expect(askedAt(PHONE)).toBe('unsubscribed');
});

test('whoever has left by mail still gets text messages', () => {
  const left = { email_key: 'ana@list.example', reason: 'unsubscribed', source: 'campaign:x', at: 1 } as const;
  database.db.write((tx) => suppressEmail(tx, left));
  expect(askedAt(PHONE)).toBeUndefined();
  expect(askedAt('ana@list.example')).toBe('unsubscribed');
});
