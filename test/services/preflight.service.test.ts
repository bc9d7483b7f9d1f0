import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type GuardedFetch, NoAnswer } from '#main/platform/guarded-fetch.ts';
import { writePicture } from '#main/platform/picture/picture-files.ts';
import { createCampaign, updateCampaign } from '#main/services/campaign/campaign.service.ts';
import { sendCampaign } from '#main/services/campaign/campaign-run.service.ts';
import { addMembers } from '#main/services/consent/list.service.ts';
import { createContact } from '#main/services/contact/contact.service.ts';
import {
  cancelPreflight,
  failPreflight,
  getPreflight,
  listConcerned,
  lookUnderWay,
  startPreflight,
} from '#main/services/preflight/preflight.service.ts';
import { runPreflight } from '#main/services/preflight/run-preflight.ts';
import { NOBODY } from '#shared/domain/campaign/audience-rule.ts';
import { AS_WRITTEN, type Experiment } from '#shared/domain/experiment/experiment.ts';
import { ACTOR, type CampaignHouse, campaignHouse, listOf } from '#test/support/campaign-context.ts';
import { designWith, PLAIN, textBlock } from '#test/support/sample-design.ts';
import { pictureOf } from '#test/support/sample-picture.ts';

let house: CampaignHouse;
beforeEach(() => {
  asked = [];
  house = campaignHouse();
});
afterEach(() => house.close());

const BODY = '<p>Hello {{ first_name }}, <a href="{{ unsubscribe_url }}">leave</a></p>';
const NEVER = new AbortController().signal;

/** Addresses that were asked for. */
let asked: string[] = [];
/** What stands at some addresses; everywhere else there is no server. */
let web: Record<string, number | string> = {};
const fetchWeb: GuardedFetch = ({ url }) => {
  asked.push(url);
  const answer = web[url] ?? 'ENOTFOUND';
  if (typeof answer === 'string') return Promise.reject(new NoAnswer(answer, 'no answer', false));
  return Promise.resolve({ status: answer, headers: { 'content-length': '900000' }, body: '' });
};

function draft(fields: { body?: string; subject?: string } = {}, people = 3): string {
  const audience = { ...NOBODY, include_lists: [listOf(house.ctx, people)] };
  return createCampaign(house.ctx, ACTOR, { name: 'X', subject: 'Hi', body: BODY, audience, ...fields }).id;
}

async function look(id: string, signal = NEVER) {
  startPreflight(house.ctx, ACTOR, id);
  await runPreflight({ ...house.ctx, fetch: fetchWeb }, { campaign_id: id, base_url: 'https://t.example' }, signal);
  return getPreflight(house.ctx, id);
}

const codes = (found: Awaited<ReturnType<typeof look>>) => found.findings.map(({ code }) => code);

