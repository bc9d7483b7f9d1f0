import { afterEach, expect, test } from 'vitest';
import { ADMIN, callRpc, setUpOverHttp } from '#test/support/console-client.ts';
import { makeTestApp, type TestApp } from '#test/support/make-test-app.ts';
import { sentCampaign } from '#test/support/sent-campaign.ts';
import { waitUntil } from '#test/support/wait-until.ts';

let app: TestApp;
afterEach(() => app.close());

/** As a proxy passes on what came to it over TLS. */
const FORWARDED = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '198.51.100.7' };
const LOGIN = { email: ADMIN.email, password: ADMIN.password };

async function cookieBehind(trusted_proxies: string[]): Promise<string> {
  app = await makeTestApp({ trusted_proxies });
  await setUpOverHttp(app);
  const { headers } = await callRpc(app, 'account/login', LOGIN, FORWARDED);
  return headers.getSetCookie()[0] ?? '';
}

/** The network that a pixel loaded through the proxy is recorded with. */
async function networkOfAnOpen(): Promise<string> {
  const campaign = sentCampaign(app, { recipients: 1 });
  const token = campaign.signer.sign(campaign.deliveries[0] ?? 0);
  await fetch(`${app.app.services.endpoints.tracking_url}/o/${token}.gif`, { headers: FORWARDED });
  const hit = () => app.app.core.db.reader.sql<{ ip: string }>('SELECT ip FROM hit').get();
  await waitUntil(() => hit() !== undefined);
  return hit()?.ip ?? '';
}

test('behind a trusted proxy the cookie insists on TLS, and visitors are those the proxy names', async () => {
  expect(await cookieBehind(['127.0.0.1'])).toMatch(/^__Host-herald=[\w-]{43}; .*HttpOnly; Secure; SameSite=Strict$/);
  expect(await networkOfAnOpen()).toBe('198.51.100.0');
});

test('what anybody else says of itself is not believed', async () => {
  expect(await cookieBehind([])).toMatch(/^herald-\d+=/);
  expect(await networkOfAnOpen()).toBe('127.0.0.0');
});
