import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addressHash } from '#main/repositories/consent/suppression.repo.ts';
import { clientOf } from '#test/support/client-of.ts';
import { setUpOverHttp } from '#test/support/console-client.ts';
import { makeTestApp, type TestApp } from '#test/support/make-test-app.ts';

let app: TestApp;
let client: ReturnType<typeof clientOf>;
let n = 0;

beforeAll(async () => {
  app = await makeTestApp();
  await setUpOverHttp(app);
  client = clientOf(app.app.services);
});
beforeEach(() => {
  n += 1;
});
afterAll(() => app.close());

const ana = () => `ana${n}@example.org`;
const statusOf = async (id: string) => (await client.contacts.get({ id })).status;

describe('adding', () => {
  test('says how many are new, known and not readable, and why', async () => {
    const entries = [{ address: ana() }, { address: ana().toUpperCase() }, { address: 'nowhere' }];
    expect(await client.suppressions.add({ entries, reason: 'blocked' })).toEqual({
      added: 1,
      known: 1,
      rejected: [{ index: 2, address: 'nowhere', problem: { code: 'address_no_at' } }],
    });
    expect((await client.suppressions.list({ search: ana() })).items).toMatchObject([
      { address: ana(), reason: 'blocked', source: 'user', contact_id: null },
    ]);
  });

  test('keeps the reason that is there, and takes one for each entry', async () => {
    await client.suppressions.add({ entries: [{ address: ana(), reason: 'complained' }], reason: 'blocked' });
    await client.suppressions.add({ entries: [{ address: ana() }], reason: 'bounced' });
    expect((await client.suppressions.list({ search: ana() })).items[0]?.reason).toBe('complained');
  });

  test('reaches the contact with that address at once, also by its hash', async () => {
    const { id } = await client.contacts.create({ email: ana() });
    const other = await client.contacts.create({ email: `hashed${n}@example.org` });
    await client.suppressions.add({ entries: [{ address: ana() }], reason: 'blocked' });
    expect(await statusOf(id)).toBe('blocked');
    const address = addressHash(`hashed${n}@example.org`).toUpperCase();
    expect((await client.suppressions.add({ entries: [{ address }], reason: 'bounced', source: 'import' })).added).toBe(
      1,
    );
    await expect.poll(() => statusOf(other.id)).toBe('bounced');
    expect((await client.suppressions.list({ search: address })).items[0]?.address).toBe(`hashed${n}@example.org`);
  });

  test('holds for whoever gets the address later', async () => {
    await client.suppressions.add({ entries: [{ address: addressHash(ana()) }], reason: 'unsubscribed' });
    const { id } = await client.contacts.create({ email: ana() });
    expect(await statusOf(id)).toBe('unsubscribed');
  });
});

describe('the list', () => {
  test('is filtered by reason and source, and its sums are those of its rows', async () => {
    const entries = Array.from({ length: 250 }, (_, at) => ({ address: `p${at}.${n}@example.org` }));
    await client.suppressions.add({ entries, reason: 'bounced', source: 'import' });
    const sums = await client.suppressions.counts();
    for (const { reason, origin, n: counted } of sums) {
      expect((await client.suppressions.list({ reason, origin, limit: 1 })).total).toBe(counted);
      const rows = app.app.core.db.reader
        .sql<{ n: number }>('SELECT count(*) AS n FROM suppression WHERE reason = ? AND origin = ?')
        .get(reason, origin);
      expect(rows?.n).toBe(counted);
    }
    const seen = new Set<string>();
    let cursor: string | undefined;
    do {
      const page = await client.suppressions.list({ search: `.${n}@`, limit: 100, cursor });
      for (const { id } of page.items) seen.add(id);
      expect(page.total).toBe(250);
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    expect(seen.size).toBe(250);
  });

  test('is taken away as a file that comes back as it was', async () => {
    await client.suppressions.add({ entries: [{ address: ana(), reason: 'complained' }], reason: 'blocked' });
    const file = await client.suppressions.export({ search: ana() });
    const [head, row] = (await file.text()).split('\r\n');
    expect(head).toBe('address,hash,channel,reason,source,source_name,at');
    expect(row).toMatch(new RegExp(`^${ana()},${addressHash(ana())},email,complained,user,,\\d{4}-`));
  });
});

describe('taking off', () => {
  test('says before what will happen, keeps why, and lets mail through again', async () => {
    const list = await client.lists.create({ name: `News ${n}` });
    const { id } = await client.contacts.create({ email: ana(), first_name: 'Ana', list_ids: [list.id] });
    await client.suppressions.add({ entries: [{ address: ana() }], reason: 'blocked' });
    const hash = addressHash(ana());
    expect(await client.suppressions.effect({ id: hash })).toEqual({
      contact: { id, name: 'Ana' },
      lists: [`News ${n}`],
      status: 'deliverable',
    });
    await expect(client.suppressions.remove({ id: hash, why: '' })).rejects.toMatchObject({ data: { field: 'why' } });
    await client.suppressions.remove({ id: hash, why: 'She wrote to us' });
    expect(await statusOf(id)).toBe('deliverable');
    const fact = app.app.core.db.reader
      .sql<{ data: string }>(`SELECT data FROM fact WHERE type = 'suppression.removed' AND subject = ?`)
      .get(`contact:${id}`);
    expect(JSON.parse(fact?.data ?? '{}')).toMatchObject({ why: 'She wrote to us', reason: 'blocked', source: 'user' });
  });

  test('is for admins only', async () => {
    await client.suppressions.add({ entries: [{ address: ana() }], reason: 'blocked' });
    const marketer = clientOf(app.app.services, 'marketer');
    await expect(marketer.suppressions.remove({ id: addressHash(ana()), why: 'because' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    expect((await marketer.suppressions.list({ search: ana() })).total).toBe(1);
  });
});
