import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCampaign, deleteCampaign } from '#main/services/campaign/campaign.service.ts';
import { changeList, createList, removeList } from '#main/services/consent/list.service.ts';
import { createContact } from '#main/services/contact/contact.service.ts';
import { explainSegment } from '#main/services/segment/explain-segment.ts';
import {
  changeSegment,
  checkSegmentRule,
  createSegment,
  getGraph,
  getSegment,
  getSegments,
  removeSegment,
} from '#main/services/segment/segment.service.ts';
import { countSegment, previewSegment } from '#main/services/segment/segment-preview.service.ts';
import { NOBODY } from '#shared/domain/campaign/audience-rule.ts';
import { ACTOR, type CampaignHouse, campaignHouse } from '#test/support/campaign-context.ts';

let house: CampaignHouse;
let ctx: CampaignHouse['ctx'];

beforeEach(() => {
  house = campaignHouse();
  ctx = house.ctx;
});
afterEach(() => house.close());

function segment(name: string, rule: string) {
  return createSegment(ctx, ACTOR, { name, description: '', rule, watched: false });
}

function refusal(work: () => unknown) {
  try {
    work();
  } catch (error) {
    return error as { code: string; message: string; detail: Record<string, unknown> };
  }
  throw new Error('it was not refused');
}

describe('a segment', () => {
  it('is refused with a plain sentence when its rule cannot be asked', () => {
    const { code, message, detail } = refusal(() => segment('X', `contry = 'DE'`));
    expect(code).toBe('INVALID_INPUT');
    expect(message).toBe('Line 1, column 1: There is no field "contry". Did you mean country?');
    expect(detail).toMatchObject({ field: 'rule', problems: [{ suggestion: 'country', from: 0, to: 6 }] });
    expect(refusal(() => segment('X', 'created_at > 5')).code).toBe('INVALID_INPUT');
  });

  it('takes quotes and SQL in texts as texts', async () => {
    createContact(ctx, ACTOR, { email: 'a@example.com', first_name: `'; DROP TABLE contact; --`, list_ids: [] });
    const { id } = segment(`"'; DROP`, `first_name = '''; DROP TABLE contact; --'`);
    expect((await countSegment(ctx, id)).members).toBe(1);
  });

  it('names what it names today, whatever that was called when the rule was written', () => {
    const list = createList(ctx, ACTOR, { name: 'News', description: '' });
    const inner = segment('Inner', `in list 'News'`);
    const outer = segment('Outer', `segment = 'Inner' AND country = 'DE'`);
    changeList(ctx, ACTOR, { id: list.id, revision: 1, name: "Anna's news" });
    changeSegment(ctx, ACTOR, { id: inner.id, revision: 1, name: 'Readers' });
    expect(getSegment(ctx, inner.id).rule).toBe(`in list 'Anna''s news'`);
    expect(getSegment(ctx, outer.id)).toMatchObject({
      rule: `segment = 'Readers' AND country = 'DE'`,
      uses: [{ kind: 'segment', id: inner.id, name: 'Readers' }],
    });
    expect(getSegment(ctx, inner.id).used_by).toEqual([{ kind: 'segment', id: outer.id, name: 'Outer' }]);
    expect(getGraph(ctx).edges).toEqual(
      expect.arrayContaining([
        { from: `segment:${outer.id}`, to: `segment:${inner.id}`, excludes: false },
        { from: `segment:${inner.id}`, to: `list:${list.id}`, excludes: false },
      ]),
    );
  });

  it('stays the tag that was meant when a segment gets its name later', () => {
    ctx.db.write((tx) => tx.sql(`INSERT INTO tag (id, name, created_at) VALUES ('t', 'vip', 0)`).run());
    const { id } = segment('Outer', `segment = 'vip'`);
    segment('vip', `country = 'DE'`);
    expect(getSegment(ctx, id).rule).toBe(`tag = 'vip'`);
  });

  it('is not deleted while something uses it, and neither is what it uses', () => {
    const list = createList(ctx, ACTOR, { name: 'News', description: '' });
    const campaign = createCampaign(ctx, ACTOR, { name: 'Spring' });
    const inner = segment('Inner', `in list 'News' AND NOT opened(campaign = 'Spring')`);
    segment('Outer', `segment = 'Inner'`);
    createCampaign(ctx, ACTOR, { name: 'May', audience: { ...NOBODY, include_segments: [inner.id] } });
    expect(refusal(() => removeSegment(ctx, ACTOR, inner.id))).toMatchObject({
      code: 'IN_USE',
      message: 'This segment is used by the segment "Outer", the campaign "May".',
    });
    expect(refusal(() => removeList(ctx, ACTOR, list.id)).message).toContain('the segment "Inner"');
    expect(refusal(() => deleteCampaign(ctx, ACTOR, campaign.id)).message).toContain('the segment "Inner"');
  });

  it('is refused when it would lead back to itself, with the way', () => {
    const a = segment('A', `country = 'DE'`);
    const b = segment('B', `segment = 'A'`);
    segment('C', `segment = 'B'`);
    const { message } = refusal(() => changeSegment(ctx, ACTOR, { id: a.id, revision: 1, rule: `segment = 'C'` }));
    expect(message).toContain('A > C > B > A');
    const { problems } = checkSegmentRule(ctx, { rule: `segment = 'B'`, segment_id: b.id });
    expect(problems).toMatchObject([{ code: 'segment_cycle' }]);
  });

  it('is refused when somebody else has changed it, and keeps its name to itself', () => {
    const { id } = segment('A', `country = 'DE'`);
    expect(refusal(() => segment('a', `country = 'AT'`)).code).toBe('ALREADY_EXISTS');
    changeSegment(ctx, ACTOR, { id, revision: 1, description: 'x' });
    expect(refusal(() => changeSegment(ctx, ACTOR, { id, revision: 1, name: 'B' })).code).toBe('STALE_REVISION');
    removeSegment(ctx, ACTOR, id);
    expect(getSegments(ctx)).toEqual([]);
  });
});

