import { describe, expect, it } from 'vitest';
import { parseSegment } from '#shared/domain/segment/parse-segment.ts';
import { printSegment } from '#shared/domain/segment/print-segment.ts';
import type { SegmentNode } from '#shared/domain/segment/segment-ast.ts';
import { sayProblem } from '#shared/domain/segment/segment-problem.ts';
import { computingMillis } from '#test/support/computing-millis.ts';

function ruleOf(source: string): SegmentNode {
  const { rule, problems } = parseSegment(source);
  expect(problems.map(sayProblem)).toEqual([]);
  if (!rule) throw new Error('no rule');
  return rule;
}

const usual = (source: string) => printSegment(ruleOf(source));

function problemsOf(source: string): string[] {
  const { rule, problems } = parseSegment(source);
  expect(rule).toBeNull();
  return problems.map(sayProblem);
}

describe('the usual text of a rule', () => {
  it.each([
    `segment = 'VIP' AND last_purchase_days < 30 OR purchases_last_month > 3`,
    `country IN ('DE', 'AT') AND NOT tag = 'press'`,
    `plan = 'pro' AND signup_date >= now - 90d`,
    `opened(campaign = 'Spring sale') within 30d AND NOT clicked(any) within 30d`,
    `count(event = 'purchase', amount >= 50) >= 2 within 1y`,
    `email ENDS WITH '@example.org' OR company IS EMPTY`,
    `in list 'Newsletter' AND received(any) at most 3 times within 7d`,
    `sum(amount, event = 'order', status = 'paid', coupon IS NOT EMPTY, NOT shop ~ 'test') > 300.5`,
    `(a = 1 OR b = 2) AND NOT (c = 3 AND d = -4.5) AND (e = 5 AND f = 6)`,
    `tag IN ('press', 'Gold') OR in list 'Newsletter' as unsubscribed OR phone IS NOT EMPTY`,
    `signup_date BETWEEN 2026-01-01 AND today - 1w OR created_at < 2026-03-01T09:30`,
    `name ~ 'anna' AND newsletter = true AND interests CONTAINS 'tea'`,
    `attributes.country = 'x' AND attributes.'order no' = 'y' AND attributes.within = 3`,
    `count(event = 'x', data.event = 'y', data.'order no' != 'z') < 1e+21`,
  ])('stays as it is: %s', (source) => {
    expect(usual(source)).toBe(source);
  });

  it.each([
    [`attributes.plan = 'pro' AND clicked() within 30d`, `plan = 'pro' AND clicked(any) within 30d`],
    [`COUNTRY in ('DE') and not TAG = 'a'`, `country IN ('DE') AND NOT tag = 'a'`],
    [
      `country NOT IN ('DE') AND tag != 'a' AND segment != 'b'`,
      `NOT country IN ('DE') AND NOT tag = 'a' AND NOT segment = 'b'`,
    ],
    [`x <> 1 AND y == 2 AND z ≥ 3`, `x != 1 AND y = 2 AND z >= 3`],
    [`name = "O'Hara" AND city = ‘Köln’ AND company = „A“`, `name = 'O''Hara' AND city = 'Köln' AND company = 'A'`],
    [`opened() within 30 days at least 1 time`, `opened(any) within 30d`],
    [`opened(any) within 2 Weeks exactly 1 times`, `opened(any) exactly 1 times within 2w`],
    [`count(event = 'x') within 1y >= 2`, `count(event = 'x') >= 2 within 1y`],
    [`((a = 1)) AND (b = 2 AND (c = 3))`, `a = 1 AND (b = 2 AND c = 3)`],
    [`d >= yesterday AND d < tomorrow AND e > now-90d`, `d >= today - 1d AND d < today + 1d AND e > now - 90d`],
    [
      `d = 2026-03-01T10:00+01:00 OR d = 2026-03-01T09:00:30`,
      `d = 2026-03-01T09:00:00.000Z OR d = 2026-03-01T09:00:30`,
    ],
    [`in segment 'VIP' OR x = .5 OR x = -0 OR x = 007`, `segment = 'VIP' OR x = 0.5 OR x = 0 OR x = 7`],
  ])('is made of %s', (source, text) => {
    expect(usual(source)).toBe(text);
    expect(usual(text)).toBe(text);
  });

  it('binds NOT before AND before OR', () => {
    const rule = ruleOf('NOT a = 1 AND b = 2 OR c = 3');
    expect(rule).toMatchObject({ kind: 'or', children: [{ kind: 'and', children: [{ kind: 'not' }, {}] }, {}] });
  });

  it('says of each node where it stands', () => {
    const source = `country = 'DE' AND  NOT (opened(any) within 30d)`;
    const rule = ruleOf(source);
    const at = ({ span }: { span: { from: number; to: number } }) => source.slice(span.from, span.to);
    if (rule.kind !== 'and') throw new Error('not a group');
    expect(rule.children.map(at)).toEqual([`country = 'DE'`, `NOT (opened(any) within 30d)`]);
    expect(at(rule)).toBe(source);
  });
});

