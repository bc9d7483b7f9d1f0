import fc from 'fast-check';
import type { Tx } from '#main/db/access.ts';
import { addFieldColumn, createIndex, fieldColumn } from '#main/repositories/segment/field-index.repo.ts';
import { recountEngagement } from '#main/repositories/tracking/engagement.repo.ts';
import { countDeed, type HitRow, insertHits } from '#main/repositories/tracking/hit.repo.ts';
import { keysOf } from '#main/services/contact/make-contact.ts';
import { engagedUntil } from '#shared/domain/engagement.ts';
import {
  ENGAGEMENTS,
  MEASURE_OPERATORS,
  NOWHERE,
  type SegmentCondition,
  type SegmentNode,
  type SegmentOperator,
  type SegmentTarget,
  type SegmentValue,
  TIMES,
  type Window,
} from '#shared/domain/segment/segment-ast.ts';
import { OPERATORS_OF } from '#shared/domain/segment/segment-operators.ts';
import { DAY, HOUR, instantOf } from '#shared/kernel/instant.ts';
import type { TestDatabase } from './open-test-database.ts';
import { rulesOf } from './segment-rules.ts';

/** Few values, so that random rules fit some people and not others. */
const TEXTS = ['DE', 'AT', 'de', 'Wien', 'Zoë Müller', 'zoe', '50%', 'a_b', "it's", '🙂', '\u{ffff}', ' ', 'x"y'];
const NUMBERS = [-1.5, 0, 1, 2, 2.5, 3, 10];
const FIELDS = [
  ['plan', 'choice'],
  ['points', 'number'],
  ['since', 'date'],
  ['member', 'boolean'],
  ['interests', 'list'],
  ['note', 'text'],
] as const;
const COLUMNS = ['email', 'first_name', 'last_name', 'company', 'city', 'country', 'locale', 'phone'] as const;
const EVENTS = ['purchase', 'visit'];
const ZONE = 'America/New_York';
const IDS = [1, 2, 3];

const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { freq: 3 });
const text = fc.constantFrom(...TEXTS);
/** About the days on which the clocks of the zone change, the hour in which a day begins there, and the start of the test's clock. */
const moment = fc.oneof(
  fc.integer({ min: Date.UTC(2025, 9, 30), max: Date.UTC(2026, 2, 2, 9) }),
  fc.integer({ min: 0, max: 120 }).map((days) => Date.UTC(2026, 2, 2, 5) - days * DAY),
  fc.integer({ min: 0, max: 48 }).map((hours) => Date.UTC(2026, 2, 2, 9) - hours * HOUR),
);
const day = moment.map((at) => instantOf(at).slice(0, 10));
const date = fc.oneof(day, moment.map(instantOf));
/** What stands in a field may be of another type than the field. */
const anything = fc.oneof(
  text,
  fc.constantFrom(...NUMBERS),
  fc.boolean(),
  date,
  fc.constantFrom('', '2026-13-77', '5', 'pro', null),
  fc.array(text, { maxLength: 3 }),
);

const attributes = fc.record(
  {
    plan: fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom('free', 'pro', "it's") },
      { weight: 1, arbitrary: anything },
    ),
    points: fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...NUMBERS) }, { weight: 1, arbitrary: anything }),
    since: fc.oneof({ weight: 4, arbitrary: date }, { weight: 1, arbitrary: anything }),
    member: fc.oneof({ weight: 4, arbitrary: fc.boolean() }, { weight: 1, arbitrary: anything }),
    interests: fc.oneof({ weight: 4, arbitrary: fc.array(text, { maxLength: 3 }) }, { weight: 1, arbitrary: anything }),
    note: fc.oneof({ weight: 4, arbitrary: text }, { weight: 1, arbitrary: anything }),
  },
  { requiredKeys: [] },
);