describe('a preview', () => {
  it('counts ten thousand values of a field as one condition', async () => {
    createContact(ctx, ACTOR, { email: 'p77@example.com', city: 'C9999', list_ids: [] });
    const alike = Array.from({ length: 10_000 }, (_, at) => `email = 'p${at}@example.com'`).join(' OR ');
    expect(await settled({ rule: alike })).toMatchObject({ count: 1, sample: [{ email: 'p77@example.com' }] });
  });

  it('says plainly when a rule is more than can be asked at once', async () => {
    const different = (n: number) =>
      Array.from({ length: n }, (_, at) => `city ${at % 2 ? 'STARTS WITH' : '~'} 'C${at}'`).join(' OR ');
    createContact(ctx, ACTOR, { email: 'p77@example.com', city: 'C500', list_ids: [] });
    expect(await settled({ rule: different(1_000) })).toMatchObject({ count: 1 });
    await expect(settled({ rule: different(10_000) })).rejects.toMatchObject({
      code: 'TOO_LARGE',
      message: 'This rule has more than 2,000 conditions, with those of the segments it uses.',
    });
  });

  it('has problems and no count for a rule that is not finished', async () => {
    expect(await previewSegment(ctx, { rule: 'country =' })).toMatchObject({
      count: null,
      pending: false,
      problems: [{}],
    });
  });

  async function settled(asked: { rule: string }) {
    for (;;) {
      const answer = await previewSegment(ctx, asked);
      if (!answer.pending) return answer;
    }
  }
});

describe('why somebody is in or out', () => {
  it('is told condition by condition, through other segments, with what would have to change', () => {
    const { id } = createContact(ctx, ACTOR, { email: 'a@example.com', country: 'AT', city: 'Wien', list_ids: [] });
    segment('Inner', `country = 'DE'`);
    const answer = explainSegment(ctx, { contact_id: id, rule: `segment = 'Inner' AND city = 'Wien'` });
    expect(answer).toMatchObject({
      holds: false,
      verdict: {
        kind: 'and',
        children: [
          { kind: 'segment', holds: false, children: [{ rule: `country = 'DE'`, holds: false, value: 'AT' }] },
          { rule: `city = 'Wien'`, holds: true, value: 'Wien', from: 22, to: 35 },
        ],
      },
      changes: [{ path: [0, 0], rule: `country = 'DE'`, becomes: true }],
    });
  });
});
