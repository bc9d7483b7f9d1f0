import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HeraldClient } from '#main/app/local-client.ts';
import { APP_ROOT } from '#test/support/app-root.ts';
import { clientOf } from '#test/support/client-of.ts';
import { type ImportChoices, importFile, startFile, untilEnded } from '#test/support/import-file.ts';
import { makeTestApp, type TestApp } from '#test/support/make-test-app.ts';

let test: TestApp;
let client: HeraldClient;

beforeAll(async () => {
  test = await makeTestApp();
  client = clientOf(test.app.services);
});
afterAll(() => test.close());

const fixture = (name: string) => join(APP_ROOT, 'test/fixtures/csv', name);

/** Imports a file into a list of its own. */
async function run(file: string, choices: ImportChoices = {}) {
  const new_list = `${file} ${JSON.stringify(choices)}`.slice(-100);
  const job = await importFile(client, file, { new_list, ...choices });
  const list = (await client.lists.list()).find((one) => one.name === new_list);
  const { items } = await client.contacts.list({ list_id: list?.id, sort: 'email', limit: 200 });
  const report = await (await client.imports.rejected({ id: job.id })).text();
  return { job, contacts: items, emails: items.map((item) => item.email), report: report.split('\r\n') };
}

function written(name: string, content: string | Uint8Array): string {
  const file = join(test.data_dir, name);
  writeFileSync(file, content);
  return file;
}

