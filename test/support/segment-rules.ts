import fc from 'fast-check';
import {
  type DataCondition,
  ENGAGEMENTS,
  type FieldName,
  MEASURE_OPERATORS,
  NOWHERE,
  type SegmentCondition,
  type SegmentNode,
  type SegmentOperator,
  type SegmentTarget,
  type SegmentValue,
  TIME_UNITS,
  TIMES,
  type TimeUnit,
  type Window,
} from '#shared/domain/segment/segment-ast.ts';
import type { SegmentCatalogue } from '#shared/domain/segment/segment-catalogue.ts';
import { BUILT_IN_FIELDS, type SegmentFieldType } from '#shared/domain/segment/segment-field.ts';
import { OPERATORS_OF } from '#shared/domain/segment/segment-operators.ts';

const custom = (name: string, type: SegmentFieldType, choices?: string[]) => ({
  name,
  type,
  custom: true,
  ...(choices ? { choices } : {}),
});

/** A small shop, with names that are not easy. */
export const SHOP = {
  fields: [
    ...BUILT_IN_FIELDS,
    custom('plan', 'choice', ['free', 'pro', "it's"]),
    custom('last_purchase_days', 'number'),
    custom('purchases_last_month', 'number'),
    custom('signup_date', 'date'),
    custom('newsletter', 'boolean'),
    custom('interests', 'list'),
    custom('count', 'number'),
    custom('größe', 'text'),
  ],
  lists: [
    { id: 'list-1', name: 'Newsletter' },
    { id: 'list-2', name: "Anna's list" },
  ],
  segments: [
    { id: 'segment-1', name: 'VIP' },
    { id: 'segment-2', name: 'Big buyers' },
  ],
  tags: [
    { id: 'tag-1', name: 'press' },
    { id: 'tag-2', name: 'Gold' },
  ],
  campaigns: [
    { id: 'campaign-1', name: 'Spring sale' },
    { id: 'campaign-2', name: 'Twice' },
    { id: 'campaign-3', name: 'Twice' },
  ],
  events: [
    {
      name: 'purchase',
      data: [
        { name: 'amount', type: 'number' },
        { name: 'coupon', type: 'text' },
        { name: 'first order', type: 'boolean' },
      ],
    },
    { name: 'visit', data: [] },
  ],
} as const satisfies SegmentCatalogue;

/** Letters, quotes, what looks like syntax or SQL, other scripts, emoji, line breaks. */
const oddText = fc.oneof(
  fc.string({
    unit: fc.constantFrom(
      'a',
      'B',
      "'",
      '"',
      '\\',
      '%',
      '_',
      '-',
      ';',
      ' ',
      '\n',
      'ü',
      'ß',
      'İ',
      '字',
      '🙂',
      '‘',
      '”',
      '(',
    ),
  }),
  fc.constantFrom(
    "'; DROP TABLE contact; --",
    "' OR '1'='1",
    'now - 3d',
    '2026-01-01',
    'NOT',
    "''",
    '{{ name }}',
    ':name',
    '?1',
  ),
  fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0')),
);

const target = (name: fc.Arbitrary<string> = oddText): fc.Arbitrary<SegmentTarget> =>
  name.map((text) => ({ name: text, id: null, span: NOWHERE }));

const duration = fc.record({ amount: fc.integer({ min: 1, max: 100 }), unit: fc.constantFrom(...TIME_UNITS) });
const window: fc.Arbitrary<Window | null> = fc.option(duration.map((length) => ({ ...length, span: NOWHERE })));

const number = fc
  .oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
  .map((value) => (value === 0 ? 0 : value));
const day = fc
  .date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());

const offset = (units: readonly TimeUnit[]) =>
  fc.option(
    fc.record({ amount: fc.integer({ min: -50, max: 50 }).filter((n) => n !== 0), unit: fc.constantFrom(...units) }),
  );

const VALUES = {
  text: oddText.map((value): SegmentValue => ({ type: 'text', value, span: NOWHERE })),
  number: number.map((value): SegmentValue => ({ type: 'number', value, span: NOWHERE })),
  boolean: fc.boolean().map((value): SegmentValue => ({ type: 'boolean', value, span: NOWHERE })),
  date: fc.oneof(
    day.map((text): SegmentValue => ({ type: 'date', value: text.slice(0, 10), span: NOWHERE })),
    day.map((text): SegmentValue => ({ type: 'date', value: text.slice(0, 16), span: NOWHERE })),
    day.map((text): SegmentValue => ({ type: 'date', value: text, span: NOWHERE })),
    offset(TIME_UNITS).map((by): SegmentValue => ({ type: 'relative_date', base: 'now', offset: by, span: NOWHERE })),
    offset(['d', 'w', 'm', 'y']).map(
      (by): SegmentValue => ({ type: 'relative_date', base: 'today', offset: by, span: NOWHERE }),
    ),
  ),
};

