import { describe, expect, it } from 'vitest';
import { NEVER_ENGAGED, withDeed } from '#shared/domain/engagement.ts';
import { checkSegment } from '#shared/domain/segment/check-segment.ts';
import { evaluateSegment, type SegmentVerdict } from '#shared/domain/segment/evaluate-segment.ts';
import type { SegmentNode } from '#shared/domain/segment/segment-ast.ts';
import { SegmentClock } from '#shared/domain/segment/segment-clock.ts';
import { sayProblem } from '#shared/domain/segment/segment-problem.ts';
import type { SegmentFacts, SegmentPerson } from '#shared/domain/segment/segment-subject.ts';
import { SHOP } from '#test/support/segment-rules.ts';

const NOW = Date.parse('2026-07-01T10:00:00Z');
const at = (text: string) => Date.parse(text);

const ANNA: SegmentPerson = {
  email: 'Anna@Example.org',
  phone: null,
  external_id: null,
  first_name: 'Änna',
  last_name: "O'Hara",
  company: '',
  city: 'Köln',
  country: 'DE',
  locale: 'de',
  timezone: 'Europe/Berlin',
  status: 'deliverable',
  created_at: at('2026-06-30T21:59:00Z'),
  last_seen_at: null,
  engaged_until: withDeed(NEVER_ENGAGED, 'click', at('2026-06-30T21:59:00Z')),
  attributes: {
    plan: 'pro',
    last_purchase_days: 12.5,
    signup_date: '2026-06-30',
    newsletter: true,
    interests: ['tea', 'Black coffee'],
    größe: '',
    old_number: '5',
  },
};

const FACTS: SegmentFacts = {
  tags: new Set(['tag-1']),
  lists: new Map([
    ['list-1', 'subscribed'],
    ['list-2', 'unsubscribed'],
  ]),
  messages: [
    {
      campaign_id: 'campaign-1',
      received_at: at('2026-05-01T08:00:00Z'),
      hits: [
        { act: 'open', at: at('2026-05-01T09:00:00Z'), by_human: true },
        { act: 'open', at: at('2026-06-20T09:00:00Z'), by_human: true },
        { act: 'click', at: at('2026-05-01T08:00:01Z'), by_human: false },
      ],
    },
    {
      campaign_id: 'campaign-2',
      received_at: at('2026-06-28T08:00:00Z'),
      hits: [{ act: 'open', at: at('2026-06-28T08:00:05Z'), by_human: false }],
    },
    { campaign_id: 'campaign-2', received_at: null, hits: [] },
  ],
  events: [
    { name: 'purchase', at: at('2025-08-01T00:00:00Z'), data: { amount: 80, coupon: 'X' } },
    { name: 'purchase', at: at('2026-06-01T00:00:00Z'), data: { amount: 20.5, day: '2026-05-30' } },
    { name: 'purchase', at: at('2020-01-01T00:00:00Z'), data: { amount: '99', coupon: '' } },
  ],
};

const RULES: Record<string, string> = {
  'segment-1': `segment = 'Big buyers' OR country = 'FR'`,
  'segment-2': `tag = 'press'`,
};

const typeOf = ({ name }: { name: string }) =>
  SHOP.fields.find((field) => field.custom && field.name === name)?.type ?? null;

function ruleOf(source: string): SegmentNode {
  const { rule, problems } = checkSegment(source, SHOP);
  if (!rule) throw new Error(problems.map(sayProblem).join('\n'));
  return rule;
}

function ask(source: string, changed: Partial<SegmentPerson> = {}): SegmentVerdict {
  const subject = { person: { ...ANNA, ...changed }, facts: FACTS };
  const clock = new SegmentClock(NOW, 'Europe/Berlin');
  const asked = (id: string) => (RULES[id] === undefined ? null : ruleOf(RULES[id]));
  return evaluateSegment(ruleOf(source), subject, { clock, ruleOf: asked, typeOf });
}

const yes = (sources: string[]) => sources.map((source) => [source, true] as const);
const no = (sources: string[]) => sources.map((source) => [source, false] as const);

