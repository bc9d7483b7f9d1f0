import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiClient, setUpOverHttp } from '#test/support/console-client.ts';
import { makeTestApp, type TestApp } from '#test/support/make-test-app.ts';
import { type SentCampaign, sentCampaign } from '#test/support/sent-campaign.ts';
import { waitUntil } from '#test/support/wait-until.ts';

let app: TestApp;
let admin: ApiClient;

beforeAll(async () => {
  app = await makeTestApp();
  admin = await setUpOverHttp(app);
});
afterAll(() => app.close());

const base = () => app.app.services.endpoints.tracking_url;
const ask = (path: string, init: RequestInit = {}) => fetch(`${base()}${path}`, { redirect: 'manual', ...init });
const rows = <Row>(sql: string, ...values: unknown[]) => app.app.core.db.reader.sql<Row>(sql).all(...values);

async function counts({ id }: SentCampaign): Promise<Record<string, number>> {
  // A hit is on disk within the flush window of its answer.
  await new Promise((resolve) => setTimeout(resolve, 150));
  const { body } = await admin.call<{ counts: Record<string, number> }>('GET', `/tenants/-/campaigns/${id}`);
  return body.counts;
}

const token = ({ signer, deliveries }: SentCampaign, place = 0) => signer.sign(deliveries[place] ?? 0);

test('an open is answered with a pixel and counted once a person, each time in all', async () => {
  const campaign = sentCampaign(app, { recipients: 3 });
  const answer = await ask(`/o/${token(campaign)}.gif`);
  expect(answer.headers.get('content-type')).toBe('image/gif');
  expect(answer.headers.get('cache-control')).toContain('no-store');
  expect(
    Buffer.from(await answer.arrayBuffer())
      .subarray(0, 6)
      .toString(),
  ).toBe('GIF89a');
  await ask(`/o/${token(campaign)}.gif`);
  await ask(`/o/${token(campaign, 1)}.gif`);
  expect(await counts(campaign)).toMatchObject({ opened_unique: 2, opened_total: 3 });
});

test('a click leads to the link of the message and counts', async () => {
  const campaign = sentCampaign(app, {
    recipients: 2,
    links: ['https://shop.example/a', 'https://shop.example/b?x=1'],
  });
  const answer = await ask(`/c/${token(campaign)}/1`, { headers: { 'user-agent': 'Tester/1' } });
  expect([answer.status, answer.headers.get('location')]).toEqual([302, 'https://shop.example/b?x=1']);
  await ask(`/c/${token(campaign)}/0`);
  expect(await counts(campaign)).toMatchObject({ clicked_unique: 1, clicked_total: 2 });
  expect(
    rows(
      'SELECT h.kind, h.link, h.ip, a.text AS agent FROM hit h JOIN agent a ON a.no = h.agent_no WHERE send_no = ? ORDER BY link DESC LIMIT 1',
      campaign.send_no,
    ),
  ).toEqual([{ kind: 'click', link: 1, ip: '127.0.0.0', agent: 'Tester/1' }]);
});

test('a link with merge fields leads where it leads for this person', async () => {
  const campaign = sentCampaign(app, {
    recipients: 2,
    links: ['https://shop.example/hello?to={{ first_name | url_encode }}', 'javascript:alert("{{ first_name }}")'],
  });
  const answer = await ask(`/c/${token(campaign, 1)}/0`);
  expect(answer.headers.get('location')).toBe('https://shop.example/hello?to=Reader+1');
  expect((await ask(`/c/${token(campaign, 1)}/1`)).status).toBe(404);
});

test('HEAD is answered and not counted', async () => {
  const campaign = sentCampaign(app, { recipients: 1, links: ['https://shop.example/a'] });
  expect((await ask(`/o/${token(campaign)}.gif`, { method: 'HEAD' })).status).toBe(200);
  expect((await ask(`/c/${token(campaign)}/0`, { method: 'HEAD' })).status).toBe(302);
  expect(await counts(campaign)).toMatchObject({ opened_total: 0, clicked_total: 0 });
});

test.each([
  ['a forged token', '/c/AAAAAAAAAAAAAAAAAAAAAAAA/0'],
  ['an address in the query', '/c/AAAAAAAAAAAAAAAAAAAAAAAA/0?url=https://evil.example'],
  ['a path of its own', '/c/https://evil.example/0'],
  ['nothing', '/c/'],
])('%s leads nowhere', async (_name, path) => {
  const answer = await ask(path);
  expect([answer.status, answer.headers.get('location')]).toEqual([404, null]);
  expect(await answer.text()).toContain('This link is not valid');
});

test('a link that the message does not have leads nowhere, and a wrong pixel is still a picture', async () => {
  const campaign = sentCampaign(app, { recipients: 1, links: ['https://shop.example/a'] });
  expect((await ask(`/c/${token(campaign)}/7`)).status).toBe(404);
  expect((await ask('/o/AAAAAAAAAAAAAAAAAAAAAAAA.gif')).headers.get('content-type')).toBe('image/gif');
  expect(await counts(campaign)).toMatchObject({ opened_total: 0, clicked_total: 0 });
});

