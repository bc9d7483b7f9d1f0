import { afterEach, beforeEach, expect, it } from 'vitest';
import { changeSendingRules, getSendingRules } from '#main/services/sending/sending-rules.service.ts';
import { DEFAULT_DOMAIN_RULES } from '#shared/domain/channel/domain-rules.ts';
import { ACTOR, type CampaignHouse, campaignHouse } from '#test/support/campaign-context.ts';

let house: CampaignHouse;
beforeEach(() => {
  house = campaignHouse();
});
afterEach(() => house.close());

const change = (edit: Parameters<typeof changeSendingRules>[2]) => changeSendingRules(house.ctx, ACTOR, edit);
const rule = (name: string, ...domains: string[]) => ({
  name,
  domains,
  connections: 2,
  per_second: null,
  per_minute: null,
});

it('providers have the figures that Herald knows until somebody sets others, and can have them back', () => {
  expect(getSendingRules(house.ctx)).toMatchObject({ domains: DEFAULT_DOMAIN_RULES, domains_are_own: false });
  const own = [rule('Ours', 'example.com')];
  expect(change({ revision: 1, domains: own })).toMatchObject({ domains: own, domains_are_own: true, revision: 2 });
  expect(change({ revision: 2, domains: null })).toMatchObject({
    domains: DEFAULT_DOMAIN_RULES,
    domains_are_own: false,
  });
});

it('refuses a domain that stands in two places, a name that is given twice, and an edit of something older', () => {
  expect(() => change({ revision: 1, domains: [rule('A', 'a.example'), rule('B', 'b.example', 'a.example')] })).toThrow(
    'The domain a.example stands in two places.',
  );
  expect(() => change({ revision: 1, domains: [rule('A', 'a.example'), rule('A', 'b.example')] })).toThrow(
    'Two providers are named "A".',
  );
  change({ revision: 1, undo_seconds: 10 });
  expect(() => change({ revision: 1, undo_seconds: 20 })).toThrow('changed by somebody else');
});

it('a change of one thing leaves the others', () => {
  change({ revision: 1, rate: { per_second: 5, per_minute: null, per_hour: null, per_day: 1_000 } });
  expect(change({ revision: 2, undo_seconds: 0 })).toMatchObject({
    undo_seconds: 0,
    rate: { per_second: 5, per_day: 1_000 },
  });
});