describe('preflight', () => {
  it('finds nothing against an ordinary message, and says how long it takes', async () => {
    const found = await look(draft());
    expect(found).toMatchObject({ state: 'done', stale: false, total: 3, checked: 3 });
    expect(codes(found)).toEqual(['duration']);
  });

  it('says who has no value for a field that the text has nothing in place of', async () => {
    const id = draft({ subject: '{{ city | default: "News" }}', body: '{{ company }} {{ unsubscribe_url }}' });
    const [missing] = (await look(id)).findings;
    expect(missing).toMatchObject({
      code: 'field_missing',
      level: 'warning',
      count: 3,
      values: { field: 'company' },
      place: { part: 'body', line: 1, column: 4 },
    });
    const people = listConcerned(house.ctx, { id, finding: missing?.key ?? '', limit: 2 });
    expect(people).toMatchObject({ total: 3, items: [{ name: 'Person 0' }, { name: 'Person 1' }] });
    const rest = listConcerned(house.ctx, {
      id,
      finding: missing?.key ?? '',
      limit: 2,
      cursor: people.next_cursor ?? undefined,
    });
    expect(rest.items.map(({ name }) => name)).toEqual(['Person 2']);
  });

  it('looks at everybody: one whose message fails, one whose subject is empty', async () => {
    const list = listOf(house.ctx, 2);
    const odd = ['Fail', 'Empty'].map((first_name) =>
      createContact(house.ctx, ACTOR, { email: `${first_name}@example.org`, first_name, list_ids: [] }),
    );
    addMembers(house.ctx, ACTOR, { id: list, contact_ids: odd.map(({ id }) => id) });
    const { id } = createCampaign(house.ctx, ACTOR, {
      name: 'X',
      subject: '{% if first_name != "Empty" %}Hi{% endif %}',
      body: `{% if first_name == "Fail" %}{% for a in (1..9000000) %}{{ a }}{% endfor %}{% endif %}${BODY}`,
      audience: { ...NOBODY, include_lists: [list] },
    });
    const found = await look(id);
    const errors = found.findings.filter(({ level }) => level === 'error');
    expect(errors.map(({ code, count }) => [code, count]).sort()).toEqual([
      ['render_failed', 1],
      ['subject_empty', 1],
    ]);
    const { revision } = updateCampaign(house.ctx, ACTOR, { id, revision: 1, name: 'Y' });
    await expect(sendCampaign(house.ctx, ACTOR, { id, revision })).rejects.toMatchObject({ code: 'TEMPLATE_INVALID' });
  });

  it('says which links lead nowhere, and which gave no answer', async () => {
    web = { 'https://here.example/': 200, 'https://gone.example/?a=1&b=2': 404, 'https://shy.example/': 403 };
    const links = ['https://here.example/', 'https://gone.example/?a=1&amp;b=2', 'https://shy.example/'];
    const body = `${BODY}\n${links.map((url) => `<a href="${url}">x</a>`).join('\n')}`;
    const found = await look(draft({ body }));
    expect(found.findings.slice(0, 2)).toMatchObject([
      { code: 'link_dead', values: { url: 'https://gone.example/?a=1&b=2' }, place: { part: 'body', line: 3 } },
      { code: 'links_unchecked', level: 'note', values: { links: 1, why: 'unclear' } },
    ]);
  });

  it('finds the place of a dead link under the tags that it was given', async () => {
    web = { 'https://gone.example/a?b=1&utm_source=mail&utm_medium=email&utm_campaign=x#top': 404 };
    const id = draft({ body: `${BODY}\n<a href="https://gone.example/a?b=1#top">x</a>` });
    const link_tags = { on: true, source: 'mail', medium: 'email', campaign: '', term: '', content: '' };
    updateCampaign(house.ctx, ACTOR, { id, revision: 1, link_tags });
    expect((await look(id)).findings[0]).toMatchObject({ code: 'link_dead', place: { part: 'body', line: 2 } });
  });

  it('says that a send that is spread takes as long as it is spread', async () => {
    const id = draft();
    house.ctx.db.write((tx) =>
      tx
        .sql(
          `UPDATE send SET timing = '{"spread_minutes":240}' WHERE campaign_no = (SELECT no FROM campaign WHERE id = ?)`,
        )
        .run(id),
    );
    const duration = (await look(id)).findings.find(({ code }) => code === 'duration');
    expect(duration?.values.seconds).toBe(4 * 3_600);
  });

  it('blames no link while the machine is offline', async () => {
    web = { 'https://a.example/': 'EAI_AGAIN' };
    const body = `${BODY}<a href="https://a.example/">x</a><a href="https://b.example/">x</a>`;
    expect((await look(draft({ body }))).findings[0]).toMatchObject({
      code: 'links_unchecked',
      values: { links: 2, why: 'offline' },
    });
  });

  it('looks at images, contrast, size and words', async () => {
    web = { 'https://a.example/a.png': 200 };
    const body = `<p style="color:#ccc">pale</p><img src="https://a.example/a.png"><img src="data:image/png;base64,AA" alt="">${'<p>long</p>'.repeat(12_000)}`;
    const found = await look(draft({ subject: 'ACT NOW, FREE MONEY!!!', body }));
    expect(codes(found).sort()).toEqual(
      [
        'alt_missing',
        'clipped',
        'contrast_low',
        'duration',
        'images_embedded',
        'images_heavy',
        'spam_words',
        'unsubscribe_added',
      ].sort(),
    );
  });

  it('names the block in which something stands', async () => {
    web = { 'https://gone.example/x': 404 };
    const linked = { href: 'https://gone.example/x', align: 'left', width: 100 } as const;
    const image = {
      ...PLAIN,
      ...linked,
      kind: 'image',
      id: 'b2',
      src: 'https://a.example/b.png',
      alt: 'A hat',
    } as const;
    const columns = { ...PLAIN, kind: 'columns', id: 'b3', stack: true, valign: 'top' } as const;
    const inner = [{ share: 100, blocks: [textBlock('b4', 'At {{ city }}')] }];
    const body = designWith(textBlock('b1', 'Hello {{ company }}'), image, { ...columns, columns: inner });
    const { id } = createCampaign(house.ctx, ACTOR, {
      name: 'X',
      subject: 'Hi',
      body_kind: 'visual',
      body,
      audience: { ...NOBODY, include_lists: [listOf(house.ctx, 1)] },
    });
    const { findings } = await look(id);
    const blocks = findings.flatMap(({ place }) => place?.block ?? []);
    expect(blocks).toEqual([
      { id: 'b1', kind: 'text', words: 'Hello {{ company }}' },
      { id: 'b4', kind: 'text', words: 'At {{ city }}' },
      { id: 'b2', kind: 'image', words: 'A hat' },
    ]);
    const dead = findings.find(({ code }) => code === 'link_dead');
    expect(dead?.says).toBe(
      'The link https://gone.example/x leads nowhere: The server says 404. (in the image block “A hat”)',
    );
  });

  it('says what pictures that travel in the mail add to it, and does not ask for them elsewhere', async () => {
    const hash = 'p'.repeat(43);
    const bytes = await pictureOf({ width: 60 });
    writePicture(house.ctx.paths.pictures, hash, { format: 'png', sizes: [{ width: 60, bytes }] });
    const body = `${BODY}<img src="https://t.example/m/${hash}/60.png" alt="a"><img src="https://a.example/b.png" alt="b">`;
    const id = draft({ body });
    updateCampaign(house.ctx, ACTOR, { id, revision: 1, embed_pictures: true });
    const found = await look(id);
    const size = Math.ceil((bytes.length * 4) / 3);
    expect(found.findings.find(({ code }) => code === 'images_attached')).toMatchObject({
      level: 'note',
      values: { images: 1, bytes: size, all: size * 3 },
    });
    expect(asked).toEqual(['https://a.example/b.png']);
  });

  it('asks for two hundred images at most, in however many texts they stand', async () => {
    const images = (from: number) =>
      Array.from({ length: 150 }, (_, n) => `<img src="https://a.example/${from + n}.png" alt="x">`).join('');
    const id = draft({ body: BODY + images(0) });
    const translations = [{ language: 'de', subject: 'Hallo', preheader: '', body: BODY + images(150) }];
    updateCampaign(house.ctx, ACTOR, { id, revision: 1, translations });
    await look(id);
    expect(asked).toHaveLength(200);
  });

  it('of a text that can’t be read says where', async () => {
    const found = await look(draft({ body: '<p>\n{{ first_name' }));
    expect(found.findings).toMatchObject([{ code: 'render_failed', level: 'error', count: 3, place: { line: 2 } }]);
  });

  it('looks at each person’s language, and no longer holds once a translation has changed', async () => {
    const list = listOf(house.ctx, 1);
    const german = createContact(house.ctx, ACTOR, { email: 'de@example.org', locale: 'de-AT', list_ids: [] });
    addMembers(house.ctx, ACTOR, { id: list, contact_ids: [german.id] });
    const { id } = createCampaign(house.ctx, ACTOR, {
      name: 'X',
      subject: 'Hi',
      body: BODY,
      audience: { ...NOBODY, include_lists: [list] },
      translations: [
        { language: 'de', subject: '{{ company }}', preheader: '', body: `<p>Ort</p>\n{{ city }} ${BODY}` },
      ],
    });
    const found = await look(id);
    expect(found.findings.slice(0, 3)).toMatchObject([
      { code: 'subject_empty', count: 1 },
      { code: 'field_missing', count: 1, values: { field: 'company' } },
      { code: 'field_missing', count: 1, values: { field: 'city' }, place: { part: 'body', line: 2 } },
    ]);
    updateCampaign(house.ctx, ACTOR, { id, revision: 1, translations: [] });
    expect(getPreflight(house.ctx, id).stale).toBe(true);
  });

  it('says of several texts the worst, and asks for what they share once', async () => {
    web = { 'https://a.example/': 200, 'https://a.example/a.png': 200 };
    const content = (alt: string) => ({
      body_kind: 'html' as const,
      body: `${BODY}<a href="https://a.example/">x</a><img src="https://a.example/a.png">${alt}`,
    });
    const id = draft({ subject: 'Click here' });
    const experiment: Experiment = {
      sample_percent: 20,
      metric: 'clicks',
      wait_minutes: 60,
      confidence: 95,
      fallback: 'first',
      hold_out_percent: 0,
      variants: [
        { ...AS_WRITTEN, content: content('') },
        {
          ...AS_WRITTEN,
          subject: 'ACT NOW, FREE MONEY!!! WINNER!!!',
          content: content('<img src="https://a.example/b.png">'),
        },
      ],
    };
    updateCampaign(house.ctx, ACTOR, { id, revision: 1, experiment });
    const found = await look(id);
    expect(found.findings.find(({ code }) => code === 'spam_words')?.level).toBe('warning');
    expect(found.findings.find(({ code }) => code === 'alt_missing')?.values).toEqual({ images: 2 });
    expect(asked.sort()).toEqual(['https://a.example/', 'https://a.example/a.png', 'https://a.example/b.png']);
  });

  it('asks for nothing in a recipient’s name, and keeps nothing of theirs', async () => {
    web = { 'https://a.example/gone': 404 };
    const body = `${BODY}<p style="color:#ccc">{{ first_name }} pale</p><a href="https://a.example/?who={{ email }}">x</a><a href="https://a.example/gone">x</a><img alt="" src="https://a.example/{{ first_name }}.png">`;
    const found = await look(draft({ subject: 'ACT NOW {{ first_name }}!!!', body }, 1));
    expect(asked.sort()).toEqual(['https://a.example/Alex.png', 'https://a.example/gone']);
    expect(found.findings.find(({ code }) => code === 'links_unchecked')?.values.links).toBe(1);
    expect(JSON.stringify(found.findings)).not.toMatch(/Person 0|person0/);
  });

  it.each(['cancelled', 'failed'])('asks for nothing more once it is %s', async (end) => {
    const links = Array.from({ length: 40 }, (_, n) => `<a href="https://a.example/${n}">x</a>`).join('');
    const id = draft({ body: BODY + links });
    startPreflight(house.ctx, ACTOR, id);
    const fetch: GuardedFetch = (request) => {
      if (asked.length === 0) {
        if (end === 'cancelled') cancelPreflight(house.ctx, id);
        else updateCampaign(house.ctx, ACTOR, { id, revision: 1, subject: 'Other' });
      }
      return fetchWeb(request);
    };
    await runPreflight({ ...house.ctx, fetch }, { campaign_id: id, base_url: 'https://t.example' }, NEVER);
    expect(asked).toHaveLength(1);
    expect(getPreflight(house.ctx, id)).toMatchObject({ state: end, findings: [] });
  });

  it('that failed leaves one alone that has begun since', () => {
    const id = draft();
    startPreflight(house.ctx, ACTOR, id);
    const first = lookUnderWay(house.ctx, id) ?? '';
    updateCampaign(house.ctx, ACTOR, { id, revision: 1, subject: 'Other' });
    startPreflight(house.ctx, ACTOR, id);
    failPreflight(house.ctx, { id, look: first, reason: 'It broke.' });
    expect(getPreflight(house.ctx, id).state).toBe('running');
  });

  it('no longer holds once the content or the audience has changed', async () => {
    const id = draft({ subject: '{{ company }}' });
    expect(codes(await look(id))).toContain('subject_empty');
    const changed = updateCampaign(house.ctx, ACTOR, { id, revision: 1, subject: 'Hi' });
    expect(getPreflight(house.ctx, id).stale).toBe(true);
    expect((await look(id)).stale).toBe(false);
    const audience = { ...NOBODY, everyone: true };
    const { revision } = updateCampaign(house.ctx, ACTOR, { id, revision: changed.revision, audience });
    expect(getPreflight(house.ctx, id).stale).toBe(true);
    await sendCampaign(house.ctx, ACTOR, { id, revision });
  });

  it('is stopped by a person, and by a change of the campaign', async () => {
    const id = draft();
    startPreflight(house.ctx, ACTOR, id);
    cancelPreflight(house.ctx, id);
    const order = { campaign_id: id, base_url: 'https://t.example' };
    await runPreflight({ ...house.ctx, fetch: fetchWeb }, order, NEVER);
    expect(getPreflight(house.ctx, id)).toMatchObject({ state: 'cancelled', checked: 0, findings: [] });
    startPreflight(house.ctx, ACTOR, id);
    updateCampaign(house.ctx, ACTOR, { id, revision: 1, subject: 'Other' });
    await runPreflight({ ...house.ctx, fetch: fetchWeb }, order, NEVER);
    expect(getPreflight(house.ctx, id)).toMatchObject({ state: 'failed', stale: true });
  });

  it('that Herald stopped is run again from the start', async () => {
    const id = draft();
    const stopped = AbortSignal.abort();
    expect(await look(id, stopped)).toMatchObject({ state: 'running' });
    expect(await look(id)).toMatchObject({ state: 'done', checked: 3 });
  });

  it('needs something to look at', () => {
    const { id } = createCampaign(house.ctx, ACTOR, { name: 'X', body: BODY });
    expect(() => startPreflight(house.ctx, ACTOR, id)).toThrow('addresses nobody');
  });
});