describe('a text between quotes', () => {
  it.each([
    [`'it''s'`, `it's`],
    [`'a\\'`, 'a\\'],
    [`'''; DROP TABLE contact; --'`, `'; DROP TABLE contact; --`],
    [`''`, ''],
    [`"a ""b"""`, 'a "b"'],
    [`'1 OR 1=1'`, '1 OR 1=1'],
    [`'two\nlines 🙂'`, 'two\nlines 🙂'],
  ])('%s is only a text', (source, value) => {
    expect(ruleOf(`name = ${source}`)).toMatchObject({ values: [{ type: 'text', value }] });
  });
});

describe('a problem', () => {
  it.each([
    [``, `Line 1, column 1: The rule is empty. Write a condition such as country = 'DE'.`],
    [`country = DE`, `Line 1, column 11: Text stands between quotes. Did you mean 'DE'?`],
    [`city = New York AND x = 1`, `Line 1, column 8: Text stands between quotes. Did you mean 'New York'?`],
    [`country = 'DE`, `Line 1, column 11: This text has no closing quote.`],
    [`country = 'DE' adn x = 1`, `Line 1, column 16: "adn" is not possible here. Did you mean AND?`],
    [`country = 'DE' x = 1`, `Line 1, column 16: "x" is not possible here. Possible here: AND, OR.`],
    [`(a = 1`, `Line 1, column 1: This parenthesis is not closed.`],
    [`a = 1) AND b = 2`, `Line 1, column 6: ")" is not possible here. Possible here: AND, OR.`],
    [`a = 1 AND`, `Line 1, column 10: The rule ends too early. Possible here: country = 'DE'.`],
    [`price > 0,5`, `Line 1, column 9: Decimals stand behind a point. Did you mean 0.5?`],
    [`a = 1 && b = 2`, `Line 1, column 7: "&&" is not possible here. Did you mean AND?`],
    [`opend(any)`, `Line 1, column 1: "opend" is not possible here. Did you mean opened?`],
    [`x >= 30d`, `Line 1, column 6: 30d is a length of time and no date. Did you mean now - 30d?`],
    [`opened within 30d`, `Line 1, column 1: opened stands with parentheses. Did you mean opened(any)?`],
    [`event = 'purchase'`, `Line 1, column 1: Events are counted or added up: count(event = 'purchase') >= 1.`],
    [`campaign = 'Sale'`, `Line 1, column 1: Campaigns are asked for by what people did: opened(campaign = 'Name').`],
    [`list = 'x'`, `Line 1, column 1: A list is asked for with in list 'Name'. Did you mean in list?`],
    [`in lst 'x'`, `Line 1, column 4: "lst" is not possible here. Did you mean list?`],
    [`x IS NULL`, `Line 1, column 6: A missing value is asked for with IS EMPTY. Did you mean EMPTY?`],
    [
      `x >= 2026-02-30`,
      `Line 1, column 6: There is no such date as 2026-02-30. Write it as 2026-12-31 or 2026-12-31T18:00.`,
    ],
    [`x > 1e999`, `Line 1, column 5: 1e999 is too large a number.`],
    [`x > today - 3h`, `Line 1, column 5: Hours are counted from now, not from today.`],
    [
      `opened() within 30 foo`,
      `Line 1, column 17: "foo" is not a unit of time. Use h, d, w, m or y: hours, days, weeks, months, years.`,
    ],
    [`opened() within 0d`, `Line 1, column 17: A length of time is a whole number, at least 1.`],
    [`opened() within 101y`, `Line 1, column 17: A length of time is at most 100 years.`],
    [`opened() within 3d within 4d`, `Line 1, column 20: within stands here a second time.`],
    [`opened() at least 2.5 times`, `Line 1, column 19: How many times is a whole number.`],
    [`tag ~ 'x'`, `Line 1, column 5: "~" is not possible here. Possible here: =, !=, NOT, IN.`],
    [`count(event = 'x')`, `Line 1, column 19: The rule ends too early. Possible here: =, !=, <, <=, >, >=.`],
    [`x = 'a\0b'`, `Line 1, column 5: A text cannot contain the character U+0000.`],
  ])('in %j is told with its place', (source, problem) => {
    expect(problemsOf(source)).toEqual([problem]);
  });

  it('does not hide the next one', () => {
    expect(problemsOf(`x = 1 AND\n  (y = AND z = 3) OR\n  count(event = , a > 3) >= 2 AND w =`)).toEqual([
      `Line 2, column 8: "AND" is not possible here. Possible here: 'text', 12, 2026-12-31, now - 30d, true.`,
      `Line 3, column 17: "," is not possible here. Possible here: 'Name'.`,
      `Line 3, column 38: The rule ends too early. Possible here: 'text', 12, 2026-12-31, now - 30d, true.`,
    ]);
  });

  it('is one of at most 20, and says so', () => {
    const problems = problemsOf('x = ! AND '.repeat(500));
    expect(problems).toHaveLength(21);
    expect(problems.at(-1)).toContain('There are more problems after this one.');
  });

  it('carries what a screen needs to say it in another language', () => {
    const [problem] = parseSegment('price > 0,5').problems;
    expect(problem).toMatchObject({ code: 'decimal_comma', from: 8, to: 11, suggestion: '0.5' });
    const [other] = parseSegment('country').problems;
    expect(other?.expected).toContainEqual({ kind: 'operator', word: 'is empty', operator: 'empty' });
  });
});

