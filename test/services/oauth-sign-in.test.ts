import { afterEach, beforeEach, expect, test } from 'vitest';
import { createAccessTokens, GrantRefused } from '#main/channels/oauth/access-tokens.ts';
import { createGuardedFetch } from '#main/platform/guarded-fetch.ts';
import { secretBoxOf } from '#main/platform/secret-box.ts';
import { findSecret } from '#main/repositories/access/secret.repo.ts';
import { createMailer } from '#main/services/sending/mailer.service.ts';
import { senderGrant } from '#main/services/sending/provider-account-of.ts';
import { findGrant, type GrantInput, keepGrant, viewOfGrant } from '#main/services/sign-in/oauth-grant.ts';
import { MINUTE } from '#shared/kernel/instant.ts';
import { FakeClock } from '#test/support/fake-clock.ts';
import { openSendingLab, type SendingLab } from '#test/support/sending/sending-lab.ts';
import { startTokenService, type TokenService } from '#test/support/token-service.ts';
import { waitUntil } from '#test/support/wait-until.ts';

const secrets = secretBoxOf(Buffer.alloc(32, 3));
const fetch = createGuardedFetch({ allow_private: true });
const oauth = { user: 'ana@acme.example', token: 'access-1' };
const WITHDRAWN = { status: 400, body: { error: 'invalid_grant', error_description: 'Token has been revoked.' } };

let service: TokenService;
let lab: SendingLab;

beforeEach(async () => {
  service = await startTokenService();
  oauth.token = 'access-1';
});
afterEach(async () => {
  await lab?.close();
  await service.close();
});

const given = (more: Partial<GrantInput> = {}): GrantInput => ({
  token_endpoint: service.url,
  client_id: 'herald',
  client_secret: 'hush',
  refresh_token: 'refresh-1',
  ...more,
});

/** A send to so many through a server that takes tokens alone. */
async function sendWithGrant(recipients: number) {
  lab = await openSendingLab({ sink: { oauth } });
  const { db } = lab.database;
  db.write((tx) => keepGrant({ secrets }, tx, senderGrant(SENDER), given()));
  return lab.seed({ recipients, sender: { id: SENDER, username: oauth.user, max_connections: 3 } });
}
const SENDER = '01890000-0000-7000-8000-000000000001';
const grantOf = () => findGrant({ secrets }, lab.database.db.reader, senderGrant(SENDER));
const pauseReason = () =>
  lab.database.db.reader.sql<{ why: string | null }>('SELECT paused_reason AS why FROM sender').get()?.why ?? null;

test('a send signs in with a token instead of a password, and asks for one alone', async () => {
  const send = await sendWithGrant(12);
  await lab.settled(send);
  expect(lab.rows(send.send_no)).toEqual({ accepted: 12 });
  expect(service.asked).toEqual([
    { grant_type: 'refresh_token', client_id: 'herald', client_secret: 'hush', refresh_token: 'refresh-1' },
  ]);
});

test('messages sent one by one ask for a token once', async () => {
  lab = await openSendingLab({ sink: { oauth } });
  const { db, clock } = lab.database;
  db.write((tx) => keepGrant({ secrets }, tx, senderGrant(SENDER), given()));
  await lab.settled(lab.seed({ recipients: 1, sender: { id: SENDER, username: oauth.user } }));
  const asked = service.asked.length;
  const no = db.reader.sql<{ no: number }>('SELECT no FROM sender WHERE id = ?').get(SENDER)?.no ?? 0;
  const endpoints = { console_url: '', tracking_url: '', mailbox: { host: '', port: 0 } };
  const mailer = createMailer({ db, clock, secrets, endpoints, fetch });
  service.behave((n) => ({ status: 200, body: { access_token: 'access-1', refresh_token: `refresh-${n + 1}` } }));
  for (const to of ['ana@list.example', 'ben@list.example'])
    expect(await mailer.sendNow(no, { to, subject: 'Hi', text: 'Hi' })).toMatchObject({ ok: true });
  expect(service.asked).toHaveLength(asked + 1);
});

