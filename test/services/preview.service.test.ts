import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writePicture } from '#main/platform/picture/picture-files.ts';
import { createCampaign } from '#main/services/campaign/campaign.service.ts';
import { previewCampaign, sendTest } from '#main/services/campaign/preview.service.ts';
import { createContact } from '#main/services/contact/contact.service.ts';
import { NOBODY } from '#shared/domain/campaign/audience-rule.ts';
import { ACTOR, type CampaignHouse, campaignHouse, listOf } from '#test/support/campaign-context.ts';

let house: CampaignHouse;
beforeEach(() => {
  house = campaignHouse();
});
afterEach(() => house.close());

const BODY = '<p>Hello {{ first_name | default: "there" }}, <a href="{{ unsubscribe_url }}">leave</a></p>';

function draft(input: object = {}) {
  const audience = { ...NOBODY, include_lists: [listOf(house.ctx, 1)] };
  return createCampaign(house.ctx, ACTOR, { name: 'X', subject: 'Hi {{ name }}', body: BODY, audience, ...input });
}

describe('a preview', () => {
  it('shows the message as the first recipient gets it', async () => {
    const { id } = draft({ preheader: 'For {{ city }} & you' });
    const preview = await previewCampaign(house.ctx, { id });
    expect(preview).toMatchObject({
      to: 'Person 0 <person0.newsletter@example.com>',
      from: 'Example Ltd <news@herald.example>',
      subject: 'Hi Person 0',
      preheader: 'For  & you',
      missing: ['city'],
      problems: [],
    });
    expect(preview.html).toContain('Hello Person 0');
    expect(preview.text).toContain('Hello Person 0');
    expect(preview.text).toContain('leave <http://127.0.0.1:9/u/preview>');
    expect(preview.bytes).toBeGreaterThan(100);
  });

  it('escapes data in HTML and leaves it alone in text and subject', async () => {
    const { id } = draft();
    const contact = createContact(house.ctx, ACTOR, { email: 'e@example.com', first_name: '<Eve> & Co', list_ids: [] });
    const preview = await previewCampaign(house.ctx, { id, contact_id: contact.id });
    expect(preview.html).toContain('Hello &lt;Eve&gt; &amp; Co');
    expect(preview.text).toContain('Hello <Eve> & Co');
    expect(preview.subject).toBe('Hi <Eve> & Co');
  });

  it('shows text that is not saved yet, to a made-up person where there is nobody', async () => {
    const { id } = draft({ audience: NOBODY });
    const preview = await previewCampaign(house.ctx, { id, draft: { subject: 'New {{ first_name }}' } });
    expect(preview.subject).toBe('New Alex');
    expect(preview.to).toBe('Alex Example <alex.example@herald.example>');
  });

  it('names where the template is wrong, in every part', async () => {
    const { id } = draft({ subject: '{{ oops', body: 'a\nb {% endif %}' });
    const { problems } = await previewCampaign(house.ctx, { id });
    expect(problems.map(({ part, line, column }) => ({ part, line, column }))).toEqual([
      { part: 'subject', line: 1, column: 1 },
      { part: 'body', line: 2, column: 3 },
    ]);
  });

  it('says when a footer was added, and which merge field does not exist', async () => {
    const { id } = draft({ body: '<p>{{ firstname }}</p>' });
    const { problems, missing } = await previewCampaign(house.ctx, { id });
    expect(problems).toMatchObject([
      { part: 'body', line: 1, column: 7, message: expect.stringContaining('no merge field named "firstname"') },
      { part: 'body', message: expect.stringContaining('footer') },
    ]);
    expect(missing).toEqual(['firstname']);
  });

  it('of an unknown contact is refused', async () => {
    const contact_id = '01890000-0000-7000-8000-000000000000';
    await expect(previewCampaign(house.ctx, { id: draft().id, contact_id })).rejects.toThrowError(
      expect.objectContaining({ code: 'NOT_FOUND' }),
    );
  });
});

describe('a test message', () => {
  it('carries the pictures that travel in the mail, a preview loads them', async () => {
    const hash = 'p'.repeat(43);
    const bytes = new Uint8Array([1, 2, 3]);
    writePicture(house.ctx.paths.pictures, hash, { format: 'png', sizes: [{ width: 60, bytes }] });
    const src = `https://t.example/m/${hash}/60.png`;
    const { id } = draft({ body: `${BODY}<img src="${src}" alt="a">`, embed_pictures: true });
    expect((await previewCampaign(house.ctx, { id })).html).toContain(src);
    await sendTest(house.ctx, ACTOR, { id, to: ['me@example.com'] });
    const [mail] = house.mails;
    const name = `${'p'.repeat(20)}.60@herald`;
    expect(mail?.html).toContain(`src="cid:${name}"`);
    expect(mail).toMatchObject({ pictures: [{ name, type: 'image/png', bytes: Buffer.from(bytes) }] });
  });

  it('goes to each address and carries no tracking', async () => {
    const { id } = draft({ body: `${BODY}<a href="https://shop.example/a">shop</a>` });
    const { results } = await sendTest(house.ctx, ACTOR, { id, to: ['me@example.com', 'you@example.com'] });
    expect(results).toEqual([
      { to: 'me@example.com', ok: true, said: '250 OK' },
      { to: 'you@example.com', ok: true, said: '250 OK' },
    ]);
    expect(house.mails[0]?.html).toContain('href="https://shop.example/a"');
    expect(house.mails[0]?.html).not.toContain('/o/');
  });

  it('to an invalid address is refused before anything is sent', async () => {
    await expect(sendTest(house.ctx, ACTOR, { id: draft().id, to: ['me@example.com', 'nobody'] })).rejects.toThrowError(
      expect.objectContaining({ code: 'INVALID_INPUT', detail: expect.objectContaining({ field: 'to.1' }) }),
    );
    expect(house.mails).toEqual([]);
  });
});
