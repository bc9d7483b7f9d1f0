import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CsvReader } from '#shared/domain/csv/csv-reader.ts';
import { coerceField } from '#shared/domain/custom-field/coerce-field.ts';
import type { FieldType } from '#shared/domain/custom-field/custom-field.ts';
import { parseEmailAddress } from '#shared/domain/email-address.ts';
import { dataProblem, nameProblem } from '#shared/domain/event/event-input.ts';
import { eventReader } from '#shared/domain/import/event-row.ts';
import { rowReader } from '#shared/domain/import/import-row.ts';
import { type Reason, withoutValue } from '#shared/domain/reason/reason.ts';
import { reasonOfFailure } from '#shared/domain/reason/reason-of-failure.ts';
import { REASON_WORDS } from '#shared/domain/reason/reason-words.ts';
import { sayReason } from '#shared/domain/reason/say-reason.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import { APP_ROOT } from '#test/support/app-root.ts';

const choices = ['one', 'two', 'three', 'four', 'five', 'six'];
const field = (key: string, type: FieldType, some = choices) => ({ key, label: `My ${key}`, type, choices: some });
const long = (length: number) => 'x'.repeat(length);

/** What the reader of contacts says when each cell of these stands alone. */
function contactReasons(): Reason[] {
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

function brokenRows(): Reason[] {
  const reader = new CsvReader({ delimiter: ',', longest_record: 50 });
  const records = [...reader.push(`1,"x"y\n${long(90)}\n2,ok\na,"b\n${long(90)}`), ...reader.end()];
  const read = rowReader({ mapping: ['email', 'city'] });
  const answers = [read(['ann@example.com', 'x', 'y']), read(['ann@example.com', '\0'])];
  return [...records.flatMap(({ problem }) => problem ?? []), ...answers.flatMap((one) => (one.ok ? [] : one.problem))];
}

function eventReasons(): Reason[] {
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
  const reasonsOf = (targets: string[], row: string[]) => {
    const answer = eventReader({ mapping: targets, name: '' })(row);
    return answer.ok ? answer.warnings : [answer.problem];
  };
  return [
    ...rows.flatMap((row) => reasonsOf(mapping, row)),
    ...reasonsOf([...mapping.slice(0, 3), ...many], [...full, ...many]),
    ...reasonsOf([...mapping.slice(0, 3), ...many.slice(0, 9)], [...full, ...Array(9).fill(long(999))]),
    ...reasonsOf(['email', 'event', 'at', 'data.amount'], [...full, 'x']),
  ];
}

function addressReasons(): Reason[] {
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

/** What only programs can say wrong: in a file the columns rule it out. */
function dataReasons(): Reason[] {
  const data = ['a text', { '': 1 }, { n: Number.NaN }, { n: { deep: 1 } }];
  const texts = coerceField('text', {}, { zone: 'UTC' });
  return [
    ...data.flatMap((one) => dataProblem(one)?.reason ?? []),
    nameProblem(1) as Reason,
    ...(texts.ok ? [] : [texts.problem]),
  ];
}

const reasons = [...addressReasons(), ...contactReasons(), ...brokenRows(), ...eventReasons(), ...dataReasons()];
const codesSaid = new Set(reasons.map(({ code }) => code));

describe('why something can not be taken', () => {
  it('has words for every code and every value that the readers give', () => {
    for (const one of reasons) {
      const said = sayReason(one);
      expect(said).not.toMatch(/\{\{|undefined|\[object/);
      const places = new Set(REASON_WORDS[one.code].match(/\w+(?=\}\})/g));
      places.delete('value');
      expect(Object.keys(one.values ?? {}).filter((name) => name !== 'value')).toEqual([...places]);
    }
  });

  it('has no code that nothing gives', () => {
    const failures = ['event_names', 'disk_full', 'sheet_rows', 'sheet_columns', 'sheet_texts', 'inside', 'words'];
    const elsewhere = new Set(['event_nobody', 'others', ...failures]);
    expect(Object.keys(REASON_WORDS).filter((code) => !codesSaid.has(code as 'cut') && !elsewhere.has(code))).toEqual(
      [],
    );
  });

  it('is one for all rows once what stood in the cell is left out', () => {
    const short = reasons.map((one) => sayReason(withoutValue(one)));
    expect(short).toContain('My d: This value is not a date. Write it as 2026-12-31.');
    expect(short).toContain('My d: This value is no day of the calendar.');
    expect(short).toContain('This value is not a known country.');
    expect(short).toContain('This value was cut to 200 characters.');
    expect(short).toContain('The address has no @.');
  });

  it('names the field, and keeps what was written and what could be chosen apart from the words', () => {
    expect(reasons.find(({ about, code }) => about === 'My c' && code === 'choice_of_many')).toEqual({
      code: 'choice_of_many',
      about: 'My c',
      values: { value: 'seven', choices: ['one', 'two', 'three', 'four', 'five'], more: 1 },
    });
    expect(sayReason({ code: 'choice', about: 'Plan', values: { value: 'x: y', choices: ['a', 'b'] } })).toBe(
      'Plan: "x: y" is not one of the choices: "a", "b".',
    );
  });

  it('shows no more of a long value than is needed to find it', () => {
    const [long_number] = reasons.filter(({ code, values }) => code === 'number' && String(values?.value).length > 40);
    expect(String(long_number?.values?.value)).toHaveLength(43);
  });
});

describe('why long work failed', () => {
  it('is told by the refusal itself, where it says so', () => {
    const why: Reason = { code: 'sheet_rows', values: { most: 5 } };
    expect(reasonOfFailure(new HeraldError('TOO_LARGE', 'Too many.', { reason: why }))).toEqual(why);
    expect(reasonOfFailure(new HeraldError('DISK_FULL', 'Full.'))).toEqual({ code: 'disk_full' });
  });

  it('is told in words where there is no code for it, and never by what went wrong inside', () => {
    const words = reasonOfFailure(new HeraldError('CONFLICT', 'Somebody else was first.', { hint: 'Try again.' }));
    expect(sayReason(words)).toBe('Somebody else was first. Try again.');
    expect(reasonOfFailure(new TypeError('x is undefined'))).toEqual({ code: 'inside' });
  });
});
