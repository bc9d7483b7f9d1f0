import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiClient, setUpOverHttp } from '#test/support/console-client.ts';
import { makeTestApp, type TestApp } from '#test/support/make-test-app.ts';
import { type SentCampaign, sentCampaign } from '#test/support/sent-campaign.ts';

let app: TestApp;
let admin: ApiClient;

beforeAll(async () => {
  app = await makeTestApp();
  admin = await setUpOverHttp(app);
});
afterAll(() => app.close());

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const ask = (path: string, init: RequestInit = {}) =>
  fetch(`${app.app.services.endpoints.tracking_url}${path}`, { redirect: 'manual', ...init });
const post = (path: string, body: string, headers: Record<string, string> = FORM) =>
  ask(path, { method: 'POST', body, headers });
const pathOf = ({ signer, deliveries }: SentCampaign, place = 0) => `/u/${signer.sign(deliveries[place] ?? 0)}`;

/** Right after the answer: it must not come before the commit. */
function isSuppressed({ deliveries }: SentCampaign, place = 0): boolean {
  return (
    app.app.core.db.reader
      .sql(
        `SELECT 1 FROM suppression s JOIN delivery d ON d.address = s.address WHERE d.no = ? AND s.reason = 'unsubscribed'`,
      )
      .get(deliveries[place]) !== undefined
  );
}

async function unsubscribed({ id }: SentCampaign): Promise<number | undefined> {
  const { body } = await admin.call<{ counts: Record<string, number> }>('GET', `/tenants/-/campaigns/${id}`);
  return body.counts.unsubscribed;
}

test('GET and HEAD show a page and change nothing', async () => {
  const campaign = sentCampaign(app, { recipients: 1 });
  const page = await ask(pathOf(campaign));
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('Stop all mail from Acme Ltd to r…@example.org?');
  expect((await ask(pathOf(campaign), { method: 'HEAD' })).status).toBe(200);
  expect(isSuppressed(campaign)).toBe(false);
});

test('the one-click POST of RFC 8058 unsubscribes without redirect, whatever sends it', async () => {
  const campaign = sentCampaign(app, { recipients: 1 });
  const answer = await post(pathOf(campaign), 'List-Unsubscribe=One-Click', {
    ...FORM,
    'user-agent': 'curl/1',
    origin: 'https://mail.example',
  });
  expect([200, 202, 204]).toContain(answer.status);
  expect(isSuppressed(campaign)).toBe(true);
});

test('it may come as multipart form data too', async () => {
  const campaign = sentCampaign(app, { recipients: 1 });
  const body = new FormData();
  body.set('List-Unsubscribe', 'One-Click');
  expect((await ask(pathOf(campaign), { method: 'POST', body })).status).toBe(200);
  expect(isSuppressed(campaign)).toBe(true);
});

test('doing it three times is one event', async () => {
  const campaign = sentCampaign(app, { recipients: 1 });
  for (let n = 0; n < 3; n += 1) {
    expect((await post(pathOf(campaign), 'List-Unsubscribe=One-Click')).status).toBe(200);
  }
  expect(await unsubscribed(campaign)).toBe(1);
  expect(
    app.app.core.db.reader.sql<{ n: number }>(`SELECT count(*) AS n FROM hit WHERE send_no = ?`).get(campaign.send_no)
      ?.n,
  ).toBe(1);
});

test('another body changes nothing', async () => {
  const campaign = sentCampaign(app, { recipients: 1 });
  for (const body of ['', 'List-Unsubscribe=one-click', 'unsubscribe=yes', 'x'.repeat(10_000)]) {
    expect((await post(pathOf(campaign), body)).status).toBe(400);
  }
  expect(isSuppressed(campaign)).toBe(false);
});

test('the page unsubscribes, asks why, and takes it back', async () => {
  const campaign = sentCampaign(app, { recipients: 1 });
  const left = await (await post(pathOf(campaign), 'wish=leave')).text();
  expect(left).toContain('You are unsubscribed');
  expect(await unsubscribed(campaign)).toBe(1);
  expect(await (await post(pathOf(campaign), 'wish=say_why&reason=too_many')).text()).toContain('Thank you');
  expect(
    app.app.core.db.reader.sql('SELECT reason FROM unsubscribe WHERE delivery_no = ?').get(campaign.deliveries[0]),
  ).toEqual({ reason: 'too_many' });
  expect(await (await post(pathOf(campaign), 'wish=come_back')).text()).toContain('You are subscribed again');
  expect(isSuppressed(campaign)).toBe(false);
  expect(await unsubscribed(campaign)).toBe(0);
});

test('who complained stays suppressed when they take an unsubscribe back', async () => {
  const campaign = sentCampaign(app, { recipients: 1 });
  await post(pathOf(campaign), 'wish=leave');
  app.app.core.db.write((tx) =>
    tx
      .sql(`UPDATE suppression SET reason = 'complained' WHERE address = (SELECT address FROM delivery WHERE no = ?)`)
      .run(campaign.deliveries[0]),
  );
  await post(pathOf(campaign), 'wish=come_back');
  expect(
    app.app.core.db.reader
      .sql(`SELECT s.reason FROM suppression s JOIN delivery d ON d.address = s.address WHERE d.no = ?`)
      .get(campaign.deliveries[0]),
  ).toEqual({ reason: 'complained' });
});

test('the page speaks the language of the contact', async () => {
  const campaign = sentCampaign(app, { recipients: 1, locale: 'de-AT' });
  const page = await (await ask(pathOf(campaign), { headers: { 'accept-language': 'en' } })).text();
  expect(page).toContain('lang="de"');
  expect(page).toContain('Keine E-Mails von Acme Ltd mehr');
});

test('the link of a test message explains itself and changes nothing', async () => {
  const { signer } = sentCampaign(app, { recipients: 1 });
  expect(await (await ask(`/u/${signer.sign(0)}`)).text()).toContain('This is a test message');
  expect((await post(`/u/${signer.sign(0)}`, 'List-Unsubscribe=One-Click')).status).toBe(200);
});

test.each(['/u/AAAAAAAAAAAAAAAAAAAAAAAA', '/u/', '/u/..%2Fetc'])('%s says nothing about what exists', async (path) => {
  for (const method of ['GET', 'POST']) {
    const answer = await ask(path, { method });
    expect(answer.status).toBe(404);
  }
});