const person = fc.record({
  columns: fc.tuple(
    ...COLUMNS.map((name) => (name === 'email' || name === 'phone' ? maybe(text) : fc.oneof(text, fc.constant('')))),
  ),
  attributes,
  created_at: moment,
  last_seen_at: maybe(moment),
  deeds: fc.array(fc.record({ deed: fc.constantFrom('open' as const, 'click' as const), at: moment }), {
    maxLength: 6,
  }),
  deleted: fc.boolean().map((yes) => yes),
  suppressed: maybe(fc.constantFrom('unsubscribed', 'bounced', 'blocked')),
  tags: fc.subarray(IDS),
  lists: fc.array(fc.tuple(fc.constantFrom(...IDS), fc.constantFrom('subscribed', 'unconfirmed', 'unsubscribed')), {
    maxLength: 3,
  }),
  messages: fc.array(
    fc.record({
      send: fc.constantFrom(...IDS),
      state: fc.constantFrom('accepted', 'accepted', 'bounced', 'queued', 'complained'),
      at: moment,
      opened: maybe(moment),
      clicked: maybe(moment),
    }),
    { maxLength: 3 },
  ),
  events: fc.array(
    fc.record({
      name: fc.constantFrom(1, 2),
      at: moment,
      data: fc.dictionary(
        fc.constantFrom('amount', 'coupon', 'x"y', 'first order'),
        fc.oneof(fc.constantFrom(...NUMBERS), text, fc.boolean()),
        { maxKeys: 3 },
      ),
    }),
    { maxLength: 6 },
  ),
});

export const people = fc.array(person, { minLength: 12, maxLength: 20 });
export type People = (typeof people extends fc.Arbitrary<infer Value> ? Value : never) & object;

/** Writes people into an empty database, together with three tags, lists and campaigns, custom fields and event names. */
export function fillPeople({ db }: TestDatabase, everybody: People): void {
  db.write((tx) => {
    const run = (sql: string, ...values: unknown[]) => tx.sql(sql).run(...values);
    run(
      `INSERT INTO organization (no, id, name, slug, timezone, locale, created_at) VALUES (1, 'o', 'O', 'o', ?, 'en', 0)`,
      ZONE,
    );
    for (const [at, [key, type]] of FIELDS.entries()) {
      run(
        'INSERT INTO custom_field (no, id, key, label, type, position, created_at) VALUES (?, ?, ?, ?, ?, ?, 0)',
        ...[at + 1, `field-${at + 1}`, key, key, type, at],
      );
    }
    for (const no of IDS) {
      run('INSERT INTO tag (no, id, name, created_at) VALUES (?, ?, ?, 0)', no, `tag-${no}`, `Tag ${no}`);
      run('INSERT INTO list (no, id, name, created_at) VALUES (?, ?, ?, 0)', no, `list-${no}`, `List ${no}`);
      run(
        'INSERT INTO campaign (no, id, name, created_at) VALUES (?, ?, ?, 0)',
        no,
        `campaign-${no}`,
        `Campaign ${no}`,
      );
      run(
        `INSERT INTO send (no, id, campaign_no, channel, state, created_at, updated_at) VALUES (?, ?, ?, 'email', 'sent', 0, 0)`,
        ...[no, `send-${no}`, no],
      );
    }
    for (const [at, name] of EVENTS.entries()) run('INSERT INTO event_name (no, name) VALUES (?, ?)', at + 1, name);
    for (const [at, one] of everybody.entries()) addPerson(run, at + 1, one);
    run(`UPDATE audience_count SET n = (SELECT count(*) FROM contact WHERE deleted_at IS NULL)`);
  });
}

type Run = (sql: string, ...values: unknown[]) => unknown;

