import { describe, expect, it } from 'vitest';
import { completeSegment } from '#shared/domain/segment/complete-segment.ts';
import { SHOP } from '#test/support/segment-rules.ts';

/** `|` is the cursor. */
function complete(marked: string) {
  const offset = marked.indexOf('|');
  const source = marked.replace('|', '');
  const { from, to, items } = completeSegment(source, offset, SHOP);
  return { replaced: source.slice(from, to), texts: items.map((item) => item.text), items };
}

describe('completion', () => {
  it.each([
    [
      `country |`,
      '',
      [
        '=',
        '!=',
        '~',
        'CONTAINS',
        'STARTS WITH',
        'ENDS WITH',
        'IN',
        'NOT IN',
        '<',
        '<=',
        '>',
        '>=',
        'BETWEEN',
        'IS EMPTY',
      ],
    ],
    [`newsletter |`, '', ['=', '!=', 'IS EMPTY']],
    [`newsletter = |`, '', ['true', 'false']],
    [`country = 'DE' |`, '', ['AND', 'OR']],
    [`country = 'DE' a|`, 'a', ['AND']],
    [`(country = 'DE' |`, '', ['AND', 'OR', ')']],
    [`country IS |`, '', ['NOT', 'EMPTY']],
    [`plan = |`, '', [`'free'`, `'pro'`, `'it''s'`]],
    [`plan = 'p|`, `'p`, [`'pro'`]],
    [`plan = 'p|' AND x = 1`, `'p'`, [`'pro'`]],
    [`plan IN ('free', |`, '', [`'free'`, `'pro'`, `'it''s'`]],
    [`segment = |`, '', [`'VIP'`, `'Big buyers'`]],
    [`segment = 'buy|`, `'buy`, [`'Big buyers'`]],
    [`segment = 'b| AND country = 'DE'`, `'b`, [`'Big buyers'`]],
    [`in list |`, '', [`'Newsletter'`, `'Anna''s list'`]],
    [`in list 'Newsletter' as |`, '', ['subscribed', 'unconfirmed', 'unsubscribed', 'any']],
    [`opened(|`, '', [')', 'any', 'campaign = ']],
    [`opened(campaign = 't|`, `'t`, [`'campaign-2'`, `'campaign-3'`]],
    [`opened(any) |`, '', ['at least', 'at most', 'exactly', 'within', 'AND', 'OR']],
    [`opened(any) within |`, '', ['7d', '30d', '90d', '1y', '24h']],
    [`opened(any) within 3|`, '3', ['3h', '3d', '3w', '3m', '3y']],
    [`count(event = |`, '', [`'purchase'`, `'visit'`]],
    [`count(event = 'purchase', c|`, 'c', ['coupon']],
    [
      `count(event = 'purchase', amount |`,
      '',
      ['=', '!=', '<', '<=', '>', '>=', 'BETWEEN', 'IN', 'NOT IN', 'IS EMPTY'],
    ],
    [`sum(|`, '', ['amount', 'data.']],
    [`attributes.pl|an = 'pro'`, 'plan', ['plan']],
    [`x = ! AND newsletter = |`, '', ['true', 'false']],
  ])('at %s', (marked, replaced, texts) => {
    expect(complete(marked)).toMatchObject({ replaced, texts });
  });

  it('begins with the fields and their types', () => {
    const { items } = complete('|');
    expect(items[0]).toEqual({ kind: 'field', label: 'email', text: 'email', type: 'text' });
    expect(items.map((item) => item.text)).toEqual(
      expect.arrayContaining(['attributes.count', 'in list ', 'tag = ', 'segment = ', 'opened(', 'count(', 'NOT', '(']),
    );
  });

  it('puts what begins with the letters before what contains them', () => {
    expect(complete('na|').texts).toEqual(['name', 'first_name', 'last_name']);
  });

  it('offers days and moments for a date', () => {
    expect(complete('signup_date >= |').texts).toContain('today - 30d');
  });

  it('only offers what is then taken', () => {
    for (const text of complete('country = |').texts.concat(complete('plan = |').texts)) {
      expect(completeSegment(`plan = ${text} `, `plan = ${text} `.length, SHOP).items.map((item) => item.text)).toEqual(
        ['AND', 'OR'],
      );
    }
  });
});
