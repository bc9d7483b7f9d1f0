import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvReader, type CsvRecord } from '#shared/domain/csv/csv-reader.ts';
import { csvLine, guardCell, unguardCell } from '#shared/domain/csv/csv-writer.ts';
import { guessDelimiter, guessEncoding } from '#shared/domain/csv/guess-format.ts';
import { APP_ROOT } from '#test/support/app-root.ts';

const FOLDER = join(APP_ROOT, 'test/fixtures/csv');

interface Fixture {
  file: string;
  expect_records?: Record<string, string>[];
  export_rule?: { dangerous: string[]; harmless: string[] };
}
const fixtures = JSON.parse(readFileSync(join(FOLDER, 'index.json'), 'utf8')) as Fixture[];

function read(text: string, delimiter = ',', size = text.length || 1): CsvRecord[] {
  const reader = new CsvReader({ delimiter, longest_record: 200 });
  const records: CsvRecord[] = [];
  for (let at = 0; at < text.length; at += size) records.push(...reader.push(text.slice(at, at + size)));
  return [...records, ...reader.end()];
}
const cells = (text: string) => read(text).map((record) => record.cells);

describe('reading CSV', () => {
  it.each(fixtures.filter((one) => one.expect_records))('reads $file as expected', ({ file, expect_records }) => {
    const bytes = readFileSync(join(FOLDER, file));
    const text = new TextDecoder(guessEncoding(bytes, true)).decode(bytes);
    const [header = [], ...rows] = read(text, guessDelimiter(text)).map((record) => record.cells);
    expect(rows.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i]])))).toEqual(expect_records);
  });

  it('gives the same records however the text is cut', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'ü', '"', ',', '\n', '\r\n', '\r', ' '), maxLength: 6 });
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 8 });
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 7 }), (table, size) => {
        const text = table.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(',')).join('\n');
        expect(read(text, ',', size).map((record) => record.cells)).toEqual(table);
        expect(read(text, ',', size)).toEqual(read(text));
      }),
    );
  });

  it('agrees with a known reader on well-formed files', () => {
    const cell = fc.string({ unit: fc.constantFrom('x', 'é', '"', ',', '\n', "'"), maxLength: 5 });
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 10 }), (table) => {
        const quote = (one: string) => (/[",\n]/.test(one) ? `"${one.replaceAll('"', '""')}"` : one);
        const text = table.map((row) => row.map(quote).join(',')).join('\r\n');
        expect(cells(text)).toEqual(parse(text, { relax_column_count: true }));
      }),
    );
  });

  it('counts lines through quoted line ends', () => {
    expect(read('a,b\n"1\n2\r\n3",x\nc,d').map((record) => record.line)).toEqual([1, 2, 5]);
  });

  it('spoils only the line on which a quote is never closed', () => {
    expect(read('a,b\n1,"2\n3,4\n5,6')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['1', '"2'], problem: { code: 'quote_open' } },
      { line: 3, cells: ['3', '4'] },
      { line: 4, cells: ['5', '6'] },
    ]);
  });

  it('spoils only the line on which text follows a closing quote', () => {
    expect(read('"a"b,c\nd,e')).toEqual([
      { line: 1, cells: ['"a"b', 'c'], problem: { code: 'quote_text' } },
      { line: 2, cells: ['d', 'e'] },
    ]);
  });

  it('takes a quote inside a cell as it is', () => {
    expect(cells('5" pipe,it"s\n')).toEqual([['5" pipe', 'it"s']]);
  });

  it('drops a line that is too long, says so and goes on', () => {
    const records = read(`a,b\n${'x'.repeat(5_000)},1\nc,d`, ',', 100);
    expect(records.map(({ line, problem }) => [line, problem])).toEqual([
      [1, undefined],
      [2, { code: 'row_long' }],
      [3, undefined],
    ]);
  });

  it('gives up on an open quote after a while without losing the lines behind it', () => {
    const rows = Array.from({ length: 50 }, (_, i) => `row,${i}`);
    const records = read(['x,"open', ...rows].join('\n'), ',', 64);
    expect(records.filter((record) => record.problem)).toHaveLength(1);
    expect(records.filter((record) => !record.problem)).toHaveLength(50);
  });
});

describe('writing CSV', () => {
  const rule = fixtures.find((one) => one.export_rule)?.export_rule;

  it.each(rule?.dangerous ?? [])('keeps %j from running as a formula, and reads it back', (cell) => {
    expect(guardCell(cell)).toBe(`'${cell}`);
    expect(unguardCell(guardCell(cell))).toBe(cell);
  });

  it.each([...(rule?.harmless ?? []), '-', '+49 171 1', '-12.50', "'tis"])('leaves %j as it is', (cell) => {
    expect(guardCell(cell)).toBe(cell);
    expect(unguardCell(cell)).toBe(cell);
  });

  it('writes what it can read again', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 2, maxLength: 4 }), (row) => {
        const [record] = read(csvLine(row), ',');
        if (!record?.problem) expect(record?.cells.map(unguardCell)).toEqual(row);
      }),
    );
  });
});