describe('a condition', () => {
  it.each([
    ...yes([
      `country = 'DE'`,
      `country != 'FR'`,
      `country IN ('AT', 'DE')`,
      `city > 'Kz' AND city < 'L'`,
      `city CONTAINS 'öl' AND city STARTS WITH 'Kö' AND city ENDS WITH 'ln'`,
      `city ~ 'KOLN' AND name ~ "anna  o'hara"`,
      `name = 'Änna O''Hara'`,
      `email ENDS WITH '@Example.org'`,
      `status = 'deliverable'`,
    ]),
    ...no([
      `country = 'de'`,
      `city CONTAINS 'OL'`,
      `email ENDS WITH '@example.org'`,
      `name = 'Anna O''Hara'`,
      `first_name < 'Z'`,
    ]),
  ])('compares texts by their code points, and folded with ~: %s is %s', (source, holds) => {
    expect(ask(source).holds).toBe(holds);
  });

  it.each([
    ...yes([
      'last_purchase_days = 12.5',
      'last_purchase_days BETWEEN 12.5 AND 13',
      'last_purchase_days > -1',
      'newsletter = true',
    ]),
    ...no(['last_purchase_days BETWEEN 13 AND 20', 'newsletter != true', 'last_purchase_days < 12.5']),
  ])('compares numbers and truths: %s is %s', (source, holds) => {
    expect(ask(source).holds).toBe(holds);
  });

  it.each([
    ...yes(['engagement = 10', 'engagement BETWEEN 5 AND 10', 'engagement > 9.5', 'NOT engagement IS EMPTY']),
    ...no(['engagement > 10', 'engagement != 10', 'engagement < 10', 'engagement IN (9, 11)']),
  ])('compares what somebody does with their mail: %s is %s', (source, holds) => {
    expect(ask(source).holds).toBe(holds);
  });

  it.each([
    ...yes([`interests CONTAINS 'tea'`, `interests IN ('x', 'tea')`, `interests ~ 'COFFEE'`, `NOT interests IS EMPTY`]),
    ...no([`interests CONTAINS 'te'`, `interests CONTAINS 'Tea'`, `interests ~ 'cocoa'`]),
  ])('looks for entries of a list: %s is %s', (source, holds) => {
    expect(ask(source).holds).toBe(holds);
  });

  it.each([
    ...yes([
      `company IS EMPTY`,
      `NOT company = 'x'`,
      `NOT company != 'x'`,
      `größe IS EMPTY`,
      `phone IS EMPTY`,
      'NOT attributes.count < 5',
      'NOT last_seen_at > now - 1d',
    ]),
    ...no([
      `company = 'x'`,
      `company != 'x'`,
      `phone ~ '4'`,
      'attributes.count < 5',
      'attributes.count > 5',
      'last_seen_at != today',
      `city IS EMPTY`,
    ]),
  ])('with a missing value is false, and its NOT is true: %s is %s', (source, holds) => {
    expect(ask(source).holds).toBe(holds);
  });

  it('with a value of another type is false as well, whatever is asked', () => {
    const odd = {
      attributes: { last_purchase_days: '12', plan: 5, newsletter: 'true', signup_date: 'soon', interests: [] },
    };
    for (const source of [
      'last_purchase_days > 3',
      'last_purchase_days != 3',
      `plan != 'pro'`,
      'newsletter != true',
      'signup_date != today',
    ]) {
      expect(ask(source, odd).holds, source).toBe(false);
    }
    expect(ask('last_purchase_days IS EMPTY', odd).holds).toBe(false);
    expect(ask('interests IS EMPTY', odd).holds).toBe(true);
  });

  it.each([
    ...yes([
      'created_at = yesterday',
      'created_at <= 2026-06-30',
      'created_at < today',
      'created_at > now - 1d',
      'created_at >= 2026-06-30T23:59',
      'signup_date = today - 1d',
      'signup_date >= now - 1d',
      'signup_date BETWEEN today - 1w AND today',
      'signup_date IN (2026-06-29, 2026-06-30)',
    ]),
    ...no(['created_at > 2026-06-30', 'created_at = today', 'signup_date > now - 1d', 'signup_date < 2026-06-30']),
  ])('compares days of the zone where one side is a day: %s is %s', (source, holds) => {
    expect(ask(source).holds).toBe(holds);
  });

  it.each([
    ...yes([
      `tag = 'press'`,
      `tag IN ('Gold', 'press')`,
      `in list 'Newsletter'`,
      `in list 'Anna''s list' as unsubscribed`,
      `in list 'Anna''s list' as any`,
      `segment = 'VIP'`,
    ]),
    ...no([`tag = 'Gold'`, `in list 'Anna''s list'`, `in list 'Newsletter' as unconfirmed`, `NOT segment = 'VIP'`]),
  ])('knows tags, lists and segments: %s is %s', (source, holds) => {
    expect(ask(source).holds).toBe(holds);
  });

  it.each([
    ...yes([
      'opened(any) exactly 1 times',
      'any_open(any) exactly 2 times',
      `opened(campaign = 'Spring sale') within 30d`,
      'NOT clicked(any)',
      'any_click(any)',
      'received(any) exactly 2 times',
      'received(any) at most 1 times within 7d',
      `NOT opened(campaign = 'campaign-2')`,
      'clicked(any) at most 0 times',
    ]),
    ...no(['opened(any) within 1w', 'opened(any) at least 2 times', 'any_click(any) within 30d']),
  ])('counts messages, not hits, and people apart from machines: %s is %s', (source, holds) => {
    expect(ask(source).holds).toBe(holds);
  });

  it.each([
    ...yes([
      `count(event = 'purchase') = 3`,
      `count(event = 'purchase') = 2 within 1y`,
      `count(event = 'purchase', amount >= 50) = 1`,
      `count(event = 'purchase', NOT amount >= 50) = 2`,
      `count(event = 'purchase', coupon IS EMPTY) = 2`,
      `count(event = 'purchase', coupon IS NOT EMPTY, amount < 100) = 1`,
      `count(event = 'purchase', day > 2026-05-01) = 1`,
      `count(event = 'visit') = 0`,
      `sum(amount, event = 'purchase') = 100.5`,
      `sum(amount, event = 'purchase') = 20.5 within 60d`,
      `sum(amount, event = 'visit') <= 0`,
    ]),
    ...no([`count(event = 'purchase', amount = 99) > 0`, `count(event = 'purchase') > 3`]),
  ])('counts and adds up events: %s is %s', (source, holds) => {
    expect(ask(source).holds).toBe(holds);
  });
});

