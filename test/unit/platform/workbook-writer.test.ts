import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Cell } from '#main/platform/workbook/cell.ts';
import { openWorkbook } from '#main/platform/workbook/workbook.ts';
import { WorkbookWriter } from '#main/platform/workbook/workbook-writer.ts';
import { zipEntries } from '#main/platform/zip-file.ts';
import { tempFolder } from '#test/support/temp-folder.ts';

let folder: ReturnType<typeof tempFolder>;
let file: string;

beforeEach(() => {
  folder = tempFolder();
  file = join(folder.path, 'people.xlsx');
});
afterEach(() => folder.remove());

async function write(rows: Cell[][], sheet_rows = 1_000): Promise<void> {
  const columns = (rows[0] ?? ['']).map((_, at) => ({ name: `c${at}`, width: 12 }));
  const writer = await WorkbookWriter.create(file, { sheet_name: 'People', columns, sheet_rows });
  try {
    await writer.append(rows);
    await writer.finish();
  } finally {
    await writer.close();
  }
}

/** The XML of the first sheet, as it stands in the file. */
async function sheetXml(): Promise<string> {
  const entry = (await zipEntries(file)).find(({ name }) => name === 'xl/worksheets/sheet1.xml');
  let xml = '';
  for await (const piece of entry?.read() ?? []) xml += Buffer.from(piece).toString();
  return xml;
}

async function readBack(): Promise<Record<string, string[][]>> {
  const sheets: Record<string, string[][]> = {};
  for (const sheet of await openWorkbook(await zipEntries(file))) {
    const rows: string[][] = [];
    for await (const piece of sheet.rows()) rows.push(...piece.rows.map(({ cells }) => cells));
    sheets[sheet.name] = rows;
  }
  return sheets;
}

test('numbers, days, moments and yes or no are what they are, and read as such', async () => {
  await write([[12.5, true, { day: '2026-02-28' }, { clock: '2026-03-01T13:45:00' }, null, 'ö & <b>"x"</b>']]);
  expect(await sheetXml()).toContain(
    '<c r="A2" s="0"><v>12.5</v></c><c r="B2" t="b"><v>1</v></c><c r="C2" s="3"><v>46081</v></c><c r="D2" s="4"><v>46082.572916666664</v></c>',
  );
  expect((await readBack()).People?.[1]).toEqual([
    '12.5',
    'true',
    '2026-02-28',
    '2026-03-01T13:45:00',
    '',
    'ö & <b>"x"</b>',
  ]);
});

test('what looks like a formula or a number stays a text, even when somebody edits its cell', async () => {
  await write([['=HYPERLINK("http://evil")', '00123', '+49 30 1', '@cmd']]);
  const xml = await sheetXml();
  expect(xml).not.toContain('<f>');
  expect(xml).toContain('<c r="A2" s="2" t="inlineStr">');
  expect(xml).toContain('<c r="B2" s="1" t="inlineStr"><is><t xml:space="preserve">00123</t>');
  expect(xml).toContain('<c r="D2" s="2" t="inlineStr">');
});

test('signs that XML has no way to write come back as they were', async () => {
  const odd = 'a\u0007b\ud800c _x0041_ \r\n  ';
  await write([[odd]]);
  expect((await readBack()).People?.[1]).toEqual([odd]);
});

test('a day before spreadsheets count is a text', async () => {
  await write([[{ day: '1899-12-31' }, { day: '0203-01-01' }]]);
  expect((await readBack()).People?.[1]).toEqual(['1899-12-31', '0203-01-01']);
});

test('a full sheet goes on in the next, each with its head', async () => {
  await write(
    Array.from({ length: 7 }, (_, at) => [at]),
    3,
  );
  expect(await readBack()).toEqual({
    People: [['c0'], ['0'], ['1'], ['2']],
    'People 2': [['c0'], ['3'], ['4'], ['5']],
    'People 3': [['c0'], ['6']],
  });
});

test('nobody at all is a workbook with a head', async () => {
  await write([]);
  expect(await readBack()).toEqual({ People: [['c0']] });
});

test('giving up in the middle leaves nothing running', async () => {
  const columns = [{ name: 'c', width: 12 }];
  const writer = await WorkbookWriter.create(file, { sheet_name: 'People', columns, sheet_rows: 1_000_000 });
  await writer.append(Array.from({ length: 20_000 }, () => ['x'.repeat(40)]));
  await writer.close();
  await expect(zipEntries(file)).rejects.toThrow('damaged');
});
