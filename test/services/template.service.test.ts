import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pageTemplates } from '#main/repositories/template/template.repo.ts';
import { createCampaign, updateCampaign } from '#main/services/campaign/campaign.service.ts';
import {
  binTemplate,
  changeTemplate,
  createTemplate,
  discardDraft,
  duplicateTemplate,
  getTemplate,
  keepDraft,
  publishVersion,
  purgeTemplate,
  restoreVersion,
  unbinTemplate,
} from '#main/services/template/template.service.ts';
import { templateVersion, templateVersions, usesOfTemplate } from '#main/services/template/template-history.service.ts';
import type { MessageContent } from '#shared/domain/campaign/message-content.ts';
import { ACTOR, type CampaignHouse, campaignHouse } from '#test/support/campaign-context.ts';
import { designWith, textBlock } from '#test/support/sample-design.ts';

let house: CampaignHouse;
beforeEach(() => {
  house = campaignHouse();
});
afterEach(() => house.close());

const CONTENT: MessageContent = {
  body_kind: 'html',
  subject: 'Hello',
  preheader: '',
  body: '<p>One</p>',
  translations: [],
};
const create = (name = 'Welcome mail', content: Partial<MessageContent> = CONTENT) =>
  createTemplate(house.ctx, ACTOR, { name, folder: '', channel: 'email', content });
const refusal = (code: string, field?: string) =>
  expect.objectContaining({ code, ...(field && { detail: expect.objectContaining({ field }) }) });

describe('a template', () => {
  it('has a key of its own, made from its name', () => {
    expect(create().key).toBe('welcome-mail');
    expect(create().key).toBe('welcome-mail-2');
    const { id, revision } = create('Other');
    expect(() => changeTemplate(house.ctx, ACTOR, { id, revision, key: 'welcome-mail' })).toThrowError(
      refusal('CONFLICT', 'key'),
    );
  });

  it('keeps its content byte by byte, and every version of it', () => {
    const body = '<A HREF=x>\r\n\t{{  first_name|default:"there" }}</a><!-- é 𝄞 -->';
    const { id, revision } = create('Raw', { ...CONTENT, body });
    expect(getTemplate(house.ctx, id).content.body).toBe(body);
    const second = publishVersion(house.ctx, ACTOR, {
      id,
      revision,
      draft_revision: null,
      content: { ...CONTENT, subject: 'Two' },
      note: 'Shorter',
    });
    expect(second).toMatchObject({ version: 2, content: { subject: 'Two' } });
    expect(templateVersion(house.ctx, { id, version: 1 }).body).toBe(body);
    expect(templateVersions(house.ctx, id)).toMatchObject([
      { version: 2, note: 'Shorter', changed: ['subject', 'body'] },
      { version: 1, changed: [] },
    ]);
  });

  it('goes back to an old version by making a new one', () => {
    const { id, revision } = create();
    const second = publishVersion(house.ctx, ACTOR, {
      id,
      revision,
      draft_revision: null,
      content: { ...CONTENT, body: '<p>Two</p>' },
      note: '',
    });
    const third = restoreVersion(house.ctx, ACTOR, { id, version: 1, revision: second.revision, draft_revision: null });
    expect(third).toMatchObject({ version: 3, content: CONTENT });
  });

  it('refuses a version made from an older one', () => {
    const { id, revision } = create();
    publishVersion(house.ctx, ACTOR, { id, revision, draft_revision: null, content: CONTENT, note: '' });
    expect(() =>
      publishVersion(house.ctx, ACTOR, { id, revision, draft_revision: null, content: CONTENT, note: '' }),
    ).toThrowError(refusal('STALE_REVISION'));
  });

  it('refuses blocks that are none, and text messages in HTML', () => {
    expect(() => create('X', { body_kind: 'visual', body: '<p>' })).toThrowError(
      refusal('INVALID_INPUT', 'content.body'),
    );
    expect(() =>
      createTemplate(house.ctx, ACTOR, { name: 'X', folder: '', channel: 'sms', content: CONTENT }),
    ).toThrowError(refusal('INVALID_INPUT', 'content.body_kind'));
  });

  it('refuses a language twice', () => {
    const german = { language: 'de', subject: 'Hallo', preheader: '', body: 'x' };
    expect(() => create('X', { translations: [german, { ...german, language: 'DE' }] })).toThrowError(
      refusal('INVALID_INPUT', 'content.translations.1.language'),
    );
  });
});