describe('the verdicts', () => {
  it('say of each condition what the contact has', () => {
    const verdict = ask(`country = 'FR' OR opened(any) AND in list 'Anna''s list' AND signup_date > now - 1d`);
    expect(verdict).toMatchObject({
      holds: false,
      value: null,
      children: [
        { holds: false, value: 'DE', type: 'text' },
        {
          holds: false,
          children: [
            { holds: true, value: 1, type: 'count' },
            { holds: false, value: 'unsubscribed', type: 'state' },
            { holds: false, value: '2026-06-30', type: 'date', dates: ['2026-06-30T10:00:00.000Z'] },
          ],
        },
      ],
    });
  });

  it('go on into the rules of other segments', () => {
    expect(ask(`segment = 'VIP'`)).toMatchObject({
      holds: true,
      children: [
        { children: [{ children: [{ value: ['press'], type: 'list', holds: true }] }, { value: 'DE', holds: false }] },
      ],
    });
  });

  it('end where a rule leads back to itself', () => {
    const loop = ruleOf(`segment = 'VIP'`);
    const context = { clock: new SegmentClock(NOW, 'UTC'), ruleOf: () => loop, typeOf };
    expect(evaluateSegment(loop, { person: ANNA, facts: FACTS }, context).holds).toBe(false);
  });

  it('of segments that name each other many times take no longer', () => {
    const twice = (id: string): SegmentNode => {
      const segment = { name: id, id, span: { from: 0, to: 0 } };
      const use: SegmentNode = { kind: 'segment', segment, span: segment.span };
      return { kind: 'or', children: [use, use], span: segment.span };
    };
    const clock = new SegmentClock(NOW, 'UTC');
    const ruleOfId = (id: string) => (id === '40' ? ruleOf(`country = 'FR'`) : twice(String(Number(id) + 1)));
    expect(evaluateSegment(twice('0'), { person: ANNA, facts: FACTS }, { clock, ruleOf: ruleOfId, typeOf }).holds).toBe(
      false,
    );
  });
});
