import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HeraldClient } from '#main/app/local-client.ts';
import type { ImportJob } from '#shared/contract/import.contract.ts';
import { APP_ROOT } from '#test/support/app-root.ts';
import { clientOf } from '#test/support/client-of.ts';
import { importFile, uploadFile } from '#test/support/import-file.ts';
import { makeTestApp, type TestApp } from '#test/support/make-test-app.ts';

const SAMPLE = join(APP_ROOT, 'resources/sample/contacts.csv');

describe('importing the file that the demo ships', () => {
  let test: TestApp;
  let client: HeraldClient;
  let job: ImportJob;

  beforeAll(async () => {
    test = await makeTestApp();
    client = clientOf(test.app.services);
    job = await importFile(client, SAMPLE, { new_list: 'Newsletter' });
  });
  afterAll(() => test.close());

  it('accounts for every row', () => {
    expect(job).toMatchObject({ state: 'done', problem: null });
    expect(job.progress).toMatchObject({
      rows: 5_000,
      created: 4_982,
      updated: 0,
      unchanged: 0,
      duplicates: 6,
      rejected: 12,
      fraction: 1,
      bytes_read: job.bytes,
    });
  });

  it('puts everybody on the new list and counts them', async () => {
    const [list] = await client.lists.list();
    expect(list).toMatchObject({ name: 'Newsletter', subscribed: 4_982, unconfirmed: 0, unsubscribed: 0 });
    const page = await client.contacts.list({ limit: 1 });
    expect(page.total).toBe(4_982);
  });

  it('keeps quoted line ends, custom fields and the last of several rows', async () => {
    const { items } = await client.contacts.list({ search: 'ibanez.700@' });
    expect(items[0]).toMatchObject({
      email: 'SOFIA.IBANEZ.700@EXAMPLE.ES',
      first_name: 'Sofía',
      country: 'ES',
      locale: 'es',
      attributes: { plan: 'business', address: '29 Main Street\nFlat 7', signup_date: '2022-11-08' },
    });
  });

  it('names each rejected row with its line and reason, in a file with the same columns', async () => {
    const file = await client.imports.rejected({ id: job.id });
    const text = await file.text();
    expect(file.name).toBe('contacts - rejected.csv');
    expect(text).toContain('notes,herald_line,herald_result,herald_reason');
    expect(text).toContain('rejected,The address has no @.');
    expect(text.match(/,rejected,/g)).toHaveLength(12);
  });

  it('is put into the search index in the background, and is found then as before', async () => {
    const { reader } = test.app.services.db;
    const waiting = () => reader.sql<{ n: number }>('SELECT count(*) AS n FROM contact_search_todo').get()?.n ?? 0;
    while (waiting() > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    const found = await client.contacts.list({ search: 'ØRESUND', limit: 1 });
    expect(found.items[0]).toMatchObject({ company: 'Studio Öresund' });
  });

  it('changes nothing when the same file comes again, and forgets the files', async () => {
    const again = await importFile(client, SAMPLE, { new_list: 'newsletter' });
    expect(again.progress).toMatchObject({ created: 0, updated: 0, unchanged: 4_982, duplicates: 6, rejected: 12 });
    expect(await client.lists.list()).toHaveLength(1);
    expect(existsSync(join(test.data_dir, 'imports', `${again.id}.csv`))).toBe(false);
    await client.imports.delete({ id: again.id });
    await expect(client.imports.get({ id: again.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('tells the timeline of a contact where it came from', async () => {
    const { items } = await client.contacts.list({ search: 'ibanez.700@' });
    const timeline = await client.contacts.timeline({ id: items[0]?.id ?? '' });
    expect(timeline.items.map((entry) => entry.type).sort()).toEqual(['contact.imported', 'list.subscribed']);
  });

  it('goes on with an upload only where it stopped', async () => {
    const { id } = await client.imports.begin({ filename: 'x.csv', bytes: 10 });
    await client.imports.append({ id, offset: 0, chunk: new File(['email\n'], 'x.csv') });
    const wrong = client.imports.append({ id, offset: 3, chunk: new File(['b'], 'x.csv') });
    await expect(wrong).rejects.toMatchObject({ code: 'CONFLICT', data: { received: 6 } });
    const more = client.imports.append({ id, offset: 6, chunk: new File(['b@x.y\n'], 'x.csv') });
    await expect(more).rejects.toMatchObject({ code: 'TOO_LARGE' });
    await expect(client.imports.inspect({ id })).rejects.toMatchObject({ code: 'WRONG_STATE' });
  });

  it('refuses a mapping without an address, with two for one field, or to a field that does not exist', async () => {
    const { id } = await uploadFile(client, join(APP_ROOT, 'test/fixtures/csv/tab.csv'));
    const { format } = await client.imports.inspect({ id });
    const start = (mapping: (string | null)[]) =>
      client.imports.start({ id, options: { format, mapping, list_ids: [], update_existing: true } });
    await expect(start([null, 'name'])).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(start(['email', 'email'])).rejects.toMatchObject({ data: { field: 'options.mapping.1' } });
    await expect(start(['email', 'no; DROP TABLE contact'])).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});