function addPerson(run: Run, no: number, one: People[number]): void {
  const [email = null, first_name = '', last_name = '', company = ''] = one.columns;
  const { name_key, company_key } = keysOf({
    ...{ email, first_name: first_name ?? '', last_name: last_name ?? '', company: company ?? '' },
  });
  const deleted_at = one.deleted && no % 5 === 0 ? 1 : null;
  run(
    `INSERT INTO contact (no, id, email_key, attributes, created_at, updated_at, last_seen_at, engaged_until, deleted_at, name_key,
       company_key, ${COLUMNS.join(', ')}) VALUES (?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ${COLUMNS.map(() => '?').join(', ')})`,
    ...[no, `contact-${no}`, email ? `${no}@example.org` : null, JSON.stringify(one.attributes), one.created_at],
    ...[one.last_seen_at, engagedUntil(one.deeds), deleted_at, name_key, company_key, ...one.columns],
  );
  if (one.suppressed && email) {
    run(
      `INSERT INTO suppression (channel, address_hash, contact_no, reason, source, at) VALUES ('email', ?, ?, ?, 'test', 0)`,
      ...[`hash-${no}`, no, one.suppressed],
    );
  }
  for (const tag of one.tags) run('INSERT INTO contact_tag (tag_no, contact_no, at) VALUES (?, ?, 0)', tag, no);
  for (const [list, state] of new Map(one.lists)) {
    run(
      `INSERT INTO list_member (list_no, contact_no, state, changed_at, source) VALUES (?, ?, ?, 0, 'test')`,
      ...[list, no, state],
    );
  }
  for (const [send, message] of new Map(one.messages.map((message) => [message.send, message]))) {
    addMessage(run, no, { ...message, send });
  }
  for (const { name, at, data } of one.events) {
    run('INSERT INTO event (name_no, contact_no, at, data) VALUES (?, ?, ?, ?)', name, no, at, JSON.stringify(data));
  }
}

function addMessage(
  run: Run,
  contact: number,
  { send, state, at, opened, clicked }: People[number]['messages'][number],
) {
  const delivery = contact * 10 + send;
  run(
    `INSERT INTO delivery (no, send_no, contact_no, address, state, changed_at) VALUES (?, ?, ?, '', ?, ?)`,
    ...[delivery, send, contact, state, at],
  );
  for (const [kind, hit] of [
    ['open', opened],
    ['click', clicked],
  ] as const) {
    if (hit === null) continue;
    run(
      `INSERT INTO hit_first (delivery_no, kind, link, n, at, last_at, human_n, human_at, human_last_at)
       VALUES (?, ?, -1, 1, ?, ?, 1, ?, ?)`,
      ...[delivery, kind, hit, hit, hit, hit],
    );
    run(`INSERT INTO hit (at, send_no, delivery_no, kind, ip) VALUES (?, ?, ?, ?, '')`, ...[hit, send, delivery, kind]);
  }
}

/** Gives every field that can have one its index. */
export function indexEverything({ db }: TestDatabase): void {
  db.write((tx) => {
    for (const [at, [key, type]] of FIELDS.entries()) {
      const column = fieldColumn({ no: at + 1, type });
      if (column === null) continue;
      addFieldColumn(tx, { no: at + 1, key, type });
      createIndex(tx, column);
    }
    for (const column of [...COLUMNS, 'created_at', 'last_seen_at', 'engaged_until']) createIndex(tx, column);
  });
}

const target = (kind: string): fc.Arbitrary<SegmentTarget> =>
  fc.constantFrom(...IDS).map((no) => ({ name: `${kind} ${no}`, id: `${kind}-${no}`, span: NOWHERE }));
const values = {
  text: fc.oneof(text, fc.constantFrom('free', 'pro', '', 'Z', 'deliverable', 'bounced')),
  number: fc.constantFrom(...NUMBERS),
};
const textValue = values.text.map((value): SegmentValue => ({ type: 'text', value, span: NOWHERE }));
const numberValue = values.number.map((value): SegmentValue => ({ type: 'number', value, span: NOWHERE }));
const booleanValue = fc.boolean().map((value): SegmentValue => ({ type: 'boolean', value, span: NOWHERE }));
const dateValue: fc.Arbitrary<SegmentValue> = fc.oneof(
  fc
    .oneof(
      date,
      moment.map((at) => instantOf(at).slice(0, 16)),
    )
    .map((value): SegmentValue => ({ type: 'date', value, span: NOWHERE })),
  fc.tuple(fc.constantFrom('now' as const, 'today' as const), maybe(fc.integer({ min: -60, max: -1 }))).map(
    ([base, days]): SegmentValue => ({
      type: 'relative_date',
      base,
      offset: days === null ? null : { amount: days, unit: 'd' },
      span: NOWHERE,
    }),
  ),
);
const VALUE_OF = {
  text: textValue,
  choice: textValue,
  list: textValue,
  number: numberValue,
  boolean: booleanValue,
  date: dateValue,
};

