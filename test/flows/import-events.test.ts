import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HeraldClient } from '#main/app/local-client.ts';
import type { ImportOptions } from '#shared/contract/import.contract.ts';
import { clientOf } from '#test/support/client-of.ts';
import { guessOptions, untilEnded, uploadFile } from '#test/support/import-file.ts';
import { makeTestApp, type TestApp } from '#test/support/make-test-app.ts';

let test: TestApp;
let client: HeraldClient;

beforeAll(async () => {
  test = await makeTestApp();
  client = clientOf(test.app.services);
  await client.contacts.create({ email: 'ann@example.com', external_id: 'C-1' });
  await client.contacts.create({ email: 'bob@example.com' });
});
afterAll(() => test.close());

const ORDERS = [
  'Order ID;Customer email;Order date;Total;Currency;Gift',
  'A1;ann@example.com;2026-03-01 10:00;1.234,50;EUR;yes',
  'A2;ANN@example.com;01.04.2026;12,00;EUR;no',
  'A2;ann@example.com;01.04.2026;12,00;EUR;no',
  'A3;nobody@example.com;01.04.2026;5,00;EUR;no',
  'A4;bob@example.com;soon;5,00;EUR;no',
  'A5;bob@example.com;2026-04-02T08:00:00Z;a lot;EUR;no',
];

async function uploaded(name: string, lines: string[]): Promise<string> {
  const file = join(test.data_dir, name);
  writeFileSync(file, lines.join('\n'));
  return (await uploadFile(client, file, 100_000, 'events')).id;
}

async function run(id: string, options: Partial<ImportOptions> = {}) {
  await client.imports.start({
    id,
    options: await guessOptions(client, id, { event: { name: 'purchase' }, ...options }),
  });
  return untilEnded(client, id);
}

function events() {
  return test.app.services.db.reader
    .sql<{ email: string; name: string; at: number; data: string; key: string }>(
      `SELECT c.email, n.name, e.at, e.data, e.key FROM event e JOIN contact c ON c.no = e.contact_no
         JOIN event_name n ON n.no = e.name_no ORDER BY e.key`,
    )
    .all()
    .map(({ at, data, ...event }) => ({ ...event, at: new Date(at).toISOString(), data: JSON.parse(data) as unknown }));
}

describe('importing purchases', () => {
  it('finds whom, when and how much by the headers, and says beforehand what it will do', async () => {
    const id = await uploaded('orders.csv', ORDERS);
    const inspection = await client.imports.inspect({ id });
    expect(inspection.columns.map(({ guess }) => guess)).toEqual([
      ...['key', 'email', 'at', 'data.amount', 'data.currency', 'data.gift'],
    ]);
    const options = await guessOptions(client, id, { event: { name: 'purchase' } });
    await client.imports.check({ id, options });
    const { checked } = await untilEnded(client, id);
    expect(events()).toEqual([]);
    const job = await run(id);
    expect(checked).toMatchObject({ created: 3, duplicates: 1, rejected: 2, warnings: 1 });
    expect(job.progress).toMatchObject({ rows: 6, created: 3, unchanged: 0, duplicates: 1, rejected: 2, warnings: 1 });
    expect(events()).toMatchObject([
      { key: 'A1', email: 'ann@example.com', name: 'purchase', data: { amount: 1234.5, currency: 'EUR', gift: true } },
      { key: 'A2', data: { amount: 12 } },
      { key: 'A5', at: '2026-04-02T08:00:00.000Z', data: { currency: 'EUR', gift: false } },
    ]);
    const report = await (await client.imports.rejected({ id })).text();
    expect(report).toContain('There is no contact with this address or id.');
    expect(report).toContain('is not a date');
  });

  it('tells nothing twice: the same file again is known, with keys and without', async () => {
    const again = await run(await uploaded('again.csv', ORDERS));
    expect(again.progress).toMatchObject({ created: 0, unchanged: 3 });
    const bare = ['customer number,event,time,plan', 'C-1,upgrade,1767225600,pro', 'C-1,upgrade,1767225600,pro'];
    const first = await run(await uploaded('bare.csv', bare));
    expect(first.progress).toMatchObject({ created: 1, duplicates: 1 });
    expect((await run(await uploaded('bare2.csv', bare))).progress).toMatchObject({ created: 0, unchanged: 1 });
    expect(events().at(-1)).toMatchObject({ name: 'upgrade', at: '2026-01-01T00:00:00.000Z', data: { plan: 'pro' } });
  });

  it('is taken back as a whole', async () => {
    const { items } = await client.imports.list({});
    const orders = items.find(({ filename }) => filename === 'orders.csv');
    await client.imports.undo({ id: orders?.id ?? '' });
    const job = await untilEnded(client, orders?.id ?? '');
    expect(job).toMatchObject({ state: 'undone', undo: { events: 3 } });
    expect(events().map(({ name }) => name)).toEqual(['upgrade']);
    const names = await client.events.names();
    expect(names.find(({ name }) => name === 'purchase')?.events ?? 0).toBe(0);
  });

  it('refuses a file that does not say who, when or what', async () => {
    const id = await uploaded('bad.csv', ['email,at', 'ann@example.com,2026-01-01']);
    const start = (mapping: (string | null)[], name: string) =>
      run(id, { mapping, event: { name } }).catch((error: { data?: { field?: string } }) => error.data?.field);
    expect(await start([null, 'at'], 'x')).toBe('options.mapping');
    expect(await start(['email', null], 'x')).toBe('options.mapping');
    expect(await start(['email', 'at'], '')).toBe('options.event.name');
    expect(await start(['email', 'first_name'], 'x')).toBe('options.mapping.1');
  });
});
