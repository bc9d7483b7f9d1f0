import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HeraldClient } from '#main/app/local-client.ts';
import type { ImportJob } from '#shared/contract/import.contract.ts';
import { clientOf } from '#test/support/client-of.ts';
import { checkFile, guessOptions, importFile, untilEnded, uploadFile } from '#test/support/import-file.ts';
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

const sql = <Row>(text: string) => test.app.services.db.reader.sql<Row>(text);

function countsOf({ progress, checked }: ImportJob) {
  const { bytes_read: _b, fraction: _f, rows_per_second: _r, seconds_left: _s, ...counts } = progress;
  return { done: counts, checked };
}

/** Every table that an import may touch, as text. */
function everything(): string {
  const tables = [
    'contact',
    'list',
    'list_member',
    'suppression',
    'tag',
    'contact_tag',
    'custom_field',
    'import_change',
  ];
  return JSON.stringify(tables.map((table) => sql(`SELECT * FROM ${table}`).all()));
}

describe('checking a file beforehand', () => {
  it('finds exactly what the import then does, and changes nothing', async () => {
    const list = await client.lists.create({ name: 'Newsletter', description: '' });
    const known = await client.contacts.create({ email: 'known@example.com', first_name: 'Kim', list_ids: [list.id] });
    await client.contacts.create({ email: 'same@example.com', first_name: 'Sam' });
    const gone = await client.contacts.create({ email: 'gone@example.com', list_ids: [list.id] });
    await client.lists.removeMember({ id: list.id, contact_id: gone.id });
    await importFile(client, written('before.csv', ['email,unsubscribed', 'stranger@example.com,yes']));
    const file = written('all.csv', [
      'email,first name,unsubscribed,tags,visits',
      'new@example.com,Nina,,vip,12',
      'known@example.com,Kate,,"vip, press",3',
      'same@example.com,Sam,,,',
      'gone@example.com,Gina,,,4',
      'twice@example.com,Tom,,,',
      'twice@example.com,Tim,,,5',
      'left@example.com,Lea,2024-05-01,,',
      'stranger@example.com,Stan,,,',
      'nobody,x,,,',
      'also nobody,x,,,',
      'odd@example.com,Otto,,,many',
      'odd2@example.com,Olga,,,lots',
      ...Array.from({ length: 40 }, (_, at) => `p${at}@example.com,P,,,${at}`),
    ]);
    const choices = { list_ids: [list.id], mapping: ['email', 'first_name', 'opt_out', 'tags', 'attributes.visits'] };
    const fields = [{ key: 'visits', label: 'Visits', type: 'number' as const }];
    const before = everything();
    const checked = await checkFile(client, file, { ...choices, new_fields: fields });
    expect(checked).toMatchObject({ state: 'ready', problem: null });
    expect(everything()).toBe(before);
    await client.imports.start({
      id: checked.id,
      options: await guessOptions(client, checked.id, { ...choices, new_fields: fields }),
    });
    const { done, checked: promised } = countsOf(await untilEnded(client, checked.id));
    const { at: _at, ...expected } = promised ?? { at: '' };
    expect(done).toEqual(expected);
    expect(done).toMatchObject({
      rows: 52,
      created: 45,
      updated: 3,
      unchanged: 1,
      duplicates: 1,
      rejected: 2,
      warnings: 2,
      opt_outs: { unsubscribed: 1, bounced: 0, complained: 0, blocked: 0 },
      opt_outs_new: 1,
      kept_out: 2,
      resubscribed: 0,
    });
    expect(done.reasons.map(({ rejected, rows }) => [rejected, rows])).toEqual([
      [true, 2],
      [false, 2],
    ]);
    expect(await client.contacts.get({ id: known.id })).toMatchObject({
      first_name: 'Kate',
      attributes: { visits: 3 },
    });
  });

  it('does not read the file again when the import starts with the same options', async () => {
    const job = await checkFile(client, written('again.csv', ['email', 'again@example.com']));
    const { id } = job;
    await client.imports.start({ id, options: await guessOptions(client, id) });
    expect((await untilEnded(client, id)).progress).toMatchObject({ rows: 1, created: 1 });
  });

  it('stops when it is cancelled, and the file can still be imported', async () => {
    const rows = Array.from({ length: 60_000 }, (_, at) => `many${at}@example.com`);
    const begun = await uploadFile(client, written('many.csv', ['email', ...rows]), 4_000_000);
    const options = await guessOptions(client, begun.id);
    await client.imports.check({ id: begun.id, options });
    expect(await client.imports.cancel({ id: begun.id })).toMatchObject({ state: 'ready', checked: null });
    await client.imports.start({ id: begun.id, options });
    expect((await untilEnded(client, begun.id)).progress.created).toBe(60_000);
  });
});