describe('importing a file', () => {
  it.each(['bom-utf8.csv', 'utf16le-bom.csv'])('reads the encoding of %s from its mark', async (name) => {
    const { contacts } = await run(fixture(name));
    expect(contacts.map(({ email, first_name, last_name }) => [email, first_name, last_name])).toEqual([
      ['ann@example.com', 'Ann', 'Lee'],
      ['bob@example.com', 'Bob', "O'Neil, Jr."],
    ]);
  });

  it('understands German headers and semicolons', async () => {
    const { contacts } = await run(fixture('semicolon-utf8.csv'));
    expect(contacts).toMatchObject([
      { email: 'juergen@example.de', first_name: 'Jürgen', last_name: 'Groß', attributes: { umsatz: 1234.56 } },
    ]);
  });

  it('reads Windows-1252 when a file is not UTF-8', async () => {
    const bytes = Buffer.from('E-Mail;Vorname\njoerg@example.de;J\xf6rg \x80\n', 'latin1');
    const { contacts } = await run(written('windows.csv', bytes));
    expect(contacts).toMatchObject([{ first_name: 'Jörg €' }]);
  });

  it('reads UTF-16 without a mark, tabs, and keeps quoted line ends', async () => {
    const text = 'Email\tFirst Name\tRemark\nzoe@example.com\tZoë\t"a\nb"\n';
    const { contacts } = await run(written('utf16.tsv', Buffer.from(text, 'utf16le')));
    expect(contacts).toMatchObject([{ email: 'zoe@example.com', first_name: 'Zoë', attributes: { remark: 'a\nb' } }]);
  });

  it('does not overwrite one column with another of the same name', async () => {
    const { contacts } = await run(fixture('duplicate-headers.csv'));
    expect(contacts).toMatchObject([{ email: 'ann@example.com', attributes: { email_2: 'ann2@example.com' } }]);
    const fields = await client.fields.list({});
    expect(fields.find(({ key }) => key === 'email_2')?.label).toBe('Email 2');
  });

  it('takes the first row as data when there is no header', async () => {
    expect((await run(fixture('no-header.csv'))).emails).toEqual(['ann@example.com', 'bob@example.com']);
  });

  it('leaves missing cells empty and reports rows with too many', async () => {
    const { contacts, report } = await run(fixture('ragged.csv'));
    expect(contacts).toMatchObject([
      { email: 'ann@example.com', attributes: { a: 1 } },
      { email: 'cat@example.com', attributes: { a: 1, b: 2 } },
    ]);
    expect(report[1]).toBe('bob@example.com,1,2,3,3,rejected,"The row has 4 cells, but there are 3 columns."');
  });

  it('skips the line with which a spreadsheet is told the delimiter', async () => {
    const { contacts } = await run(written('excel.csv', '\ufeffsep=;\r\nE-Mail;Vorname\r\nsep@example.de;Sepp\r\n'));
    expect(contacts).toMatchObject([{ email: 'sep@example.de', first_name: 'Sepp' }]);
  });

  it('skips blank lines', async () => {
    const { emails, job } = await run(fixture('blank-lines.csv'));
    expect(emails).toEqual(['ann@example.com', 'bob@example.com']);
    expect(job.progress).toMatchObject({ rows: 2, rejected: 0 });
  });

  it('takes one person once, as the last row says', async () => {
    const { contacts, emails, job } = await run(fixture('dup-rows.csv'));
    expect(emails).toEqual(['ann@example.com', 'bob@example.com']);
    expect(contacts[0]?.name).toBe('Ann L.');
    expect(job.progress).toMatchObject({ rows: 4, duplicates: 2, rejected: 0 });
  });

  it('reads the dates that can mean one day only, and tells which it left out', async () => {
    const { contacts, job, report } = await run(fixture('dates.csv'));
    expect(contacts.map(({ attributes }) => attributes.signup ?? null)).toEqual([
      ...['2025-03-04', '2025-03-04', null, '2025-03-04T08:00:00.000Z', '2025-03-04', null],
    ]);
    expect(job.progress).toMatchObject({ rows: 6, rejected: 0, warnings: 2 });
    expect(report.slice(1, 3)).toEqual([
      'c@example.com,3/4/2025,4,imported in part,"Signup: ""3/4/2025"" could be two dates. Write it as 2026-12-31."',
      'f@example.com,31.02.2025,7,imported in part,"Signup: ""2025-02-31"" is no day of the calendar."',
    ]);
    expect(job.progress.reasons.map(({ reason }) => reason)).toEqual([
      { code: 'date_twofold', about: 'Signup' },
      { code: 'date_none', about: 'Signup' },
    ]);
  });

  it('keeps line ends and quotes inside of cells', async () => {
    const lines = await run(fixture('quoted-newlines.csv'));
    expect(lines.contacts.map(({ attributes }) => attributes.address)).toEqual(['1 Main St\nFlat 2', 'x\r\ny']);
    const quotes = await run(fixture('doubled-quotes.csv'));
    expect(quotes.contacts).toMatchObject([{ email: 'ann@example.com', attributes: { note_2: 'she said "hi"' } }]);
  });

  it('puts on a list only those whose consent says yes', async () => {
    expect((await run(fixture('consent.csv'))).emails).toEqual(['a@example.com', 'd@example.com']);
    expect((await client.contacts.list({ search: 'c@example.com' })).total).toBe(1);
  });

  it('keeps text that looks like a formula', async () => {
    const { contacts } = await run(fixture('formula-injection.csv'), { mapping: ['email', 'attributes.text'] });
    expect(contacts).toHaveLength(13);
    const texts = contacts.map((contact) => contact.attributes.text);
    expect(texts).toContain('=HYPERLINK("http://evil.example","x")');
    expect(texts).toContain('\t=1+1');
  });

  it('survives open quotes, NULs and lines without end, and says which rows they are', async () => {
    const rows = ['email,note', 'a1@example.com,"open', 'a2@example.com,ok', 'a3@example.com,x\0y'];
    const file = written('broken.csv', [...rows, `${'z'.repeat(3_000_000)},1`, 'a4@example.com,ok'].join('\n'));
    const { emails, report, job } = await run(file);
    expect(emails).toEqual(['a2@example.com', 'a4@example.com']);
    expect(job.progress).toMatchObject({ rows: 5, rejected: 3 });
    expect(report.filter((line) => line.includes(',rejected,'))).toHaveLength(3);
    expect(report.join('\n')).toContain('A quote is opened here and never closed.');
    expect(report.join('\n')).toContain('NUL');
    expect(report.join('\n')).toContain('This line is longer than a row can be.');
  });

  it('tells which values it had to leave out, and imports the rest', async () => {
    const { contacts, job, report } = await run(
      written('soft.csv', 'email,country,phone\nsoft@example.com,Atlantis,12\n'),
    );
    expect(contacts).toMatchObject([{ email: 'soft@example.com', country: '', phone: null }]);
    expect(job.progress).toMatchObject({ warnings: 1, rejected: 0 });
    expect(report[1]).toContain('imported in part');
  });

  it('reads its own file of rejected rows again once they are put right', async () => {
    const { report } = await run(written('first.csv', 'email,remark\nright@,"=1+1"\n'));
    const again = written('again.csv', report.join('\r\n').replace('right@', 'right@example.com'));
    const { contacts } = await run(again);
    expect(contacts).toMatchObject([{ email: 'right@example.com', attributes: { remark: '=1+1' } }]);
    expect(Object.keys(contacts[0]?.attributes ?? {})).toEqual(['remark']);
  });
});