describe('a very large rule', () => {
  const fastest = (source: string) => {
    return Math.min(...[1, 2, 3, 4].map(() => computingMillis(() => void parseSegment(source))));
  };

  const conditions = (n: number) => Array.from({ length: n }, (_, i) => `country = 'D${i}'`).join(' OR ');

  it('of 10,000 conditions is read whole', () => {
    const rule = ruleOf(conditions(10_000));
    expect(rule.kind === 'or' && rule.children.length).toBe(10_000);
  });

  it('takes time by its length, not by the square of it', () => {
    expect(fastest(conditions(100_000))).toBeLessThan(40 * fastest(conditions(10_000)) + 50);
  });

  it.each([
    ['parentheses', `${'('.repeat(10_000)}a = 1${')'.repeat(10_000)}`, 101],
    ['NOTs', `${'NOT '.repeat(10_000)}a = 1`, 401],
  ])('of 10,000 nested %s is refused in a sentence', (_, source, column) => {
    expect(problemsOf(source)).toEqual([
      `Line 1, column ${column}: The rule is nested deeper than 100 levels. Put inner parts into segments of their own.`,
    ]);
  });

  it('may be 100 levels deep', () => {
    expect(usual(`${'('.repeat(99)}a = 1${')'.repeat(99)}`)).toBe('a = 1');
  });

  it.each([
    '(',
    ')',
    "'",
    'a ',
    'a = 1 ',
    'count(',
    '1,',
    'a in (',
    'NOT ',
    'a = 1 AND (',
    '“',
    '.',
    'now -',
    'x = ! AND ',
  ])('of %j again and again takes time in proportion to its length', (part) => {
    const short = fastest(part.repeat(Math.floor(50_000 / part.length)));
    const long = fastest(part.repeat(Math.floor(400_000 / part.length)));
    expect(long).toBeLessThan(8 * 4 * short + 50);
  });

  it('longer than a million characters is refused', () => {
    expect(problemsOf(`x = '${'x'.repeat(1_000_000)}'`)).toEqual([
      'Line 1, column 1000001: The rule is longer than 1000000 characters.',
    ]);
  });
});