function test(type: keyof typeof VALUE_OF): fc.Arbitrary<{ op: SegmentOperator; values: SegmentValue[] }> {
  return fc.constantFrom(...OPERATORS_OF[type]).chain((op) => {
    const least = op === 'empty' ? 0 : op === 'between' ? 2 : 1;
    return fc
      .array(VALUE_OF[type], { minLength: least, maxLength: op === 'in' ? 3 : least })
      .map((given) => ({ op, values: given }));
  });
}

const field = fc.oneof(
  fc.constantFrom(...FIELDS).map(([name, type]) => ({ name, type, custom: true })),
  fc.constantFrom(...COLUMNS, 'name').map((name) => ({ name, type: 'text' as const, custom: false })),
  fc.constantFrom('created_at', 'last_seen_at').map((name) => ({ name, type: 'date' as const, custom: false })),
  fc.constant({ name: 'status', type: 'choice' as const, custom: false }),
  fc.constant({ name: 'engagement', type: 'number' as const, custom: false }),
);

const window: fc.Arbitrary<Window | null> = maybe(
  fc.record({
    amount: fc.integer({ min: 1, max: 60 }),
    unit: fc.constantFrom('h', 'd', 'w', 'm'),
    span: fc.constant(NOWHERE),
  }),
);

type Field = typeof field extends fc.Arbitrary<infer Value> ? Value : never;

function comparisonOf({ name, type, custom }: Field): fc.Arbitrary<SegmentCondition> {
  return test(type).map(
    (tested): SegmentCondition => ({
      kind: 'comparison',
      field: { name, custom, span: NOWHERE },
      ...tested,
      span: NOWHERE,
    }),
  );
}

/** Two or three tests that one field has to stand. */
export const rulesOfOneField: fc.Arbitrary<SegmentNode> = field
  .chain((one) => fc.array(comparisonOf(one), { minLength: 2, maxLength: 3 }))
  .map((children) => ({ kind: 'and', children, span: NOWHERE }));

/** Each text sought in each field that has one. */
export const ALL_SEARCHES: readonly SegmentNode[] = [...COLUMNS, 'name'].flatMap((name) =>
  [...TEXTS, 'ZOE', 'zoë m', 'wi', '  '].map(
    (value): SegmentNode => ({
      kind: 'comparison',
      field: { name, custom: false, span: NOWHERE },
      op: '~',
      values: [{ type: 'text', value, span: NOWHERE }],
      span: NOWHERE,
    }),
  ),
);

const condition: fc.Arbitrary<SegmentCondition> = fc.oneof(
  field.chain(comparisonOf),
  fc
    .array(target('tag'), { minLength: 1, maxLength: 2 })
    .map((tags): SegmentCondition => ({ kind: 'tag', tags, span: NOWHERE })),
  fc
    .tuple(target('list'), fc.constantFrom('subscribed', 'unconfirmed', 'unsubscribed', 'any'))
    .map(([list, state]): SegmentCondition => ({ kind: 'list', list, state, span: NOWHERE })),
  fc.record({
    kind: fc.constant('engagement'),
    act: fc.constantFrom(...ENGAGEMENTS),
    campaign: maybe(target('campaign')),
    times: fc.record({ how: fc.constantFrom(...TIMES), n: fc.integer({ min: 0, max: 3 }) }),
    window,
    span: fc.constant(NOWHERE),
  }),
  fc
    .tuple(
      fc.constantFrom('count' as const, 'sum' as const),
      fc.constantFrom(...EVENTS, 'never'),
      fc.array(
        fc.tuple(
          fc.boolean(),
          fc.constantFrom('amount', 'coupon', 'x"y', 'first order'),
          fc.constantFrom('text', 'number', 'boolean').chain((type) => test(type as 'text')),
        ),
        { maxLength: 2 },
      ),
      fc.constantFrom(...MEASURE_OPERATORS),
      fc.integer({ min: -1, max: 4 }),
      window,
    )
    .map(
      ([measure, name, where, op, value, within]): SegmentCondition => ({
        kind: 'measure',
        measure,
        of: measure === 'sum' ? { name: 'amount', span: NOWHERE } : null,
        event: { name, id: null, span: NOWHERE },
        where: where.map(([not, data, tested]) => ({
          not,
          data: { name: data, span: NOWHERE },
          ...tested,
          span: NOWHERE,
        })),
        op,
        value,
        window: within,
        span: NOWHERE,
      }),
    ),
);

