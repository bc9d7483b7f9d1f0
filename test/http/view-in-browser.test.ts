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

const ask = (path: string, init: RequestInit = {}) =>
  fetch(`${app.app.services.endpoints.tracking_url}${path}`, { redirect: 'manual', ...init });

function sentWith(body: string, fields: { kind?: string; subject?: string } = {}): SentCampaign {
  const campaign = sentCampaign(app, { recipients: 2 });
  app.app.core.db.write((tx) =>
    tx
      .sql('UPDATE send SET body = ?, kind = ?, subject = ? WHERE no = ?')
      .run(body, fields.kind ?? 'campaign', fields.subject ?? 'Hi', campaign.send_no),
  );
  return campaign;
}

const pathOf = ({ signer, deliveries }: SentCampaign, place = 0) => `/v/${signer.sign(deliveries[place] ?? 0)}`;

test('each recipient sees the message as they got it, without signing in', async () => {
  const campaign = sentWith('<p>Dear {{ first_name }}, <a href="https://a.example">go</a></p>');
  const [first, second] = await Promise.all([0, 1].map(async (place) => (await ask(pathOf(campaign, place))).text()));
  expect(first).toContain('Dear Reader 0,');
  expect(second).toContain('Dear Reader 1,');
  expect(first).toMatch(/href="http:\/\/[^"]*\/c\/[\w-]{24}\/0"/);
});

test('the page is for nobody else: no search engine, no frame, and what stands in it is not run', async () => {
  const page = await ask(pathOf(sentWith('<script>alert(1)</script>')));
  expect(page.headers.get('x-robots-tag')).toContain('noindex');
  expect(page.headers.get('cache-control')).toBe('no-store');
  const policy = page.headers.get('content-security-policy');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toMatch(/sandbox (?!.*allow-scripts)/);
});

test('reading it opens no mail', async () => {
  const campaign = sentWith('<p>Hi</p>');
  expect(await (await ask(pathOf(campaign))).text()).not.toContain('.gif');
  const { body } = await admin.call<{ counts: { opened_total: number } }>('GET', `/tenants/-/campaigns/${campaign.id}`);
  expect(body.counts.opened_total).toBe(0);
});

test('a wrong token, a single message and an erased reader get the page that says nothing', async () => {
  const campaign = sentWith('<p>Secret</p>');
  const single = sentWith('<p>Secret</p>', { kind: 'transactional' });
  app.app.core.db.write((tx) =>
    tx.sql('DELETE FROM contact WHERE no = (SELECT contact_no FROM delivery WHERE no = ?)').run(campaign.deliveries[1]),
  );
  for (const path of [`${pathOf(campaign)}x`, '/v/', '/v/preview', pathOf(single), pathOf(campaign, 1)]) {
    const page = await ask(path);
    expect([path, page.status]).toEqual([path, 404]);
    expect(await page.text()).not.toContain('Secret');
  }
  expect((await ask(pathOf(campaign), { method: 'POST' })).status).toBe(405);
});

test('a text that computes without end gives a page that says so, and everything else goes on', async () => {
  const campaign = sentWith('{% for a in (1..10000000) %}{% for b in (1..10000000) %}{% endfor %}{% endfor %}x');
  const page = ask(pathOf(campaign));
  expect((await ask('/v/none')).status).toBe(404);
  expect((await page).status).toBe(503);
});
