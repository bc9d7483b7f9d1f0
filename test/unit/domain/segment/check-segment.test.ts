import { describe, expect, it } from 'vitest';
import { checkSegment } from '#shared/domain/segment/check-segment.ts';
import { printSegment } from '#shared/domain/segment/print-segment.ts';
import { sayProblem } from '#shared/domain/segment/segment-problem.ts';
import { usesOf } from '#shared/domain/segment/walk-segment.ts';
import { computingMillis } from '#test/support/computing-millis.ts';
import { SHOP } from '#test/support/segment-rules.ts';

function check(source: string, options?: Parameters<typeof checkSegment>[2]) {
  const { rule, problems, warnings } = checkSegment(source, SHOP, options);
  return { rule, problems: problems.map(sayProblem), warnings: warnings.map(sayProblem) };
}

describe('a rule that fits what exists', () => {
  it.each([
    `segment = 'VIP' AND last_purchase_days < 30 OR purchases_last_month > 3`,
    `country IN ('DE', 'AT') AND NOT tag = 'press'`,
    `plan = 'pro' AND signup_date >= now - 90d`,
    `opened(campaign = 'Spring sale') within 30d AND NOT clicked(any) within 30d`,
    `count(event = 'purchase', amount >= 50) >= 2 within 1y`,
    `email ENDS WITH '@example.org' OR company IS EMPTY`,
    `in list 'Newsletter' AND received(any) at most 3 times within 7d`,
    `interests CONTAINS 'tea' AND interests IN ('a', 'b') AND newsletter != false`,
    `sum(amount, event = 'purchase', coupon > 2026-01-01, data.'first order' = true) > 3`,
  ])('has no problem: %s', (source) => {
    const { rule, problems, warnings } = check(source);
    expect([...problems, ...warnings]).toEqual([]);
    expect(rule && printSegment(rule)).toBe(source);
  });

  it('knows the ids of what it names', () => {
    const { rule } =
      check(`segment = 'vip' AND tag IN ('PRESS') AND in list 'newsletter' AND clicked(campaign = 'spring SALE')
      AND count(event = 'Purchase', AMOUNT > 3) > 1 AND PLAN = 'pro' AND country = 'DE'`);
    expect(rule && usesOf(rule)).toEqual([
      { kind: 'segment', name: 'VIP', id: 'segment-1' },
      { kind: 'tag', name: 'press', id: 'tag-1' },
      { kind: 'list', name: 'Newsletter', id: 'list-1' },
      { kind: 'campaign', name: 'Spring sale', id: 'campaign-1' },
      { kind: 'event', name: 'purchase', id: null },
      { kind: 'field', name: 'plan', id: null },
    ]);
    expect(rule && printSegment(rule)).toContain(`count(event = 'purchase', amount > 3) > 1 AND plan = 'pro'`);
  });

  it('means the tag where no segment has the name', () => {
    const { rule } = check(`segment = 'Gold'`);
    expect(rule).toMatchObject({ kind: 'tag', tags: [{ id: 'tag-2', name: 'Gold' }] });
    expect(rule && printSegment(rule)).toBe(`tag = 'Gold'`);
  });

  it('names one of two campaigns of the same name by its id', () => {
    expect(check(`opened(campaign = 'Twice')`).problems).toEqual([
      'Line 1, column 19: 2 campaigns are called "Twice". Put the id of the one that is meant in its place.',
    ]);
    const { rule } = check(`opened(campaign = 'campaign-3')`);
    expect(rule).toMatchObject({ campaign: { id: 'campaign-3' } });
    expect(rule && printSegment(rule)).toBe(`opened(campaign = 'campaign-3')`);
  });
});

describe('a mistyped name', () => {
  it.each([
    [`contry = 'DE'`, `Line 1, column 1: There is no field "contry". Did you mean country?`],
    [`attributes.country = 'DE'`, `Line 1, column 1: There is no field "country". Did you mean country?`],
    [`cuont = 3`, `Line 1, column 1: There is no field "cuont". Did you mean attributes.count?`],
    [`zzz = 3`, `Line 1, column 1: There is no field "zzz". Custom fields are made under Settings, Fields.`],
    [`segment = 'VPI'`, `Line 1, column 11: There is no segment and no tag "VPI". Did you mean 'VIP'?`],
    [`tag = 'pres'`, `Line 1, column 7: There is no tag "pres". Did you mean 'press'?`],
    [`in list 'Annas list'`, `Line 1, column 9: There is no list "Annas list". Did you mean 'Anna''s list'?`],
    [`opened(campaign = 'Spring')`, `Line 1, column 19: There is no campaign "Spring". Did you mean 'Spring sale'?`],
  ])('is a problem with a suggestion: %s', (source, problem) => {
    expect(check(source)).toEqual({ rule: null, problems: [problem], warnings: [] });
  });

  it.each([
    [
      `count(event = 'purchse') > 0`,
      `Line 1, column 15: No event "purchse" has happened yet. Did you mean 'purchase'?`,
    ],
    [
      `count(event = 'refund') > 0`,
      `Line 1, column 15: No event "refund" has happened yet. The condition counts 0 until one does.`,
    ],
    [
      `count(event = 'purchase', amout > 3) > 0`,
      `Line 1, column 27: No event "purchase" had a value "amout" yet. Did you mean amount?`,
    ],
    [
      `country = 'Germany'`,
      `Line 1, column 11: Countries are kept as two letters; this never fits. Did you mean 'DE'?`,
    ],
    [
      `country IN ('de', 'AT')`,
      `Line 1, column 13: Countries are kept as two letters; this never fits. Did you mean 'DE'?`,
    ],
    [`count(event = 'purchase') >= 0`, `Line 1, column 1: This is true of everybody.`],
    [`count(event = 'purchase') = 1.5`, `Line 1, column 1: This is true of nobody.`],
    [`opened() at least 0 times`, `Line 1, column 1: This is true of everybody.`],
  ])('or a slip that can be asked is a warning: %s', (source, warning) => {
    const { rule, problems, warnings } = check(source);
    expect(rule).not.toBeNull();
    expect({ problems, warnings }).toEqual({ problems: [], warnings: [warning] });
  });
});