interface Test {
  op: SegmentOperator;
  values: SegmentValue[];
}

/** An operator with as many values as it takes. */
function testOf(op: fc.Arbitrary<SegmentOperator>, value: fc.Arbitrary<SegmentValue>): fc.Arbitrary<Test> {
  return op.chain((chosen): fc.Arbitrary<Test> => {
    const least = chosen === 'empty' ? 0 : chosen === 'between' ? 2 : 1;
    const most = chosen === 'in' ? 4 : least;
    return fc.array(value, { minLength: least, maxLength: most }).map((values) => ({ op: chosen, values }));
  });
}

const anyTest = fc
  .constantFrom(...(['text', 'number', 'boolean', 'date'] as const))
  .chain((type) => testOf(fc.constantFrom(...OPERATORS_OF[type]), VALUES[type]));

const fieldName: fc.Arbitrary<FieldName> = fc.oneof(
  fc.constantFrom(...BUILT_IN_FIELDS).map(({ name }) => ({ name, custom: false, span: NOWHERE })),
  fc
    .oneof(oddText, fc.constantFrom('plan', 'Country', 'email', 'within', 'größe', 'order no', '2nd'))
    .map((name) => ({ name, custom: true, span: NOWHERE })),
);

const dataCondition: fc.Arbitrary<DataCondition> = fc
  .tuple(fc.boolean(), fc.oneof(oddText, fc.constantFrom('amount', 'event', 'data', 'not')), anyTest)
  .map(([not, name, test]) => ({ not, data: { name, span: NOWHERE }, ...test, span: NOWHERE }));

/** Any condition that has a text, whether it makes sense or not. */
const anyCondition: fc.Arbitrary<SegmentCondition> = fc.oneof(
  fc
    .tuple(fieldName, anyTest)
    .map(([field, test]): SegmentCondition => ({ kind: 'comparison', field, ...test, span: NOWHERE })),
  fc
    .array(target(), { minLength: 1, maxLength: 3 })
    .map((tags): SegmentCondition => ({ kind: 'tag', tags, span: NOWHERE })),
  target().map((segment): SegmentCondition => ({ kind: 'segment', segment, span: NOWHERE })),
  fc
    .tuple(target(), fc.constantFrom('subscribed', 'unconfirmed', 'unsubscribed', 'any'))
    .map(([list, state]): SegmentCondition => ({ kind: 'list', list, state, span: NOWHERE })),
  fc.record({
    kind: fc.constant('engagement'),
    act: fc.constantFrom(...ENGAGEMENTS),
    campaign: fc.option(target()),
    times: fc.record({ how: fc.constantFrom(...TIMES), n: fc.nat() }),
    window,
    span: fc.constant(NOWHERE),
  }),
  fc
    .tuple(
      fc.option(oddText),
      target(),
      fc.array(dataCondition, { maxLength: 3 }),
      fc.constantFrom(...MEASURE_OPERATORS),
      number,
      window,
    )
    .map(
      ([of, event, where, op, value, within]): SegmentCondition => ({
        kind: 'measure',
        measure: of === null ? 'count' : 'sum',
        of: of === null ? null : { name: of, span: NOWHERE },
        event,
        where,
        op,
        value,
        window: within,
        span: NOWHERE,
      }),
    ),
);

/** Groups and NOTs of conditions, a few levels deep. */
export function rulesOf(condition: fc.Arbitrary<SegmentCondition>): fc.Arbitrary<SegmentNode> {
  return fc.letrec<{ node: SegmentNode }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      condition,
      fc
        .tuple(fc.constantFrom('and', 'or'), fc.array(tie('node'), { minLength: 2, maxLength: 4 }))
        .map(([kind, children]): SegmentNode => ({ kind, children, span: NOWHERE })),
      tie('node').map((child): SegmentNode => ({ kind: 'not', child, span: NOWHERE })),
    ),
  })).node;
}

export const anyRule: fc.Arbitrary<SegmentNode> = rulesOf(anyCondition);

/** Texts that are nearly rules: words of the language, quotes, numbers and noise in any order. */
export const nearlyRules: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...`and or not in is between contains starts ends with empty null true false now today list tag segment campaign event
        attributes data any as at least most exactly times within opened clicked received count sum country plan amount = != < <= > >= ~
        ( ) , . - + ' " ‘ 30d 5 0.5 1e999 2026-02-30 2026-01-01 'x' 'VIP' && ! €`.split(/\s+/),
      ),
      oddText,
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(' '));
