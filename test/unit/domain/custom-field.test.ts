import { describe, expect, it, test } from 'vitest';
import { coerceField } from '#shared/domain/custom-field/coerce-field.ts';
import {
  cleanChoices,
  type FieldType,
  fieldKeyFor,
  fieldKeyProblem,
  fieldLabelFor,
} from '#shared/domain/custom-field/custom-field.ts';
import type { CoerceOptions } from '#shared/domain/custom-field/field-value.ts';
import { sayReason } from '#shared/domain/reason/say-reason.ts';

const BERLIN: CoerceOptions = { zone: 'Europe/Berlin', choices: ['pro', 'Free'] };
const coerce = (type: FieldType, value: unknown, options: Partial<CoerceOptions> = {}) =>
  coerceField(type, value, { ...BERLIN, ...options });
const valueFrom = (...args: Parameters<typeof coerce>) => {
  const answer = coerce(...args);
  return answer.ok ? answer.value : sayReason(answer.problem);
};

describe('a value of a field', () => {
  test.each([
    ['1234.5', 1234.5],
    ['1,234.50', 1234.5],
    ['1.234,50', 1234.5],
    ['12,5', 12.5],
    ['0,125', 0.125],
    ['1 234 567', 1_234_567],
    ['€ 12.00', 12],
    ['−5', -5],
    ['12 %', 12],
    [7, 7],
  ])('reads the number %s as %d', (text, number) => expect(valueFrom('number', text)).toBe(number));

  it('reads one sign with three digits behind it as the file writes numbers', () => {
    expect(valueFrom('number', '1,234', { decimal: '.' })).toBe(1234);
    expect(valueFrom('number', '1,234', { decimal: ',' })).toBe(1.234);
    expect(valueFrom('number', '1.234', { decimal: ',' })).toBe(1234);
  });

  test.each(['abc', '1,23,4', '0x10', 'Infinity', '1e999', '--5'])('refuses %s as a number', (text) => {
    expect(coerce('number', text).ok).toBe(false);
  });

  test.each([
    ['2026-12-31', '2026-12-31'],
    ['31.12.2026', '2026-12-31'],
    ['1.2.2026', '2026-02-01'],
    ['13/2/2026', '2026-02-13'],
    ['20260301', '2026-03-01'],
    ['2026-03-01T10:00:00+02:00', '2026-03-01T08:00:00.000Z'],
    ['2026-03-01 10:00', '2026-03-01T09:00:00.000Z'],
    ['2026-07-01 10:00:30', '2026-07-01T08:00:30.000Z'],
  ])('reads the date %s as %s', (text, date) => expect(valueFrom('date', text)).toBe(date));

  it('asks where a date could be two, unless the order is known', () => {
    expect(valueFrom('date', '1/2/2026')).toBe('"1/2/2026" could be two dates. Write it as 2026-12-31.');
    expect(valueFrom('date', '1/2/2026', { slashes: 'day_first' })).toBe('2026-02-01');
    expect(valueFrom('date', '1/2/2026', { slashes: 'month_first' })).toBe('2026-01-02');
  });

  test.each(['2026-02-30', '31.4.2026', 'soon', '2026-13-01', '1.1.26', 12])('refuses %s as a date', (text) => {
    expect(coerce('date', text).ok).toBe(false);
  });

  it('knows yes and no in words', () => {
    expect(['Ja', 'TRUE', '1', true].map((text) => valueFrom('boolean', text))).toEqual([true, true, true, true]);
    expect(['nein', 'false', 0, false].map((text) => valueFrom('boolean', text))).toEqual([false, false, false, false]);
    expect(valueFrom('boolean', 'perhaps')).toBe('"perhaps" is neither yes nor no.');
  });

  it('takes a choice in any case and tells the choices otherwise', () => {
    expect(valueFrom('choice', ' PRO ')).toBe('pro');
    expect(valueFrom('choice', 'gold')).toBe('"gold" is not one of the choices: "pro", "Free".');
  });

  it('makes a list of a text, each entry once', () => {
    expect(valueFrom('list', 'tea, mugs , tea')).toEqual(['tea', 'mugs']);
    expect(valueFrom('list', 'green, black; white')).toEqual(['green, black', 'white']);
    expect(valueFrom('list', ['a', ' ', 'b'])).toEqual(['a', 'b']);
    expect(coerce('list', [{ a: 1 }]).ok).toBe(false);
  });

  test.each(['text', 'number', 'boolean', 'date', 'choice', 'list'] as const)('is nothing when empty (%s)', (type) => {
    for (const empty of ['', '   ', null, undefined]) expect(valueFrom(type, empty)).toBeNull();
  });

  test.each(['text', 'number', 'boolean', 'date', 'choice', 'list'] as const)(
    'stays itself when read again (%s)',
    (type) => {
      const once = valueFrom(
        type,
        { text: 'a', number: '1.5', boolean: 'yes', date: '1.2.2026', choice: 'free', list: 'a;b' }[type],
      );
      expect(valueFrom(type, once)).toEqual(once);
    },
  );
});

it('is called by what people can read, where a file names it for machines', () => {
  expect(['signup_date', 'signupDate', 'JOB_TITLE', 'plan', 'email 2'].map(fieldLabelFor)).toEqual([
    ...['Signup date', 'Signup date', 'Job title', 'Plan', 'Email 2'],
  ]);
  const written = ['Größe (cm)', 'PLZ', 'Customer ID', 'E-Mail', 'VAT ID nr_2'];
  expect(written.map(fieldLabelFor)).toEqual(written);
  expect(['___', ' iPhone ', 'x'.repeat(100)].map(fieldLabelFor)).toEqual(['___', 'iPhone', `X${'x'.repeat(79)}`]);
});

describe('the key of a field', () => {
  it('is made from what people call it', () => {
    expect(fieldKeyFor('Größe (cm)')).toBe('grosse_cm');
    expect(fieldKeyFor('1. Kauf')).toBe('kauf');
    expect(fieldKeyFor('日本')).toBe('field');
    expect(fieldKeyFor('Plan', new Set(['plan', 'plan_2']))).toBe('plan_3');
  });

  it('is neither a built-in name nor a word of the rules', () => {
    for (const key of ['email', 'within', 'tag', 'Plan', 'a-b', '9lives', ''])
      expect(fieldKeyProblem(key)).not.toBeNull();
    for (const key of ['plan', 'first_order', 'a1']) expect(fieldKeyProblem(key)).toBeNull();
    expect(fieldKeyFor('E-Mail')).toBe('e_mail');
    expect(fieldKeyProblem(fieldKeyFor('Name'))).toBeNull();
  });

  it('has choices that differ in more than their case', () => {
    expect(cleanChoices([' Pro', 'pro', '', 'Free'])).toEqual(['Pro', 'Free']);
  });
});