describe('opt-outs of a file', () => {
  it('are suppressed with their reason, and no later import brings them back', async () => {
    const file = written('states.csv', [
      'email,status',
      'u@states.example,unsubscribed',
      'b@states.example,Cleaned',
      'c@states.example,spam',
      'l@states.example,blocklisted',
      's@states.example,subscribed',
      'p@states.example,pending',
    ]);
    const job = await importFile(client, file, { new_list: 'States' });
    expect(job.progress.opt_outs).toEqual({ unsubscribed: 1, bounced: 1, complained: 1, blocked: 1 });
    expect(job.proof).toEqual({
      people: { in_file: 6, in_herald: 6 },
      opt_outs: expect.arrayContaining([{ reason: 'bounced', in_file: 1, in_herald: 1 }]),
      differences: 0,
    });
    const list = (await client.lists.list()).find(({ name }) => name === 'States');
    expect(list).toMatchObject({ subscribed: 1, unconfirmed: 1, unsubscribed: 1 });
    const again = written('states-again.csv', ['email', ...'ubcl'.split('').map((who) => `${who}@states.example`)]);
    const second = await importFile(client, again, { list_ids: [list?.id ?? ''] });
    expect(second.progress).toMatchObject({ kept_out: 4, resubscribed: 0, opt_outs_new: 0 });
    const { items } = await client.contacts.list({ search: 'states.example', sort: 'email' });
    expect(items.map(({ status }) => status)).toEqual([
      ...['bounced', 'complained', 'blocked', 'unconfirmed', 'deliverable', 'unsubscribed'],
    ]);
    const source = sql<{ source: string }>(`SELECT source FROM suppression WHERE address = 'b@states.example'`).get();
    expect(source?.source).toBe(`import:${job.id}`);
  });

  it('of an address count whatever its other rows say', async () => {
    const file = written('both.csv', ['email,status', 'both@example.com,unsubscribed', 'both@example.com,subscribed']);
    const job = await importFile(client, file, { new_list: 'Both' });
    expect(job.progress).toMatchObject({ duplicates: 1, opt_outs: { unsubscribed: 1 } });
    expect((await client.contacts.list({ search: 'both@example.com' })).items).toMatchObject([
      { status: 'unsubscribed' },
    ]);
  });

  it('are lifted only with a consent source, and never bounces or complaints', async () => {
    const list = (await client.lists.list()).find(({ name }) => name === 'States');
    const file = written('back.csv', ['email', 'u@states.example', 'b@states.example', 'c@states.example']);
    const choices = { list_ids: [list?.id ?? ''], resubscribe: true };
    await expect(importFile(client, file, choices)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      data: { field: 'options.consent_source' },
    });
    const told = { ...choices, consent_source: 'Signed up again at the fair' };
    const checked = await checkFile(client, file, told);
    expect(checked.checked).toMatchObject({ resubscribed: 1, kept_out: 2 });
    await client.imports.start({ id: checked.id, options: await guessOptions(client, checked.id, told) });
    const job = await untilEnded(client, checked.id);
    expect(job.progress).toMatchObject({ resubscribed: 1, kept_out: 2 });
    expect(job.options?.consent_source).toBe('Signed up again at the fair');
    const status = async (email: string) => (await client.contacts.list({ search: email })).items[0]?.status;
    expect(await status('u@states.example')).toBe('deliverable');
    expect(await status('b@states.example')).toBe('bounced');
    await client.imports.undo({ id: job.id });
    expect((await untilEnded(client, job.id)).state).toBe('undone');
    expect(await status('u@states.example')).toBe('unsubscribed');
    const after = (await client.lists.list()).find(({ name }) => name === 'States');
    expect(after).toMatchObject({ subscribed: 1, unconfirmed: 1, unsubscribed: 1 });
  });
});