describe('types', () => {
  it.each([
    [`last_purchase_days > '30'`, `column 22: last_purchase_days is a number, but '30' is a text. Did you mean 30?`],
    [`last_purchase_days = 2026-01-01`, `column 22: last_purchase_days is a number, but 2026-01-01 is a date.`],
    [`first_name = 3`, `column 14: first_name is a text, but 3 is a number. Did you mean '3'?`],
    [`email = true`, `column 9: email is a text, but true is true or false. Did you mean 'true'?`],
    [
      `signup_date > '2026-01-01'`,
      `column 15: signup_date is a date, but '2026-01-01' is a text. Did you mean 2026-01-01?`,
    ],
    [`signup_date > 90`, `column 15: signup_date is a date, but 90 is a number.`],
    [`newsletter = 'yes'`, `column 14: newsletter is true or false, but 'yes' is a text. Did you mean true?`],
    [`country IN ('DE', 3)`, `column 19: country is a text, but 3 is a number. Did you mean '3'?`],
    [
      `interests = 'tea'`,
      `column 1: interests is a list of texts: = is not possible. Possible: CONTAINS, IN, ~, IS EMPTY.`,
    ],
    [`plan < 'pro'`, `column 1: plan is a choice: < is not possible. Possible: =, !=, IN, ~, IS EMPTY.`],
    [`plan = 'Pro'`, `column 8: plan is never "Pro". Did you mean 'pro'?`],
    [
      `status = 'asleep'`,
      `column 10: status is never "asleep". Choices: 'deliverable', 'unconfirmed', 'unsubscribed', 'bounced', 'complained', 'blocked', 'no_address'.`,
    ],
    [`sum(coupon, event = 'purchase') > 3`, `column 5: coupon is a text and cannot be added up.`],
    [`count(event = 'purchase', amount = 'x') > 3`, `column 36: amount is a number, but 'x' is a text.`],
    [`count(event = 'purchase', amount > now) > 3`, `column 36: amount is a number, but now is a date.`],
    [`count(event = 'visit', page IN ('a', 1)) > 3`, `column 38: page is a text, but 1 is a number. Did you mean '1'?`],
    [`first_name = ''`, `column 14: Nothing equals an empty text. Use IS EMPTY.`],
    [`name ~ ' '`, `column 8: Every text contains this one. Write letters or digits to look for.`],
    [`last_purchase_days BETWEEN 5 AND 1`, `column 1: Nothing lies between 5 and 1: the first is the larger one.`],
  ])('are held against each other: %s', (source, problem) => {
    const { problems } = check(source);
    expect(problems.filter((one) => !one.includes('No event'))).toEqual([`Line 1, ${problem}`]);
  });

  it('are checked although another part of the rule cannot be read', () => {
    expect(check(`contry = 'DE' AND\n plan =`).problems).toEqual([
      'Line 1, column 1: There is no field "contry". Did you mean country?',
      `Line 2, column 8: The rule ends too early. Possible here: 'text', 12, 2026-12-31, now - 30d, true.`,
    ]);
  });

  it('of thousands of wrong conditions are told for the first 20, at once', () => {
    const source = Array.from({ length: 10_000 }, (_, i) => `unknown_${i} = 'x'`).join(' AND ');
    let problems: string[] = [];
    const spent = computingMillis(() => {
      problems = check(source).problems;
    });
    expect(spent).toBeLessThan(1_000);
    expect(problems).toHaveLength(21);
    expect(problems.at(-1)).toContain('There are more problems after this one.');
  });
});

describe('a rule that leads back to itself', () => {
  const VIP = { id: 'segment-1', name: 'VIP' };
  const BUYERS = { id: 'segment-2', name: 'Big buyers' };

  it('is refused with the way', () => {
    const usesOf = (id: string) => (id === BUYERS.id ? [VIP] : []);
    expect(check(`country = 'DE' AND NOT segment = 'Big buyers'`, { segment: VIP, usesOf }).problems).toEqual([
      'Line 1, column 34: The rule leads back to itself: VIP > Big buyers > VIP.',
    ]);
    expect(check(`segment = 'VIP'`, { segment: VIP, usesOf }).problems).toEqual([
      'Line 1, column 11: The rule leads back to itself: VIP > VIP.',
    ]);
  });

  it('is not one that only meets another circle or the same segment twice', () => {
    const other = { id: 'segment-3', name: 'Other' };
    const usesOf = (id: string) => (id === BUYERS.id ? [other, other] : [BUYERS]);
    expect(check(`segment = 'Big buyers' OR segment = 'Big buyers'`, { segment: VIP, usesOf }).problems).toEqual([]);
  });

  it('is found at the end of a long way', () => {
    const step = (i: number) => ({ id: `step-${i}`, name: `Step ${i}` });
    const usesOf = (id: string) => {
      if (id === BUYERS.id) return [step(0)];
      const i = Number(id.slice(5));
      return [i < 20_000 ? step(i + 1) : VIP];
    };
    const { problems } = check(`segment = 'Big buyers'`, { segment: VIP, usesOf });
    expect(problems[0]).toMatch(/VIP > Big buyers > Step 0 > .* > \.\.\. > .* > Step 20000 > VIP\.$/);
  });
});
