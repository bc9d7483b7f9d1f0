import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HeraldClient } from '#main/app/local-client.ts';
import { clientOf } from '#test/support/client-of.ts';
import { importFile, untilEnded } from '#test/support/import-file.ts';
import { makeTestApp, type TestApp } from '#test/support/make-test-app.ts';

let test: TestApp;
let client: HeraldClient;

beforeAll(async () => {
  test = await makeTestApp();
  client = clientOf(test.app.services);
});
afterAll(() => test.close());

function written(name: string, lines: string[]): string {
  const file = join(test.data_dir, name);
  writeFileSync(file, lines.join('\n'));
  return file;
}

async function undone(id: string) {
  await client.imports.undo({ id });
  return untilEnded(client, id);
}

describe('taking an import back', () => {
  it('bins new contacts, gives values back, and takes memberships and tags away', async () => {
    await client.fields.create({ label: 'Plan', type: 'text' });
    await client.fields.create({ label: 'Seats', type: 'number' });
    const list = await client.lists.create({ name: 'Fair', description: '' });
    const kept = await client.contacts.create({
      email: 'kept@example.com',
      first_name: 'Kim',
      company: 'Acme',
      attributes: { plan: 'pro' },
    });
    const edited = await client.contacts.create({ email: 'edited@example.com', first_name: 'Eva', city: 'Bonn' });
    const file = written('fair.csv', [
      'email,first name,company,plan,seats,phone,city,tags',
      'kept@example.com,Kate,Other,free,7,+49301234567,,vip',
      'edited@example.com,Ella,,,,,Ulm,',
      'new1@example.com,Nora,,,,,,vip',
      'new2@example.com,Nils,,,,,,',
    ]);
    const job = await importFile(client, file, { list_ids: [list.id] });
    expect(job).toMatchObject({ can_undo: true, progress: { created: 2, updated: 2 } });
    expect(await client.contacts.get({ id: kept.id })).toMatchObject({
      phone: '+49301234567',
      attributes: { seats: 7 },
    });
    const now = await client.contacts.get({ id: edited.id });
    await client.contacts.update({ id: edited.id, revision: now.revision, first_name: 'Emma' });

    const taken = await undone(job.id);
    expect(taken).toMatchObject({
      state: 'undone',
      can_undo: false,
      undo: { fraction: 1, binned: 2, restored: 1, kept: 1, memberships: 4, tags: 2 },
    });
    const { attributes, ...back } = await client.contacts.get({ id: kept.id });
    expect(back).toMatchObject({ first_name: 'Kim', company: 'Acme', phone: null, tags: [], lists: [], name: 'Kim' });
    expect(attributes).toEqual({ plan: 'pro' });
    expect(await client.contacts.get({ id: edited.id })).toMatchObject({ first_name: 'Emma', city: 'Bonn' });
    expect((await client.contacts.list({ limit: 1 })).total).toBe(2);
    expect(await client.lists.get({ id: list.id })).toMatchObject({ subscribed: 0 });
    expect((await client.contacts.list({ search: 'kim' })).total).toBe(1);
    await expect(client.imports.undo({ id: job.id })).rejects.toMatchObject({ code: 'WRONG_STATE' });
  });

  it('leaves opt-outs where they are, and says how many', async () => {
    const file = written('out.csv', ['email,unsubscribed', 'out@example.com,yes', 'in@example.com,no']);
    const job = await importFile(client, file);
    const taken = await undone(job.id);
    expect(taken.undo).toMatchObject({ binned: 2, opt_outs_stay: 1 });
    const again = await client.contacts.create({ email: 'out@example.com' });
    expect(again.status).toBe('unsubscribed');
  });

  it('undoes one of two imports that changed the same contact, in either order', async () => {
    const first = await importFile(client, written('1.csv', ['email,city,company', 'two@example.com,Bonn,Acme']));
    const second = await importFile(client, written('2.csv', ['email,city,company', 'two@example.com,Ulm,Acme']));
    expect((await undone(second.id)).undo).toMatchObject({ restored: 1, kept: 0 });
    const third = await importFile(client, written('3.csv', ['email,city', 'two@example.com,Jena']));
    const fourth = await importFile(client, written('4.csv', ['email,city', 'two@example.com,Kiel']));
    expect((await undone(third.id)).undo).toMatchObject({ restored: 0, kept: 1 });
    const { items } = await client.contacts.list({ search: 'two@example.com' });
    expect(items).toMatchObject([{ city: 'Kiel' }]);
    expect(fourth.can_undo).toBe(true);
    expect((await undone(first.id)).undo).toMatchObject({ binned: 1 });
  });

  it('forgets how to once the file is deleted, and refuses what has changed nothing', async () => {
    const job = await importFile(client, written('gone.csv', ['email', 'gone@example.com']));
    await client.imports.delete({ id: job.id });
    const left = () =>
      test.app.services.db.reader.sql<{ n: number }>('SELECT count(*) AS n FROM import_created').get()?.n ?? 0;
    while (left() > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    const same = await importFile(client, written('same.csv', ['email', 'gone@example.com']));
    expect(same).toMatchObject({ can_undo: false, progress: { unchanged: 1 } });
    await expect(client.imports.undo({ id: same.id })).rejects.toMatchObject({ code: 'WRONG_STATE' });
  });

  it('works off many contacts in short steps and ends with exact sums', { timeout: 60_000 }, async () => {
    const total = (await client.contacts.list({ limit: 1 })).total;
    const rows = Array.from({ length: 30_000 }, (_, at) => `many${at}@example.com,${at}`);
    const job = await importFile(client, written('many.csv', ['email,visits', ...rows]), {
      new_list: 'Many',
      tags: ['bulk'],
    });
    expect((await client.contacts.list({ limit: 1 })).total).toBe(total + 30_000);
    expect((await undone(job.id)).undo).toMatchObject({ binned: 30_000, memberships: 30_000, tags: 30_000 });
    expect((await client.contacts.list({ limit: 1 })).total).toBe(total);
    const sums = test.app.services.db.reader
      .sql(
        `SELECT (SELECT subscribed FROM list WHERE name = 'Many') AS list, (SELECT contacts FROM tag WHERE name = 'bulk') AS tag`,
      )
      .get();
    expect(sums).toEqual({ list: 0, tag: 0 });
  });
});

describe('the numbers of an import', () => {
  it('open the contacts that they count', async () => {
    const before = await client.contacts.create({ email: 'number1@example.com', city: 'Bonn' });
    const rows = ['number1@example.com,Ulm', 'number2@example.com,Ulm', 'number3@example.com,Ulm'];
    const job = await importFile(client, written('numbers.csv', ['email,city', ...rows]));
    const created = await client.contacts.list({ import_id: job.id, sort: 'email' });
    expect(created.items.map(({ email }) => email)).toEqual(['number2@example.com', 'number3@example.com']);
    const changed = await client.contacts.list({ import_id: job.id, import_part: 'changed' });
    expect(changed.items.map(({ id }) => id)).toEqual([before.id]);
    expect([created.total, changed.total]).toEqual([job.progress.created, job.progress.updated]);

    const list = await client.lists.create({ name: 'Numbers', description: '' });
    await client.lists.addMembers({ id: list.id, contact_ids: [before.id, ...created.items.map(({ id }) => id)] });
    const both = await client.contacts.list({ import_id: job.id, list_id: list.id });
    expect([both.total, both.items.length]).toEqual([2, 2]);
  });
});
