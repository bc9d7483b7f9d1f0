import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CommitFeed } from '#main/db/commit-feed.ts';
import { openWriter } from '#main/db/open-database.ts';
import { systemClock } from '#main/platform/clock.ts';
import { systemIds } from '#main/platform/id-source.ts';
import { type ApiClient, setUpOverHttp } from '#test/support/console-client.ts';
import { makeTestApp, type TestApp } from '#test/support/make-test-app.ts';

let app: TestApp;
let admin: ApiClient;

beforeAll(async () => {
  app = await makeTestApp();
  admin = await setUpOverHttp(app);
  await admin.call('POST', '/tenants/-/contacts', { email: 'ann@example.com' });
}, 60_000);
afterAll(() => app.close());

const send = (body: unknown) => admin.call('POST', '/tenants/-/events', body);
const visit = { name: 'visit', email: 'ann@example.com' };

test('a shop tells of a purchase with one request', async () => {
  const purchase = { ...visit, name: 'purchase', data: { amount: 49.9, currency: 'EUR' }, key: 'order-1' };
  expect(await send(purchase)).toMatchObject({ status: 200, body: { recorded: 1, known: 0, refused: 0 } });
  expect(await send(purchase)).toMatchObject({ status: 200, body: { recorded: 0, known: 1 } });
  const names = await admin.call('GET', '/tenants/-/events/names');
  expect(names.body).toMatchObject([{ name: 'purchase', events: 1 }]);
});

test('one event that makes no sense is refused with its field', async () => {
  expect(await send({ ...visit, at: 'soon' })).toMatchObject({
    status: 400,
    body: { code: 'INVALID_INPUT', field: 'at', detail: 'Write the time as 2026-03-01T09:00:00Z.' },
  });
  expect(await send({ ...visit, email: 'nobody@example.com' })).toMatchObject({
    status: 400,
    body: { field: 'email' },
  });
  expect(await send({})).toMatchObject({ status: 400, body: { field: 'name' } });
});

test('of many events each has its answer, and a thousand are the most', async () => {
  expect(await send({ events: [visit, { name: 'visit' }, 'nonsense', visit] })).toMatchObject({
    status: 200,
    body: {
      recorded: 2,
      refused: 2,
      results: [
        { status: 'recorded' },
        { status: 'refused', field: 'contact_id' },
        { message: 'An event is an object.' },
        {},
      ],
    },
  });
  const thousand = Array.from({ length: 1_000 }, () => visit);
  expect(await send({ events: thousand })).toMatchObject({ status: 200, body: { recorded: 1_000 } });
  for (const events of [[...thousand, visit], [], 'visit']) {
    expect(await send({ events })).toMatchObject({ status: 400, body: { field: 'events' } });
  }
});

test('while events wait for the disk, Herald answers others', async () => {
  const somebody = openWriter({
    file: join(app.data_dir, 'herald.db'),
    clock: systemClock,
    ids: systemIds,
    feed: new CommitFeed(),
  });
  somebody.sqlite.exec('BEGIN IMMEDIATE');
  let written = false;
  const sent = send({ events: [visit] }).finally(() => {
    written = true;
  });
  // Long enough for the events to have reached whoever writes them.
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect((await admin.call('GET', '/tenants/-/events/names')).status).toBe(200);
  expect(written).toBe(false);
  somebody.sqlite.exec('COMMIT');
  expect(await sent).toMatchObject({ status: 200, body: { recorded: 1 } });
  somebody.close();
});

test('the description of the interface says what an event is', async () => {
  const url = app.app.services.endpoints.console_url;
  const document = JSON.stringify(await (await fetch(`${url}/api/openapi.json`)).json());
  expect(document).toContain('Your own name for this event: told twice, it counts once');
  expect(document).toContain('Texts, numbers, true and false by name; a purchase has amount and currency');
});
