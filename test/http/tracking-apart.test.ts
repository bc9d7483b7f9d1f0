import { afterAll, beforeAll, expect, test } from 'vitest';
import { consoleUrl, setUpOverHttp } from '#test/support/console-client.ts';
import { makeTestApp, type TestApp } from '#test/support/make-test-app.ts';
import { type SentCampaign, sentCampaign } from '#test/support/sent-campaign.ts';

let app: TestApp;
let campaign: SentCampaign;

beforeAll(async () => {
  app = await makeTestApp({ tracking: { host: '127.0.0.1', port: 0 } });
  await setUpOverHttp(app);
  campaign = sentCampaign(app, { recipients: 1, links: ['https://shop.example/a'] });
});
afterAll(() => app.close());

const apart = () => app.app.services.endpoints.tracking_url;
const token = () => campaign.signer.sign(campaign.deliveries[0] ?? 0);
const status = async (url: string) => (await fetch(url, { redirect: 'manual' })).status;

test('pixel, link and unsubscribe page answer on the listener of their own', async () => {
  expect(apart()).not.toBe(consoleUrl(app));
  expect(await status(`${apart()}/o/${token()}.gif`)).toBe(200);
  expect(await status(`${apart()}/c/${token()}/0`)).toBe(302);
  expect(await status(`${apart()}/u/${token()}`)).toBe(200);
});

test('the console is not to be found there, nor the addresses of mails at the console', async () => {
  for (const path of ['/', '/rpc/account/me', '/api/v1/healthz', '/healthz']) {
    expect(await status(`${apart()}${path}`), path).toBe(404);
  }
  const [pixel, link] = [`/o/${token()}.gif`, `/c/${token()}/0`];
  expect((await fetch(`${consoleUrl(app)}${pixel}`)).headers.get('content-type')).not.toBe('image/gif');
  expect(await status(`${consoleUrl(app)}${link}`)).not.toBe(302);
});
