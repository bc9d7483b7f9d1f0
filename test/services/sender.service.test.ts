import { afterEach, beforeEach, expect, test } from 'vitest';
import { secretBoxOf } from '#main/platform/secret-box.ts';
import { insertTestMailboxSender } from '#main/repositories/sender.repo.ts';
import { createMailer } from '#main/services/mailer.service.ts';
import {
  changeSender,
  createSender,
  getSender,
  listAllSenders,
  makeDefaultSender,
  pauseSender,
  removeSender,
  resumeSender,
  testSender,
} from '#main/services/sender.service.ts';
import { instantOf } from '#shared/kernel/instant.ts';
import { openTestDatabase, type TestDatabase } from '#test/support/open-test-database.ts';
import { seedSend } from '#test/support/sending/seed-send.ts';
import { SmtpSink } from '#test/support/smtp-sink.ts';

const ACTOR = '00000000-0000-7000-8000-000000000001';
const INPUT = {
  name: 'Office server',
  from_name: 'Acme',
  from_email: 'news@acme.example',
  host: 'mail.acme.example',
  port: 587,
  security: 'starttls' as const,
  username: 'news',
  password: 'very secret',
};

let database: TestDatabase;
let sink: SmtpSink;
beforeEach(async () => {
  database = openTestDatabase();
  sink = await SmtpSink.start();
  const { db, ids, clock } = database;
  db.write((tx) =>
    insertTestMailboxSender(tx, { id: ids.id(), created_at: instantOf(clock.now()), from_name: 'Acme' }),
  );
});
afterEach(async () => {
  await sink.close();
  database.close();
});

function ctx() {
  const endpoints = { console_url: '', tracking_url: '', mailbox: { host: '127.0.0.1', port: sink.port } };
  const means = { ...database, endpoints, secrets: secretBoxOf(Buffer.alloc(32, 5)) };
  return { ...means, mailer: createMailer(means) };
}

const testMailbox = () => listAllSenders(ctx()).find(({ provider }) => provider === 'test_mailbox');

test('the first real sender takes over as the default; deleting it gives that back to the test mailbox', () => {
  expect(testMailbox()?.is_default).toBe(true);
  const sender = createSender(ctx(), ACTOR, INPUT);
  expect(sender.is_default).toBe(true);
  expect(createSender(ctx(), ACTOR, { ...INPUT, name: 'Second' }).is_default).toBe(false);
  removeSender(ctx(), ACTOR, sender.id);
  expect(testMailbox()?.is_default).toBe(true);
});

test('a password is never answered, stays when it is not mentioned, and can be removed', () => {
  const sender = createSender(ctx(), ACTOR, INPUT);
  expect(JSON.stringify(sender)).not.toContain('very secret');
  expect(sender.has_password).toBe(true);
  const renamed = changeSender(ctx(), ACTOR, { id: sender.id, revision: 1, name: 'Renamed' });
  expect(renamed).toMatchObject({ name: 'Renamed', has_password: true, revision: 2 });
  expect(changeSender(ctx(), ACTOR, { id: sender.id, revision: 2, password: null }).has_password).toBe(false);
});

test('an edit that is based on an older state is refused', () => {
  const { id } = createSender(ctx(), ACTOR, INPUT);
  changeSender(ctx(), ACTOR, { id, revision: 1, name: 'First' });
  expect(() => changeSender(ctx(), ACTOR, { id, revision: 1, name: 'Second' })).toThrow(/changed by somebody else/);
});

test('addresses are checked, and the field is named', () => {
  expect(() => createSender(ctx(), ACTOR, { ...INPUT, from_email: 'nobody' })).toThrow(
    expect.objectContaining({ code: 'INVALID_INPUT', detail: expect.objectContaining({ field: 'from_email' }) }),
  );
});

test('a sender that a campaign under way uses can not be deleted', () => {
  const { db, ids, clock } = database;
  const { sender_id } = seedSend({ db, ids, clock }, { port: 1, recipients: 1 });
  expect(() => removeSender(ctx(), ACTOR, sender_id)).toThrow(expect.objectContaining({ code: 'IN_USE' }));
});

test('where the test mailbox listens can not be changed, and it can not be deleted', () => {
  const before = testMailbox();
  const after = changeSender(ctx(), ACTOR, {
    id: before?.id ?? '',
    revision: 1,
    host: 'evil.example',
    from_name: 'New',
  });
  expect(after).toMatchObject({ host: '127.0.0.1', port: sink.port, from_name: 'New' });
  expect(() => removeSender(ctx(), ACTOR, after.id)).toThrow(/always stays/);
});

test('a pause has a reason and can be lifted; another sender can become the default', () => {
  const { id } = createSender(ctx(), ACTOR, INPUT);
  expect(pauseSender(ctx(), ACTOR, id).paused_reason).toBe('Paused by hand.');
  expect(resumeSender(ctx(), ACTOR, id).paused_reason).toBeNull();
  makeDefaultSender(ctx(), ACTOR, testMailbox()?.id ?? '');
  expect(getSender(ctx(), id).is_default).toBe(false);
});

test('a test tells what the server said', async () => {
  const id = testMailbox()?.id ?? '';
  const result = await testSender(ctx(), { id, to: 'ana@list.example' });
  expect(result).toMatchObject({ ok: true, said: expect.stringMatching(/^250 /) });
  expect(sink.recipients).toEqual(['ana@list.example']);
  const broken = createSender(ctx(), ACTOR, { ...INPUT, host: '127.0.0.1', port: 1, security: 'none', username: null });
  const failed = await testSender(ctx(), { id: broken.id, to: 'ana@list.example' });
  expect(failed).toMatchObject({ ok: false, said: expect.stringContaining('ECONNREFUSED') });
  await expect(testSender(ctx(), { id, to: 'nonsense' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});