test('what is switched off for a send is not stored', async () => {
  const campaign = sentCampaign(app, {
    recipients: 1,
    links: ['https://shop.example/a'],
    track_opens: false,
    track_clicks: false,
  });
  await ask(`/o/${token(campaign)}.gif`);
  expect((await ask(`/c/${token(campaign)}/0`)).status).toBe(302);
  expect(await counts(campaign)).toMatchObject({ opened_total: 0, clicked_total: 0 });
  expect(rows('SELECT no FROM hit WHERE send_no = ?', campaign.send_no)).toEqual([]);
});

test('numbers of people leave out what machines asked for, and both are told', async () => {
  const campaign = sentCampaign(app, { recipients: 4, links: ['https://shop.example/a'] });
  const browser = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0' };
  await ask(`/o/${token(campaign, 0)}.gif`, { headers: browser });
  await ask(`/o/${token(campaign, 1)}.gif`, { headers: { 'user-agent': 'Mozilla/5.0' } });
  await ask(`/o/${token(campaign, 2)}.gif`, { headers: { ...browser, 'sec-purpose': 'prefetch' } });
  await ask(`/c/${token(campaign, 0)}/0`, { headers: browser });
  await ask(`/c/${token(campaign, 3)}/0`, { method: 'HEAD', headers: browser });
  await waitUntil(async () => (await counts(campaign)).clicked_human === 1);
  expect(await counts(campaign)).toMatchObject({
    opened_unique: 3,
    opened_human: 1,
    clicked_unique: 1,
    clicked_human: 1,
  });
});

test('whoever follows the link that no person sees gets nothing and is known for a machine', async () => {
  const campaign = sentCampaign(app, { recipients: 1, links: ['https://shop.example/a'] });
  const answer = await ask(`/c/${token(campaign)}/65000`);
  expect([answer.status, answer.headers.get('location')]).toEqual([404, null]);
  expect(await counts(campaign)).toMatchObject({ clicked_unique: 1, clicked_human: 0 });
});

test('whoever asks not to be tracked is counted, and not kept', async () => {
  const campaign = sentCampaign(app, { recipients: 1, links: ['https://shop.example/a'] });
  await ask(`/o/${token(campaign)}.gif`, { headers: { dnt: '1' } });
  expect((await ask(`/c/${token(campaign)}/0`, { headers: { 'sec-gpc': '1' } })).status).toBe(302);
  expect(await counts(campaign)).toMatchObject({
    opened_total: 1,
    opened_unique: 0,
    clicked_total: 1,
    clicked_unique: 0,
  });
  expect(rows('SELECT DISTINCT delivery_no, agent_no, ip FROM hit WHERE send_no = ?', campaign.send_no)).toEqual([
    { delivery_no: 0, agent_no: null, ip: '' },
  ]);
});

test('a flood for one message from one network is answered as ever, and kept no further than a reader could need', async () => {
  const campaign = sentCampaign(app, { recipients: 2, links: ['https://shop.example/a'] });
  const answers: number[] = [];
  for (let n = 0; n < 150; n += 1) {
    answers.push((await ask(n % 2 === 0 ? `/o/${token(campaign)}.gif` : `/c/${token(campaign)}/0`)).status);
  }
  expect([
    answers.filter((status) => status === 200).length,
    answers.filter((status) => status === 302).length,
  ]).toEqual([75, 75]);
  await ask(`/o/${token(campaign, 1)}.gif`);
  const { opened_total = 0, clicked_total = 0, opened_unique } = await counts(campaign);
  expect(opened_unique).toBe(2);
  expect(opened_total + clicked_total).toBeGreaterThanOrEqual(61);
  expect(opened_total + clicked_total).toBeLessThan(90);
});

test('a thousand hits at once are all there, and the sums equal the rows', async () => {
  const campaign = sentCampaign(app, { recipients: 100, links: ['https://shop.example/a'] });
  const work = Array.from(
    { length: 1_000 },
    (_, n) => () => ask(n % 2 === 0 ? `/o/${token(campaign, n % 100)}.gif` : `/c/${token(campaign, n % 100)}/0`),
  );
  await Promise.all(
    Array.from({ length: 20 }, async () => {
      for (let next = work.shift(); next; next = work.shift()) await (await next()).arrayBuffer();
    }),
  );
  expect(await counts(campaign)).toMatchObject({
    opened_total: 500,
    opened_unique: 50,
    clicked_total: 500,
    clicked_unique: 50,
  });
  expect(
    rows('SELECT kind, count(*) AS n FROM hit WHERE send_no = ? GROUP BY kind ORDER BY kind', campaign.send_no),
  ).toEqual([
    { kind: 'click', n: 500 },
    { kind: 'open', n: 500 },
  ]);
  expect(rows('SELECT total, uniques FROM link_count WHERE send_no = ?', campaign.send_no)).toEqual([
    { total: 500, uniques: 50 },
  ]);
});