describe('what is being written', () => {
  const written = { ...CONTENT, subject: 'Half a thou' };

  it('is kept apart from the versions, offered again, and gone with the next version', () => {
    const { id, revision } = create();
    keepDraft(house.ctx, ACTOR, { id, content: written, draft_revision: null });
    expect(getTemplate(house.ctx, id)).toMatchObject({
      has_draft: true,
      content: { subject: 'Hello' },
      draft: { content: written, revision: 1 },
    });
    const next = publishVersion(house.ctx, ACTOR, { id, revision, draft_revision: 1, content: written, note: '' });
    expect(next).toMatchObject({ has_draft: false, draft: null, content: written });
  });

  it('can be thrown away', () => {
    const { id } = create();
    keepDraft(house.ctx, ACTOR, { id, content: written, draft_revision: null });
    expect(discardDraft(house.ctx, ACTOR, { id, draft_revision: 1 })).toMatchObject({ draft: null, version: 1 });
  });

  it('is not written over by somebody who has not seen it', () => {
    const { id } = create();
    keepDraft(house.ctx, ACTOR, { id, content: written, draft_revision: null });
    expect(() => keepDraft(house.ctx, ACTOR, { id, content: CONTENT, draft_revision: null })).toThrowError(
      refusal('STALE_REVISION'),
    );
    expect(keepDraft(house.ctx, ACTOR, { id, content: CONTENT, draft_revision: 1 }).revision).toBe(2);
  });

  it('is not done away with by somebody who has not seen it', () => {
    const { id, revision } = create();
    keepDraft(house.ctx, ACTOR, { id, content: written, draft_revision: null });
    const unseen = { id, revision, draft_revision: null };
    const stale = refusal('STALE_REVISION', 'draft_revision');
    expect(() => publishVersion(house.ctx, ACTOR, { ...unseen, content: CONTENT, note: '' })).toThrowError(stale);
    expect(() => restoreVersion(house.ctx, ACTOR, { ...unseen, version: 1 })).toThrowError(stale);
    keepDraft(house.ctx, ACTOR, { id, content: written, draft_revision: 1 });
    expect(() => discardDraft(house.ctx, ACTOR, { id, draft_revision: 1 })).toThrowError(stale);
    expect(getTemplate(house.ctx, id).draft).toMatchObject({ content: written, revision: 2 });
  });

  it('is never taken for one that was thrown away before', () => {
    const { id } = create();
    keepDraft(house.ctx, ACTOR, { id, content: written, draft_revision: null });
    discardDraft(house.ctx, ACTOR, { id, draft_revision: 1 });
    keepDraft(house.ctx, ACTOR, { id, content: written, draft_revision: null });
    expect(() => keepDraft(house.ctx, ACTOR, { id, content: CONTENT, draft_revision: 1 })).toThrowError(
      refusal('STALE_REVISION'),
    );
  });
});

describe('the recycle bin of templates', () => {
  it('takes one out of the gallery and gives it back', () => {
    const { id } = create();
    binTemplate(house.ctx, ACTOR, id);
    const page = (deleted: boolean) =>
      pageTemplates(house.ctx.db.reader, { deleted, limit: 10 }).items.map((item) => item.id);
    expect([page(false), page(true)]).toEqual([[], [id]]);
    const other = create();
    expect(unbinTemplate(house.ctx, ACTOR, id).key).toBe('welcome-mail-2');
    expect(page(false)).toEqual([id, other.id]);
  });

  it('deletes for good only what is in it; campaigns keep what they say', () => {
    const { id } = create();
    const campaign = createCampaign(house.ctx, ACTOR, { name: 'C', template_id: id });
    expect(() => purgeTemplate(house.ctx, ACTOR, id)).toThrowError(refusal('NOT_FOUND'));
    binTemplate(house.ctx, ACTOR, id);
    purgeTemplate(house.ctx, ACTOR, id);
    const kept = updateCampaign(house.ctx, ACTOR, { id: campaign.id, revision: campaign.revision, name: 'D' });
    expect(kept).toMatchObject({ body: CONTENT.body, template: null });
  });
});

describe('a campaign that begins from a template', () => {
  it('has its content as a copy, with the version it came from', () => {
    const body = designWith(textBlock('a', 'Hello'));
    const german = { language: 'de', subject: 'Hallo', preheader: '', body };
    const { id, revision } = create('T', { ...CONTENT, body_kind: 'visual', body, translations: [german] });
    const campaign = createCampaign(house.ctx, ACTOR, { name: 'C', template_id: id });
    publishVersion(house.ctx, ACTOR, { id, revision, draft_revision: null, content: CONTENT, note: '' });
    expect(campaign).toMatchObject({
      body_kind: 'visual',
      body,
      translations: [german],
      template: { id, name: 'T', version: 1 },
    });
    expect(usesOfTemplate(house.ctx, id)).toMatchObject([{ id: campaign.id, name: 'C', version: 1 }]);
    expect(getTemplate(house.ctx, id).uses).toBe(1);
  });

  it('is found by what the template is called', () => {
    create('Spring');
    create('Autumn');
    const { id: copied } = create('100% off');
    duplicateTemplate(house.ctx, ACTOR, copied);
    const names = (search: string) =>
      pageTemplates(house.ctx.db.reader, { deleted: false, limit: 10, search }).items.map(({ name }) => name);
    expect(names('spring')).toEqual(['Spring']);
    expect(names('100%')).toEqual(['100% off', '100% off (copy)']);
  });
});
