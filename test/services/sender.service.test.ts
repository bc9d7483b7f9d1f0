import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createGuardedFetch } from '#main/platform/guarded-fetch.ts';
import { secretBoxOf } from '#main/platform/secret-box.ts';
import { findSender, insertTestMailboxSender } from '#main/repositories/sending/sender.repo.ts';
import { createMailer } from '#main/services/sending/mailer.service.ts';
import { providerAccountOf } from '#main/services/sending/provider-account-of.ts';
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
} from '#main/services/sending/sender.service.ts';
import { instantOf } from '#shared/kernel/instant.ts';
import { FakeService } from '#test/support/fake-service.ts';
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
  const fetch = createGuardedFetch({ allow_private: true });
  const means = { ...database, endpoints, fetch, secrets: secretBoxOf(Buffer.alloc(32, 5)) };
  return { ...means, mailer: createMailer(means) };
}

const refusal = (field: string) =>
  expect.objectContaining({
    code: 'INVALID_INPUT',
    detail: expect.objectContaining({ field, hint: expect.any(String) }),
  });
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

test('a kept password never goes to another server: it is given again, or taken away', () => {
  const { id } = createSender(ctx(), ACTOR, INPUT);
  const move = (more: object) => () => changeSender(ctx(), ACTOR, { id, revision: 1, host: 'evil.example', ...more });
  expect(move({})).toThrow(refusal('password'));
  expect(move({ host: 'MAIL.acme.example', port: 465 })).not.toThrow();
  expect(move({ revision: 2, password: 'another' })).not.toThrow();
  expect(move({ revision: 3, host: 'third.example', password: null })).not.toThrow();
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

test('another sender can be named that takes over; not itself, not the test mailbox, and not one that is deleted', () => {
  const second = createSender(ctx(), ACTOR, { ...INPUT, name: 'Second' });
  const first = createSender(ctx(), ACTOR, { ...INPUT, failover_id: second.id });
  expect(first.failover_id).toBe(second.id);
  const change = (failover_id: string | null, revision: number) =>
    changeSender(ctx(), ACTOR, { id: first.id, revision, failover_id });
  const mailbox = listAllSenders(ctx()).find(({ provider }) => provider === 'test_mailbox');
  for (const wrong of [first.id, mailbox?.id ?? '']) expect(() => change(wrong, 1)).toThrow('can not take over');
  expect(change(null, 1).failover_id).toBeNull();
  change(second.id, 2);
  removeSender(ctx(), ACTOR, second.id);
  expect(listAllSenders(ctx()).find(({ id }) => id === first.id)?.failover_id).toBeNull();
});

describe('a sender with a service', () => {
  const SES = {
    name: 'Amazon',
    provider: 'ses' as const,
    from_name: 'Acme',
    from_email: 'news@acme.example',
    settings: { region: 'eu-central-1', access_key_id: 'AKIAIOSFODNN7EXAMPLE', configuration_set: '' },
    secrets: { secret_access_key: 'wJalr/very-secret' },
  };
  test('is told what the service needs; secrets are kept and never answered', () => {
    const sender = createSender(ctx(), ACTOR, SES);
    expect(sender).toMatchObject({ channel: 'email', is_default: true, kept_secrets: ['secret_access_key'] });
    expect(sender.settings).toEqual({ region: 'eu-central-1', access_key_id: 'AKIAIOSFODNN7EXAMPLE' });
    expect(JSON.stringify(listAllSenders(ctx()))).not.toContain('very-secret');
    const renamed = changeSender(ctx(), ACTOR, { id: sender.id, revision: 1, name: 'SES' });
    expect(renamed).toMatchObject({ settings: sender.settings, kept_secrets: ['secret_access_key'] });
  });

  test('what is missing, misshapen or unknown is refused under its field', () => {
    const create = (change: object) => () => createSender(ctx(), ACTOR, { ...SES, ...change });
    expect(create({ secrets: {} })).toThrow(refusal('secrets.secret_access_key'));
    expect(create({ settings: { ...SES.settings, region: 'Frankfurt' } })).toThrow(refusal('settings.region'));
    expect(create({ settings: { ...SES.settings, colour: 'red' } })).toThrow(refusal('settings.colour'));
    expect(create({ from_email: '' })).toThrow(refusal('from_email'));
    expect(create({ provider: 'test_mailbox' })).toThrow(refusal('provider'));
    expect(create({ provider: 'smtp', host: '' })).toThrow(refusal('host'));
  });

  test('a secret that it needs can be replaced, but not taken away', () => {
    const { id } = createSender(ctx(), ACTOR, SES);
    const remove = () => changeSender(ctx(), ACTOR, { id, revision: 1, secrets: { secret_access_key: null } });
    expect(remove).toThrow(refusal('secrets.secret_access_key'));
    changeSender(ctx(), ACTOR, { id, revision: 1, secrets: { secret_access_key: 'another' } });
    const row = findSender(database.db.reader, id);
    const means = { secrets: ctx().secrets, mailbox: { host: '', port: 0 } };
    expect(row && providerAccountOf(means, database.db.reader, row)).toMatchObject({
      settings: { region: 'eu-central-1' },
      secrets: { secret_access_key: 'another' },
    });
  });

  test('a kept secret never goes to another gateway', () => {
    const { id } = createSender(ctx(), ACTOR, SES);
    const settings = { ...SES.settings, endpoint: 'https://evil.example' };
    const move = (more: object) => () => changeSender(ctx(), ACTOR, { id, revision: 1, settings, ...more });
    expect(move({})).toThrow(refusal('secrets.secret_access_key'));
    expect(move({ secrets: { secret_access_key: 'another' } })).not.toThrow();
    expect(move({ revision: 2, name: 'Gateway' })).not.toThrow();
  });

  test('takes its secrets with it when it is deleted', () => {
    const { id } = createSender(ctx(), ACTOR, SES);
    removeSender(ctx(), ACTOR, id);
    expect(database.db.reader.sql('SELECT name FROM secret').all()).toEqual([]);
  });

  test('a test tells what the service said, word for word', async () => {
    const said = { message: 'The security token included in the request is invalid.' };
    const service = await FakeService.start({
      recipientOf: ({ body }) => JSON.parse(body).Destination.ToAddresses[0],
      answer: () => ({ status: 200, body: { MessageId: '0107' } }),
      faultOf: (to) =>
        to.startsWith('no')
          ? { at: 'answer', answer: { status: 403, body: { ...said, __type: 'UnrecognizedClientException' } } }
          : undefined,
    });
    const { id } = createSender(ctx(), ACTOR, { ...SES, settings: { ...SES.settings, endpoint: service.url } });
    expect(await testSender(ctx(), { id, to: 'ana@list.example' })).toMatchObject({
      ok: true,
      said: '200 {"MessageId":"0107"}',
    });
    expect(await testSender(ctx(), { id, to: 'no@list.example' })).toMatchObject({
      ok: false,
      said: `403 UnrecognizedClient: ${said.message}`,
    });
    await service.close();
  });
});

test('a test of a sender of text messages goes to a telephone', async () => {
  const service = await FakeService.start({
    recipientOf: ({ body }) => new URLSearchParams(body).get('To') ?? '',
    answer: () => ({ status: 201, body: { sid: 'SM1', status: 'queued' } }),
  });
  const { id, channel } = createSender(ctx(), ACTOR, {
    name: 'Twilio',
    provider: 'twilio',
    settings: { account_sid: `AC${'a'.repeat(32)}`, sms_from: '+15017122661', endpoint: service.url },
    secrets: { auth_token: 'tok1' },
  });
  expect(channel).toBe('sms');
  expect(await testSender(ctx(), { id, to: '+49 (151) 1234567' })).toMatchObject({ ok: true, said: '201 queued SM1' });
  expect(service.taken).toEqual(['+491511234567']);
  await expect(testSender(ctx(), { id, to: '0151 1234567' })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    detail: { field: 'to' },
  });
  await service.close();
});
