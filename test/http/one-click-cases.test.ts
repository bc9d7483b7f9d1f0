import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientOf } from '#test/support/client-of.ts';
import { setUpOverHttp } from '#test/support/console-client.ts';
import { makeTestApp, type TestApp } from '#test/support/make-test-app.ts';
import { mailTo, pathIn } from '#test/support/reader-pages.ts';

/** `request` holds TOKEN where a mail that has just been made has its own; `status` may be one of several. */
interface Case {
  name: string;
  request: { method: string; path: string; content_type?: string; body?: string; repeat?: number } | null;
  expect: { status?: number | number[]; status_not?: number[]; unsubscribed?: boolean; events?: number };
}

const CASES = JSON.parse(
  readFileSync(join(import.meta.dirname, '../fixtures/unsubscribe/cases.json'), 'utf8'),
) as Case[];

/** What sends such requests, and what pretends to. */
const AGENTS = [
  '',
  'curl/8.5.0',
  'Mozilla/5.0 (compatible; Googlebot/2.1)',
  'YahooMailProxy; https://help.yahoo.com',
  'x'.repeat(4_000),
];

let app: TestApp;
let client: ReturnType<typeof clientOf>;
let n = 0;

beforeAll(async () => {
  app = await makeTestApp();
  await setUpOverHttp(app);
  client = clientOf(app.app.services);
});
afterAll(() => app.close());

interface Sent {
  id: string;
  path: string;
  source: string;
}

/** A campaign that has really been sent, and the address in its mail. */
async function sendTo(email: string): Promise<Sent> {
  const { id: list } = await client.lists.create({ name: `Case ${n}` });
  const { id } = await client.contacts.create({ email, list_ids: [list] });
  const [sender] = await client.senders.list();
  const campaign = await client.campaigns.create({
    name: `Case ${n}`,
    subject: 'Hello',
    body: '<p>Hello. <a href="{{ preferences_url }}">Preferences</a></p>',
    sender_id: sender?.id,
    audience: { include_lists: [list] },
  });
  await client.campaigns.send({ id: campaign.id, revision: campaign.revision });
  const { source, html } = await mailTo(app, email);
  expect(pathIn(html, 'p')).toMatch(/^\/p\/[\w-]{24}$/);
  const path = /^List-Unsubscribe: <https?:\/\/[^/]+(\/u\/[\w-]+)>/m.exec(source)?.[1] ?? '';
  return { id, path, source };
}

const leavings = (id: string) =>
  app.app.core.db.reader
    .sql(`SELECT 1 FROM fact WHERE subject = ? AND type = 'contact.unsubscribed'`)
    .all(`contact:${id}`).length;

describe('every case of RFC 8058', () => {
  test.each(CASES)('$name', async ({ request, expect: wanted }) => {
    n += 1;
    const { id, path, source } = await sendTo(`case${n}@example.org`);
    if (request === null) {
      const head = source.slice(0, source.indexOf('\r\n\r\n'));
      expect(head).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/m);
      expect(head.match(/^List-Unsubscribe: .*$/m)?.[0].match(/<https?:/g)).toHaveLength(1);
      expect(path).toMatch(/^\/u\/[\w-]+$/);
      for (const line of head.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThan(998);
      return;
    }
    const { method, content_type, body, repeat = 1 } = request;
    const address = new URL(request.path.replace('/u/TOKEN', path), app.app.services.endpoints.tracking_url);
    for (let time = 0; time < repeat; time += 1) {
      const headers = {
        'user-agent': AGENTS[time % AGENTS.length] ?? '',
        ...(content_type && { 'content-type': content_type }),
      };
      const answer = await fetch(address, { method, headers, body, redirect: 'manual' });
      if (wanted.status) expect([wanted.status].flat()).toContain(answer.status);
      expect(wanted.status_not ?? []).not.toContain(answer.status);
    }
    const { status } = await client.contacts.get({ id });
    expect(status === 'unsubscribed').toBe(wanted.unsubscribed);
    if (wanted.events !== undefined) expect(leavings(id)).toBe(wanted.events);
  });
});

describe('whatever comes with it', () => {
  test.each([
    ['without a user agent', 'user-agent', ''],
    ['from curl', 'user-agent', 'curl/8.5.0'],
    ['that says it is a crawler', 'user-agent', 'Mozilla/5.0 (compatible; Googlebot/2.1)'],
    ['from the proxy of a mail provider', 'user-agent', 'YahooMailProxy; https://help.yahoo.com'],
    ['with a very long user agent', 'user-agent', 'x'.repeat(4_000)],
    ['with cookies of somebody else', 'cookie', 'session=forged; a=b'],
  ])('a one-click POST %s unsubscribes', async (_name, header, value) => {
    n += 1;
    const { id, path } = await sendTo(`any${n}@example.org`);
    const answer = await fetch(new URL(path, app.app.services.endpoints.tracking_url), {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        [header]: value,
        referer: 'https://mail.example/',
      },
      body: 'List-Unsubscribe=One-Click',
    });
    expect(answer.status).toBe(200);
    expect((await client.contacts.get({ id })).status).toBe('unsubscribed');
  });

  test.each(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'])('%s unsubscribes nobody', async (method) => {
    n += 1;
    const { id, path } = await sendTo(`method${n}@example.org`);
    const address = new URL(`${path}?List-Unsubscribe=One-Click`, app.app.services.endpoints.tracking_url);
    const { status } = await fetch(address, { method });
    expect(status).toBe(method === 'GET' || method === 'HEAD' ? 200 : 405);
    expect((await client.contacts.get({ id })).status).toBe('deliverable');
  });

  test('a token with one letter changed is nobody’s', async () => {
    n += 1;
    const { id, path } = await sendTo(`forged${n}@example.org`);
    for (const at of [3, 10, path.length - 2]) {
      const forged = path.slice(0, at) + (path[at] === 'A' ? 'B' : 'A') + path.slice(at + 1);
      const answer = await fetch(new URL(forged, app.app.services.endpoints.tracking_url), {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'List-Unsubscribe=One-Click',
      });
      expect(answer.status).toBe(404);
    }
    expect((await client.contacts.get({ id })).status).toBe('deliverable');
  });
});