/** Rules that such people may fit, with their ids. */
export const sensibleRules: fc.Arbitrary<SegmentNode> = rulesOf(condition);

/** Something that happens to one of them, or time that passes. */
export const changeOf = fc.oneof(
  fc.record({ kind: fc.constant('person' as const), no: fc.integer({ min: 1, max: 20 }), person }),
  fc.record({ kind: fc.constant('event' as const), no: fc.integer({ min: 1, max: 20 }), name: fc.constantFrom(1, 2) }),
  fc.record({ kind: fc.constant('hit' as const), no: fc.integer({ min: 1, max: 20 }), send: fc.constantFrom(...IDS) }),
  fc.record({ kind: fc.constant('bin' as const), no: fc.integer({ min: 1, max: 20 }), out: fc.boolean() }),
  fc.record({ kind: fc.constant('gone' as const), no: fc.integer({ min: 1, max: 20 }) }),
  fc.record({
    kind: fc.constant('time' as const),
    by: fc.oneof(fc.integer({ min: 1, max: 3 * HOUR }), fc.integer({ min: HOUR, max: 40 * DAY })),
  }),
);
export type Change = (typeof changeOf extends fc.Arbitrary<infer Value> ? Value : never) & object;

/** Lets it happen, by the statements that Herald itself uses. */
export function changePeople({ db, clock }: TestDatabase, change: Change): void {
  if (change.kind === 'time') clock.advance(change.by);
  else db.write((tx) => changeOne(tx, change, clock.now()));
}

function changeOne(tx: Tx, change: Exclude<Change, { kind: 'time' }>, now: number): void {
  const run = (sql: string, ...values: unknown[]) => tx.sql(sql).run(...values);
  const { no } = change;
  if (change.kind === 'person' || change.kind === 'gone') removePerson(run, no);
  if (change.kind === 'person') addPerson(run, no, change.person);
  if (change.kind === 'bin') run('UPDATE contact SET deleted_at = ? WHERE no = ?', change.out ? null : now, no);
  if (change.kind === 'event' && tx.sql('SELECT 1 FROM contact WHERE no = ?').get(no)) {
    run('INSERT INTO event (name_no, contact_no, at) VALUES (?, ?, ?)', change.name, no, now);
  }
  if (change.kind === 'hit' && tx.sql('SELECT 1 FROM delivery WHERE no = ?').get(no * 10 + change.send)) {
    const hit = hitOf(no * 10 + change.send, change.send, now);
    insertHits(tx, [hit]);
    countDeed(tx, { delivery_no: hit.delivery_no, kind: 'open', link: -1 }, now);
    run(
      'UPDATE hit_first SET human_n = n, human_at = at, human_last_at = last_at WHERE delivery_no = ?',
      hit.delivery_no,
    );
    recountEngagement(tx, no);
  }
}

function removePerson(run: Run, no: number): void {
  run('DELETE FROM hit_first WHERE delivery_no IN (SELECT no FROM delivery WHERE contact_no = ?)', no);
  run('DELETE FROM hit WHERE delivery_no IN (SELECT no FROM delivery WHERE contact_no = ?)', no);
  for (const table of ['event', 'delivery', 'list_member', 'contact_tag', 'suppression']) {
    run(`DELETE FROM ${table} WHERE contact_no = ?`, no);
  }
  run('DELETE FROM contact WHERE no = ?', no);
}

function hitOf(delivery_no: number, send_no: number, at: number): HitRow {
  return { at, send_no, delivery_no, kind: 'open', link: null, agent_no: 1, ip: '' };
}
