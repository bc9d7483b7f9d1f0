import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CsvReader } from '#shared/domain/csv/csv-reader.ts';
import type { FieldType } from '#shared/domain/custom-field/custom-field.ts';
import { parseEmailAddress } from '#shared/domain/email-address.ts';
import { eventReader } from '#shared/domain/import/event-row.ts';
import { rowReader } from '#shared/domain/import/import-row.ts';
import { ROW_REASONS, rowReasonOf, withoutValue } from '#shared/domain/import/row-reason.ts';
import { APP_ROOT } from '#test/support/app-root.ts';

const choices = ['one', 'two', 'three', 'four', 'five', 'six'];
const field = (key: string, type: FieldType, some = choices) => ({ key, label: `My ${key}`, type, choices: some });
const long = (length: number) => 'x'.repeat(length);

/** What the reader of contacts says when each cell of these stands alone. */
function contactSentences(): string[] {
  const cells: [string, ...string[]][] = [
    ['attributes.n', 'n/a', `1${long(60)}`, '9'.repeat(400)],
    ['attributes.b', 'perhaps'],
    ['attributes.d', 'soon', '3/4/2025', '2025-02-30', '2025-02-30T10:00', '2025-02-03T99:00'],
    ['attributes.c', 'seven'],
    ['attributes.few', 'seven'],
    ['attributes.l', long(201), Array.from({ length: 101 }, (_, i) => `e${i}`).join(';')],
    ['attributes.t', long(10_001)],
    ['attributes', 'no: json', '{"t":{"a":1},"n":{},"l":[1,{}],"b":[],"phone":"abc"}', `{"t":"${long(10_001)}"}`],
    ['country', 'Atlantis', 'He said: "no"'],
    ['phone', '12'],
    ['locale', '???'],
    ['timezone', 'a b c'],
    ['standing', 'whatever'],
    ['tags', long(81)],
    ['city', long(201)],
  ];
  const fields = [field('n', 'number'), field('b', 'boolean'), field('d', 'date'), field('c', 'choice')];
  const all = [...fields, field('few', 'choice', ['a', 'b']), field('l', 'list'), field('t', 'text')];
  return cells.flatMap(([target, ...values]) => {
    const read = rowReader({ mapping: ['email', target], fields: all });
    return values.flatMap((value) => {
      const answer = read(['ann@example.com', value]);
      return answer.ok ? answer.warnings : [answer.problem];
    });
  });
}

function brokenRows(): string[] {
  const reader = new CsvReader({ delimiter: ',', longest_record: 50 });
  const records = [...reader.push(`1,"x"y\n${long(90)}\n2,ok\na,"b\n${long(90)}`), ...reader.end()];
  const read = rowReader({ mapping: ['email', 'city'] });
  const answers = [read(['ann@example.com', 'x', 'y']), read(['ann@example.com', '\0'])];
  return [...records.map(({ problem }) => problem ?? ''), ...answers.map((one) => (one.ok ? '' : one.problem))];
}

function eventSentences(): string[] {
  const mapping = ['email', 'event', 'at', 'data.value'];
  const day = '2026-01-01';
  const rows = [
    [...['ann@example.com', 'x', '', '1']],
    [...['ann@example.com', 'x', 'soon', '1']],
    [...['ann@example.com', '', day, '1']],
    [...['ann@example.com', long(81), day, '1']],
    [...['ann@example.com', 'a\u0007b', day, '1']],
    [...['ann@example.com', 'x', day, long(1_001)]],
    [...['nobody', 'x', day, '1']],
  ];
  const many = Array.from({ length: 51 }, (_, i) => `data.v${i}`);
  const full = ['ann@example.com', 'x', day];
  const sentences = (targets: string[], row: string[]) => {
    const answer = eventReader({ mapping: targets, name: '' })(row);
    return answer.ok ? answer.warnings : [answer.problem];
  };
  return [
    ...rows.flatMap((row) => sentences(mapping, row)),
    ...sentences([...mapping.slice(0, 3), ...many], [...full, ...many]),
    ...sentences([...mapping.slice(0, 3), ...many.slice(0, 9)], [...full, ...Array(9).fill(long(999))]),
    ...sentences(['email', 'event', 'at', 'data.amount'], [...full, 'x']),
  ];
}

function addressSentences(): string[] {
  const written = ['isemail.json', 'own.json'].flatMap(
    (name) =>
      JSON.parse(readFileSync(join(APP_ROOT, 'test/fixtures/email', name), 'utf8')) as {
        input?: string;
        address?: string;
      }[],
  );
  const own = ['', 'x', '@b.de', 'a@', 'a@@b.de', `${long(65)}@b.de`, 'a b@c.de', 'a..b@c.de', 'a(b@c.de', 'a@b..de'];
  const domains = [`a@${long(64)}.de`, 'a@b_c.de', `a@${Array(50).fill('abcde').join('.')}.de`];
  return [...own, ...domains, ...written.map(({ input, address }) => input ?? address ?? '')].flatMap((text) => {
    const answer = parseEmailAddress(text);
    return answer.ok ? [] : [answer.problem];
  });
}

const sentences = [...addressSentences(), ...contactSentences(), ...brokenRows(), ...eventSentences()].filter(Boolean);

describe('what is wrong with a row', () => {
  it('is known by its code, whatever the readers say', () => {
    expect(sentences.filter((sentence) => rowReasonOf(sentence) === null)).toEqual([]);
  });

  it('is the same for all rows once what stood in the cell is left out, and still known', () => {
    const short = sentences.map(withoutValue);
    expect(short.map((sentence) => rowReasonOf(sentence)?.code)).toEqual(
      sentences.map((sentence) => rowReasonOf(sentence)?.code),
    );
    expect(short).toContain('My d: "…" is not a date. Write it as 2026-12-31.');
    expect(short).toContain('My d: There is no such day as ….');
    expect(short).toContain('"…" is not a known country.');
    expect(short).toContain('"…": Use a language such as en or de-AT.');
    expect(withoutValue('Something new.')).toBe('Something new.');
  });

  it('has no code that nothing says', () => {
    const said = new Set(sentences.map((sentence) => rowReasonOf(sentence)?.code));
    const elsewhere = ['event_nobody', 'others'];
    const idle = Object.keys(ROW_REASONS).filter((code) => !said.has(code as 'cut') && !elsewhere.includes(code));
    expect(idle).toEqual([]);
  });

  it('names the field and the values apart from the sentence', () => {
    expect(rowReasonOf('My plan: "x: y" is not one of the choices: "a", "b", "c" and 3 more.')).toEqual({
      code: 'choice_of_many',
      about: 'My plan',
      values: { value: '"x: y"', choices: '"a", "b", "c"', more: '3' },
    });
  });
});
