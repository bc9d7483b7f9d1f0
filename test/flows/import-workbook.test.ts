import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HeraldClient } from '#main/app/local-client.ts';
import { clientOf } from '#test/support/client-of.ts';
import { guessOptions, untilEnded } from '#test/support/import-file.ts';
import { makeTestApp, type TestApp } from '#test/support/make-test-app.ts';
import { makeWorkbook, makeZip } from '#test/support/make-zip.ts';

let test: TestApp;
let client: HeraldClient;

beforeAll(async () => {
  test = await makeTestApp();
  client = clientOf(test.app.services);
});
afterAll(() => test.close());

async function sent(bytes: Uint8Array<ArrayBuffer>, filename = 'people.xlsx'): Promise<string> {
  const { id } = await client.imports.begin({ filename, bytes: bytes.length });
  await client.imports.append({ id, offset: 0, chunk: new File([bytes], filename) });
  return id;
}

const HEADER =
  '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="E1" t="inlineStr"><is><t>Since</t></is></c></row>';
const STRINGS = ['E-Mail', 'Vorname', 'Umsatz', 'ann@sheet.example', 'J&#252;rgen &amp; Co'];

describe('importing a workbook', () => {
  it('reads texts, numbers and dates of the chosen sheet, gaps included', async () => {
    const rows = `${HEADER}<row r="2"><c r="A2" t="s"><v>3</v></c><c r="B2" t="s"><v>4</v></c><c r="C2"><v>1234.5</v></c><c r="E2" s="1"><v>45720</v></c></row>
      <row r="4"><c r="A4" t="str"><v>bob@sheet.example</v></c><c r="C4"><v>0.30000000000000004</v></c></row>
      <row r="5"><c r="A5" t="inlineStr"><is><t>nobody</t></is></c></row>`;
    const id = await sent(
      await makeWorkbook(
        [
          { name: 'Notes', rows: '' },
          { name: 'People', rows },
        ],
        STRINGS,
      ),
    );
    const first = await client.imports.inspect({ id });
    expect(first).toMatchObject({ sheets: ['Notes', 'People'], format: { sheet: 'Notes' }, columns: [] });
    const inspection = await client.imports.inspect({ id, format: { sheet: 'People' } });
    expect(inspection.columns.map(({ name, guess, type }) => [name, guess, type])).toEqual([
      ['E-Mail', 'email', 'text'],
      ['Vorname', 'first_name', 'text'],
      ['Umsatz', 'attributes.umsatz', 'number'],
      ['Column 4', null, 'text'],
      ['Since', 'attributes.since', 'date'],
    ]);
    await client.imports.start({ id, options: await guessOptions(client, id, { format: { sheet: 'People' } }) });
    const job = await untilEnded(client, id);
    expect(job).toMatchObject({ state: 'done', progress: { rows: 3, created: 2, rejected: 1 } });
    const { items } = await client.contacts.list({ search: 'sheet.example', sort: 'email' });
    expect(items).toMatchObject([
      { first_name: 'Jürgen & Co', attributes: { umsatz: 1234.5, since: '2025-03-04' } },
      { attributes: { umsatz: 0.3 } },
    ]);
    const report = await (await client.imports.rejected({ id })).text();
    expect(report).toContain('nobody,,,,,5,rejected');
  });

  it('reads many rows with memory that does not grow with them', { timeout: 60_000 }, async () => {
    const rows = Array.from(
      { length: 30_000 },
      (_, at) => `<row r="${at + 2}"><c r="A${at + 2}" t="inlineStr"><is><t>p${at}@many.example</t></is></c></row>`,
    );
    const head = '<row r="1"><c r="A1" t="inlineStr"><is><t>email</t></is></c></row>';
    const id = await sent(await makeWorkbook([{ name: 'Many', rows: head + rows.join('') }]));
    expect((await client.imports.inspect({ id })).rows_estimated).toBeGreaterThan(15_000);
    await client.imports.start({ id, options: await guessOptions(client, id) });
    expect((await untilEnded(client, id)).progress).toMatchObject({ rows: 30_000, created: 30_000 });
  });

  it('refuses archives that unpack to far more than they should, and damaged ones, in a sentence', async () => {
    const bomb = await makeWorkbook([
      { name: 'Bomb', rows: `<row r="1"><c><v>${' '.repeat(90_000_000)}</v></c></row>` },
    ]);
    expect(bomb.length).toBeLessThan(400_000);
    const id = await sent(bomb);
    await expect(client.imports.inspect({ id })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('far more than it should'),
    });
    const whole = await makeZip({ 'a.csv': 'email\n' });
    const damaged = await sent(whole.slice(0, whole.length - 30), 'cut.zip');
    await expect(client.imports.inspect({ id: damaged })).rejects.toMatchObject({
      message: expect.stringContaining("This archive can't be read."),
    });
    const wide = await makeWorkbook([{ name: 'Wide', rows: '<row r="1"><c r="ZZZ1"><v>1</v></c></row>' }]);
    await expect(client.imports.inspect({ id: await sent(wide) })).rejects.toMatchObject({ code: 'TOO_LARGE' });
  });
});