test('a token that the server turns away is replaced by a fresh one, and nobody is charged', async () => {
  oauth.token = 'access-2';
  const send = await sendWithGrant(5);
  await lab.settled(send);
  expect(lab.rows(send.send_no)).toEqual({ accepted: 5 });
  const most = lab.database.db.reader.sql<{ n: number }>('SELECT max(attempts) AS n FROM delivery').get();
  expect(most).toEqual({ n: 1 });
});

test('a permission that was withdrawn pauses the sender with a sentence, and everybody waits', async () => {
  service.behave(() => WITHDRAWN);
  const send = await sendWithGrant(4);
  await waitUntil(() => pauseReason() !== null);
  expect(pauseReason()).toContain('was withdrawn or has run out. Grant it again and enter the new refresh token.');
  expect(pauseReason()).toContain('Token has been revoked.');
  await waitUntil(() => lab.rows(send.send_no).queued === 4);
});

test('a refresh token that the service renews is kept, sealed, and used the next time', async () => {
  service.behave((n) => ({
    status: 200,
    body: { access_token: 'access-1', expires_in: 3_600, refresh_token: `refresh-${n + 1}` },
  }));
  const send = await sendWithGrant(6);
  await lab.settled(send);
  expect(grantOf()).toMatchObject({ refresh_token: 'refresh-2', version: 1 });
  const sealed = findSecret(lab.database.db.reader, senderGrant(SENDER));
  expect(sealed?.toString('latin1')).not.toContain('refresh-2');
  expect(service.asked).toHaveLength(1);
});

test('a token is replaced before it runs out, and one question serves all who ask at a time', async () => {
  const clock = new FakeClock();
  const grant = { ...given(), client_secret: '', refresh_token: 'refresh-1', scope: 'mail', version: 1 };
  const tokens = createAccessTokens(grant, { fetch, now: () => clock.now(), onRenewed: () => {} });
  expect(await Promise.all([tokens.accessToken(), tokens.accessToken()])).toEqual(['access-1', 'access-1']);
  expect(service.asked).toEqual([
    { grant_type: 'refresh_token', client_id: 'herald', refresh_token: 'refresh-1', scope: 'mail' },
  ]);
  clock.advance(54 * MINUTE);
  expect(await tokens.accessToken()).toBe('access-1');
  clock.advance(2 * MINUTE);
  expect(await tokens.accessToken()).toBe('access-2');
});

test('a service that is down is no reason to give up; one that knows no such client is', async () => {
  const grant = { ...given(), client_secret: '', refresh_token: 'refresh-1', scope: '', version: 1 };
  const tokens = createAccessTokens(grant, { fetch, now: () => 0, onRenewed: () => {} });
  service.behave(() => ({ status: 503, body: {} }));
  await expect(tokens.accessToken()).rejects.toThrow('answered 503');
  service.behave(() => ({ status: 401, body: { error: 'invalid_client' } }));
  const refused = await tokens.accessToken().catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(GrantRefused);
});

test('secrets that are not given stay, but are never sent to another service', async () => {
  lab = await openSendingLab();
  const { db } = lab.database;
  const keep = (input: GrantInput | null) => db.write((tx) => keepGrant({ secrets }, tx, senderGrant(SENDER), input));
  keep(given());
  keep({ token_endpoint: service.url, client_id: 'other' });
  expect(grantOf()).toMatchObject({
    client_id: 'other',
    refresh_token: 'refresh-1',
    client_secret: 'hush',
    version: 2,
  });
  expect(viewOfGrant({ secrets }, db.reader, senderGrant(SENDER))).toEqual({
    token_endpoint: service.url,
    client_id: 'other',
    scope: '',
  });
  expect(() => keep({ token_endpoint: 'https://evil.example/token', client_id: 'herald' })).toThrowError(
    expect.objectContaining({ detail: expect.objectContaining({ field: 'oauth.refresh_token' }) }),
  );
  keep(null);
  expect(grantOf()).toBeNull();
});
