import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HeraldClient } from '#main/app/local-client.ts';
import type { ImportOptions } from '#shared/contract/import.contract.ts';
import { APP_ROOT } from '#test/support/app-root.ts';
import { clientOf } from '#test/support/client-of.ts';
import { untilEnded } from '#test/support/import-file.ts';
import { makeTestApp, type TestApp } from '#test/support/make-test-app.ts';
import { makeZip } from '#test/support/make-zip.ts';

let test: TestApp;
let client: HeraldClient;

beforeAll(async () => {
  test = await makeTestApp();
  client = clientOf(test.app.services);
});
afterAll(() => test.close());

const text = (name: string) => readFileSync(join(APP_ROOT, 'test/fixtures/exports', name), 'utf8');
const MAILCHIMP = ['subscribed', 'unsubscribed', 'cleaned', 'nonsubscribed'].map(
  (kind) => `${kind}_email_audience_export_1a2b3c.csv`,
);

/** Sends files one after the other, as the screen does. */
async function sent(names: string[]): Promise<string> {
  const contents = names.map((name) => Buffer.from(text(name)));
  const files = names.map((name, at) => ({ name, bytes: contents[at]?.length ?? 0 }));
  const whole = Buffer.concat(contents);
  const { id } = await client.imports.begin({ filename: `${names.length} files`, bytes: whole.length, files });
  await client.imports.append({ id, offset: 0, chunk: new File([whole], 'files') });
  return id;
}

async function sentZip(files: Record<string, string>): Promise<string> {
  const zip = await makeZip(files);
  const { id } = await client.imports.begin({ filename: 'export.zip', bytes: zip.length });
  await client.imports.append({ id, offset: 0, chunk: new File([zip], 'export.zip') });
  return id;
}

async function takeOver(id: string, options: Partial<ImportOptions> = {}) {
  const { format } = await client.imports.inspect({ id });
  await client.imports.start({ id, options: { format, mapping: [], list_ids: [], update_existing: true, ...options } });
  return untilEnded(client, id);
}

async function standings(search: string): Promise<Record<string, string>> {
  const { items } = await client.contacts.list({ search, sort: 'email' });
  return Object.fromEntries(items.map(({ email, status }) => [email?.split('@')[0] ?? '', status]));
}

describe('moving in from Mailchimp', () => {
  it('recognises the archive, maps itself, and proves that each opt-out has arrived', async () => {
    const id = await sentZip(Object.fromEntries(MAILCHIMP.map((name) => [name, text(name)])));
    const { takeover } = await client.imports.inspect({ id });
    expect(takeover?.system).toBe('mailchimp');
    expect(takeover?.parts.map(({ standing }) => standing)).toEqual(['subscribed', 'unsubscribed', 'bounced', 'none']);
    const job = await takeOver(id, { new_list: 'Mailchimp' });
    expect(job).toMatchObject({
      state: 'done',
      problem: null,
      system: 'mailchimp',
      progress: { created: 5, rejected: 0 },
    });
    expect(job.proof).toEqual({
      people: { in_file: 5, in_herald: 5 },
      opt_outs: expect.arrayContaining([
        { reason: 'unsubscribed', in_file: 1, in_herald: 1 },
        { reason: 'bounced', in_file: 1, in_herald: 1 },
      ]),
      differences: 0,
    });
    expect(await standings('mailchimp.example')).toEqual({
      ann: 'deliverable',
      bob: 'deliverable',
      cy: 'unsubscribed',
      dee: 'bounced',
      eve: 'deliverable',
    });
    const [ann] = (await client.contacts.list({ search: 'ann@mailchimp' })).items;
    expect(ann).toMatchObject({ first_name: 'Ann', phone: '+49301234567', country: 'DE', timezone: 'Europe/Berlin' });
    expect(ann?.attributes).toMatchObject({ shoe_size: 38 });
    expect(ann?.tags.map(({ name }) => name).sort()).toEqual(['Spring fair', 'VIP']);
    const list = (await client.lists.list()).find(({ name }) => name === 'Mailchimp');
    expect(list).toMatchObject({ subscribed: 2, unsubscribed: 1 });
  });

  it('takes the files as they are, too, and names what differs when Herald knew another reason', async () => {
    const names = ['unsubscribed', 'cleaned'].map((kind) => `${kind}_email_audience_export_1a2b3c.csv`);
    const sql = test.app.services.db;
    sql.write((tx) =>
      tx.sql(`UPDATE suppression SET reason = 'complained' WHERE address = 'dee@mailchimp.example'`).run(),
    );
    const job = await takeOver(await sent(names));
    expect(job.proof).toMatchObject({ people: { in_file: 2, in_herald: 2 }, differences: 1 });
    const differences = await (await client.imports.opt_out_differences({ id: job.id })).text();
    expect(differences).toContain('dee@mailchimp.example,bounced,complained');
    expect((await standings('dee@mailchimp.example')).dee).toBe('complained');
  });
});

describe('moving in from Brevo and listmonk', () => {
  it('knows Brevo by its capitals, and a file of bounces by its name', async () => {
    const job = await takeOver(await sent(['brevo-contacts.csv', 'brevo-hard-bounces.csv']), { new_list: 'Brevo' });
    expect(job).toMatchObject({ state: 'done', system: 'brevo', progress: { created: 3 } });
    expect(await standings('brevo.example')).toEqual({ fay: 'deliverable', gus: 'unsubscribed', hal: 'bounced' });
    const [fay] = (await client.contacts.list({ search: 'fay@brevo' })).items;
    expect(fay).toMatchObject({ external_id: 'K-7', phone: '4915112345678', attributes: { plan: 'pro' } });
  });

  it('unfolds the attributes of listmonk into typed fields', async () => {
    const job = await takeOver(await sent(['subscribers.csv']), { new_list: 'listmonk' });
    expect(job).toMatchObject({ state: 'done', system: 'listmonk', progress: { created: 2 } });
    expect(await standings('listmonk.example')).toEqual({ ida: 'deliverable', jon: 'blocked' });
    const [ida] = (await client.contacts.list({ search: 'ida@listmonk' })).items;
    expect(ida).toMatchObject({ name: 'Ida Berg', city: 'Oslo', attributes: { visits: 3, beta: true } });
  });

  it('refuses several files that do not belong together, and archives without a table', async () => {
    const strangers = await sentZip({ 'a.csv': 'email\na@example.com\n', 'b.csv': 'email\nb@example.com\n' });
    await expect(client.imports.inspect({ id: strangers })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    const pictures = await sentZip({ 'a.png': 'x' });
    await expect(client.imports.inspect({ id: pictures })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('takes a single table out of an archive as if it had come alone', async () => {
    const id = await sentZip({
      'people.csv': 'email,first name\nsolo@example.com,Sol\n',
      '__MACOSX/._people.csv': 'x',
    });
    const { takeover, columns } = await client.imports.inspect({ id });
    expect(takeover).toBeNull();
    expect(await takeOver(id, { mapping: columns.map(({ guess }) => guess) })).toMatchObject({
      progress: { created: 1 },
    });
  });
});
