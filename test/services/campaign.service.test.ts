import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { getCampaign, listCampaigns } from '#main/repositories/campaign/campaign-view.repo.ts';
import {
  createCampaign,
  deleteCampaign,
  duplicateCampaign,
  updateCampaign,
} from '#main/services/campaign/campaign.service.ts';
import { sendCampaign } from '#main/services/campaign/campaign-run.service.ts';
import { changeOrganization, getOrganization } from '#main/services/system/organization.service.ts';
import { NOBODY } from '#shared/domain/campaign/audience-rule.ts';
import { NO_LINK_TAG_RULES } from '#shared/domain/campaign/link-tag-rules.ts';
import { NO_LINK_TAGS } from '#shared/domain/campaign/link-tags.ts';
import { ACTOR, type CampaignHouse, campaignHouse, listOf } from '#test/support/campaign-context.ts';
import { designWith, textBlock } from '#test/support/sample-design.ts';

let house: CampaignHouse;
beforeEach(() => {
  house = campaignHouse();
});
afterEach(() => house.close());

const create = (name = 'Spring') => createCampaign(house.ctx, ACTOR, { name });

describe('a campaign', () => {
  it('begins as a draft to nobody that goes through the default sender', () => {
    expect(create()).toMatchObject({
      name: 'Spring',
      state: 'draft',
      audience: NOBODY,
      sender_id: expect.any(String),
      track_opens: true,
      counts: { audience: 0, accepted: 0 },
      revision: 1,
    });
  });

  it('changes field by field', () => {
    const { id } = create();
    updateCampaign(house.ctx, ACTOR, { id, revision: 1, subject: 'Hello', name: 'Summer' });
    const changed = updateCampaign(house.ctx, ACTOR, { id, revision: 2, body: '<p>{{ first_name }}</p>' });
    expect(changed).toMatchObject({ name: 'Summer', subject: 'Hello', body: '<p>{{ first_name }}</p>', revision: 3 });
  });

  it('keeps its source exactly as it was written', () => {
    const body = '<A HREF=x>\r\n\t{{  first_name|default:"there" }}</a><!-- é 𝄞 -->';
    const { id } = createCampaign(house.ctx, ACTOR, { name: 'Raw', body });
    expect(getCampaign(house.ctx.db.reader, id).body).toBe(body);
  });

  it('takes no blocks that are none, whichever part of the message is sent', () => {
    const { id } = create();
    const refused = (field: string) => expect.objectContaining({ detail: expect.objectContaining({ field }) });
    const write = (edit: object) => updateCampaign(house.ctx, ACTOR, { id, revision: 1, ...edit });
    expect(() => write({ body_kind: 'visual' })).toThrowError(refused('body'));
    const blocks = { body_kind: 'visual' as const, body: designWith(textBlock('a', 'Hi')) };
    expect(write(blocks)).toMatchObject({ revision: 2, ...blocks });
    const rewrite = (edit: object) => updateCampaign(house.ctx, ACTOR, { id, revision: 2, ...edit });
    expect(() => rewrite({ body: '<p>' })).toThrowError(refused('body'));
    const translations = [{ language: 'de', subject: 'Hallo', preheader: '', body: '<p>' }];
    expect(() => rewrite({ translations })).toThrowError(refused('translations.0.body'));
  });

  it('refuses an edit that is based on an older revision', () => {
    const { id } = create();
    updateCampaign(house.ctx, ACTOR, { id, revision: 1, subject: 'One' });
    expect(() => updateCampaign(house.ctx, ACTOR, { id, revision: 1, subject: 'Two' })).toThrowError(
      expect.objectContaining({ code: 'STALE_REVISION' }),
    );
  });

  it('goes out only with UTM parameters that are named as the organization asks', async () => {
    const { ctx } = house;
    const source = { kind: 'list' as const, values: ['newsletter'] };
    const campaign = { kind: 'pattern' as const, pattern: '####-*' };
    const settings = (change: object) =>
      changeOrganization(ctx, ACTOR, { revision: getOrganization(ctx).revision, ...change });
    const link_tags = { ...NO_LINK_TAGS, on: true, source: 'newsletter' };
    settings({ link_tags, link_tag_rules: { ...NO_LINK_TAG_RULES, source, campaign } });
    const refused = (field: string, hint: string) =>
      expect.objectContaining({
        code: 'INVALID_INPUT',
        detail: expect.objectContaining({ field, hint: expect.stringContaining(hint) }),
      });
    expect(() => settings({ link_tags: { ...link_tags, source: 'Mail' } })).toThrowError(
      refused('link_tags.source', 'Allowed is: newsletter.'),
    );
    expect(() =>
      settings({ link_tag_rules: { ...NO_LINK_TAG_RULES, source: { kind: 'list', values: ['shop'] } } }),
    ).toThrowError(refused('link_tags.source', 'Allowed is: shop.'));
    const audience = { ...NOBODY, include_lists: [listOf(ctx, 1)] };
    const { id } = createCampaign(ctx, ACTOR, { name: 'Spring', subject: 'Hi', body: '<p>Hi</p>', audience });
    const send = () => sendCampaign(ctx, ACTOR, { id, revision: getCampaign(ctx.db.reader, id).revision });
    await expect(send()).rejects.toThrowError(refused('link_tags.campaign', 'Name it like ####-*.'));
    updateCampaign(ctx, ACTOR, { id, revision: 1, name: '2026 Spring' });
    expect((await send()).state).toBe('sending');
  });

  it('names the list of an audience that does not exist', () => {
    const audience = { ...NOBODY, include_lists: ['01890000-0000-7000-8000-000000000000'] };
    expect(() => createCampaign(house.ctx, ACTOR, { name: 'X', audience })).toThrowError(
      expect.objectContaining({
        code: 'INVALID_INPUT',
        detail: expect.objectContaining({ field: 'audience.include_lists.0' }),
      }),
    );
  });

  it('is not found after it was deleted', () => {
    const { id } = create();
    deleteCampaign(house.ctx, ACTOR, id);
    expect(() => getCampaign(house.ctx.db.reader, id)).toThrowError(expect.objectContaining({ code: 'NOT_FOUND' }));
    expect(listCampaigns(house.ctx.db.reader, { limit: 10 }).total).toBe(0);
  });

  it('can neither be changed nor deleted once it is under way, but copied', async () => {
    const audience = { ...NOBODY, include_lists: [listOf(house.ctx, 2)] };
    const draft = createCampaign(house.ctx, ACTOR, { name: 'Go', subject: 'Hi', body: 'Hi', audience });
    const { id, revision } = await sendCampaign(house.ctx, ACTOR, draft);
    const wrongState = expect.objectContaining({ code: 'WRONG_STATE' });
    expect(() => updateCampaign(house.ctx, ACTOR, { id, revision, subject: 'x' })).toThrowError(wrongState);
    expect(() => deleteCampaign(house.ctx, ACTOR, id)).toThrowError(wrongState);
    expect(duplicateCampaign(house.ctx, ACTOR, id)).toMatchObject({
      name: 'Go (copy)',
      subject: 'Hi',
      state: 'draft',
      audience,
      started_at: null,
    });
  });
});

describe('the list of campaigns', () => {
  it('shows the newest first, in pages', () => {
    for (const name of ['One', 'Two', 'Three']) create(name);
    const first = listCampaigns(house.ctx.db.reader, { limit: 2 });
    expect(first.items.map(({ name }) => name)).toEqual(['Three', 'Two']);
    expect(first.total).toBe(3);
    const second = listCampaigns(house.ctx.db.reader, { limit: 2, cursor: first.next_cursor ?? '' });
    expect(second.items.map(({ name }) => name)).toEqual(['One']);
    expect(second.next_cursor).toBeNull();
  });

  it('finds by name and subject, taking signs as they are', () => {
    create('50% off');
    create('500 off');
    expect(listCampaigns(house.ctx.db.reader, { limit: 10, search: '50%' }).items.map(({ name }) => name)).toEqual([
      '50% off',
    ]);
    expect(listCampaigns(house.ctx.db.reader, { limit: 10, state: 'sent' }).items).toEqual([]);
  });
});