describe('importing people who are known', () => {
  it('never brings back whoever has left a list or wants no mail', async () => {
    const list = await client.lists.create({ name: 'Left', description: '' });
    const left = await client.contacts.create({ email: 'left@example.com', list_ids: [list.id] });
    await client.lists.removeMember({ id: list.id, contact_id: left.id });
    const file = written('back.csv', 'email,first name\nLEFT@example.com,Lea\n');
    await importFile(client, file, { list_ids: [list.id] });
    expect(await client.contacts.get({ id: left.id })).toMatchObject({
      first_name: 'Lea',
      email: 'left@example.com',
      status: 'unsubscribed',
      lists: [{ state: 'unsubscribed' }],
    });
    expect(await client.lists.get({ id: list.id })).toMatchObject({ subscribed: 0, unsubscribed: 1 });
  });

  it('empties nothing with empty cells, adds custom fields, and finds the new name', async () => {
    await client.fields.create({ label: 'Plan', type: 'text' });
    await client.fields.create({ label: 'Seats', type: 'number' });
    const { id } = await client.contacts.create({
      email: 'kept@example.com',
      first_name: 'Kim',
      city: 'Bonn',
      attributes: { plan: 'pro', seats: 3 },
    });
    const file = written('kept.csv', 'email,last name,city,team\nkept@example.com,Köhler,,red\n');
    const job = await importFile(client, file);
    expect(job.progress).toMatchObject({ created: 0, updated: 1, unchanged: 0 });
    expect(await client.contacts.get({ id })).toMatchObject({
      name: 'Kim Köhler',
      city: 'Bonn',
      attributes: { plan: 'pro', seats: 3, team: 'red' },
      revision: 2,
    });
    expect((await client.contacts.list({ search: 'kim kohler' })).total).toBe(1);
  });

  it('changes nobody when told not to', async () => {
    await client.contacts.create({ email: 'same@example.com', first_name: 'Sam' });
    const file = written('same.csv', 'email,first name\nsame@example.com,Other\n');
    const job = await importFile(client, file, { update_existing: false });
    expect(job.progress).toMatchObject({ created: 0, updated: 0, unchanged: 1 });
  });
});

describe('an import under way', () => {
  it('stops when it is cancelled, keeps what is in, and can be started again', async () => {
    const rows = Array.from({ length: 60_000 }, (_, i) => `many${i}@example.com,${i}`);
    const id = await startFile(client, written('many.csv', ['email,n', ...rows].join('\n')));
    while ((await client.imports.get({ id })).progress.created === 0) await new Promise((r) => setTimeout(r, 5));
    expect(await client.imports.cancel({ id })).toMatchObject({ state: 'cancelled' });
    await expect(client.imports.cancel({ id })).rejects.toMatchObject({ code: 'WRONG_STATE' });
    const { format, columns } = await client.imports.inspect({ id });
    const mapping = columns.map((column) => column.guess);
    await client.imports.start({ id, options: { format, mapping, list_ids: [], update_existing: true } });
    const job = await untilEnded(client, id);
    expect(job.state).toBe('done');
    expect(job.progress.created + job.progress.unchanged).toBe(60_000);
    expect((await client.contacts.list({ search: 'many59999@' })).total).toBe(1);
  });
});
