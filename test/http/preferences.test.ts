import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { clientOf } from '#test/support/client-of.ts';
import { setUpOverHttp } from '#test/support/console-client.ts';
import { makeTestApp, type TestApp } from '#test/support/make-test-app.ts';
import { mailTo, pathIn, type ReaderPages, readerPages } from '#test/support/reader-pages.ts';
import { type SentCampaign, sentCampaign } from '#test/support/sent-campaign.ts';

let app: TestApp;
let reader: ReaderPages;
let client: ReturnType<typeof clientOf>;
let n = 0;

beforeAll(async () => {
  app = await makeTestApp({ trusted_proxies: ['127.0.0.1'] });
  await setUpOverHttp(app);
  reader = readerPages(app, () => `203.0.${n}.7`);
  client = clientOf(app.app.services);
});
beforeEach(() => {
  n += 1;
});
afterAll(() => app.close());

const sql = <Row>(text: string, ...values: unknown[]) => app.app.core.db.reader.sql<Row>(text).all(...values);

interface Reader {
  id: string;
  email: string;
  path: string;
  campaign: SentCampaign;
}

/** Somebody who was sent a mail some time ago. */
function readerOfMail(locale = 'en'): Reader {
  const campaign = sentCampaign(app, { recipients: 1, locale });
  const [row] = sql<{ id: string; email: string }>(
    'SELECT c.id, c.email FROM contact c JOIN delivery d ON d.contact_no = c.no WHERE d.no = ?',
    campaign.deliveries[0],
  );
  const path = `/p/${campaign.signer.sign(campaign.deliveries[0] ?? 0)}`;
  return { id: row?.id ?? '', email: row?.email ?? '', path, campaign };
}

async function topic(name: string): Promise<string> {
  const list = await client.lists.create({ name: `${name} ${n}` });
  await client.lists.update({
    id: list.id,
    revision: list.revision,
    is_public: true,
    public_description: `About ${name}`,
  });
  return list.id;
}

const stateOn = async (who: Reader, list_id: string) =>
  (await client.contacts.get({ id: who.id })).lists.find(({ id }) => id === list_id)?.state;
const statusOf = async (who: Reader) => (await client.contacts.get({ id: who.id })).status;

/** A message of another campaign to these lists that waits to be sent to them. */
function queueFor(who: Reader, include_lists: string[]): number {
  const audience = JSON.stringify({ everyone: false, include_lists, exclude_lists: [], exclude_campaigns: [] });
  return app.app.core.db.write((tx) => {
    const { send_no } = waitingSend(tx, audience);
    const no = tx
      .sql(
        `INSERT INTO delivery (send_no, contact_no, address, state, changed_at)
         SELECT ?, no, email, 'queued', 1 FROM contact WHERE id = ?`,
      )
      .run(send_no, who.id).lastInsertRowid;
    tx.sql(`INSERT INTO send_count (send_no, measure, n) VALUES (?, 'queued', 1)`).run(send_no);
    return Number(no);
  });
}

/** Paused, so that no engine takes what waits in it. */
function waitingSend(tx: Parameters<Parameters<TestApp['app']['core']['db']['write']>[0]>[0], audience: string) {
  const id = app.app.core.ids.id();
  const campaign_no = tx
    .sql(`INSERT INTO campaign (id, name, created_at) VALUES (?, 'Waiting', 1)`)
    .run(id).lastInsertRowid;
  const send_no = tx
    .sql(
      `INSERT INTO send (id, campaign_no, channel, state, audience, created_at, updated_at, started_at, frozen_at)
       VALUES (?, ?, 'email', 'paused', ?, 1, 1, 1, 1)`,
    )
    .run(id, campaign_no, audience).lastInsertRowid;
  return { send_no: Number(send_no) };
}

const deliveryState = (no: number) =>
  sql<{ state: string; code: string | null }>('SELECT state, code FROM delivery WHERE no = ?', no)[0];

test('GET and HEAD show the page and change nothing', async () => {
  const who = readerOfMail();
  const news = await topic('News');
  const page = await reader.open(who.path);
  expect(page.text).toContain(`News ${n}`);
  expect(page.text).toContain('About News');
  expect((await reader.open(who.path, { method: 'HEAD' })).status).toBe(200);
  expect(await stateOn(who, news)).toBeUndefined();
});

test('topics are joined and left, with a proof, and leaving holds for what is queued', async () => {
  const who = readerOfMail();
  const [news, offers] = [await topic('News'), await topic('Offers')];
  await client.lists.addMembers({ id: news, contact_ids: [who.id] });
  const queued = queueFor(who, [news]);
  const both = queueFor(who, [news, offers]);
  const page = await reader.post(who.path, [
    ['wish', 'save'],
    ['topic', offers],
    ['frequency', 'all'],
    ['language', 'en'],
  ]);
  expect(page.text).toContain('Saved');
  expect(page.text).toContain('Would you tell us why');
  expect([await stateOn(who, news), await stateOn(who, offers)]).toEqual(['unsubscribed', 'subscribed']);
  expect(deliveryState(queued)).toEqual({ state: 'skipped', code: 'unsubscribed' });
  expect(deliveryState(both)?.state).toBe('queued');
  const { consents } = await client.consents.ofContact({ id: who.id });
  expect(consents[0]).toMatchObject({ source: 'preferences', state: 'given', given_ip: `203.0.${n}.7` });
  expect(
    (await reader.post(who.path, { wish: 'say_why', reason: 'too_many', words: 'Every day is a lot' })).text,
  ).toContain('Thank you');
  const { items } = await client.suppressions.leavings({ reason: 'too_many' });
  expect(items[0]).toMatchObject({
    contact_id: who.id,
    list: `News ${n}`,
    way: 'preferences',
    words: 'Every day is a lot',
  });
});

test('a pause of 30 days holds campaigns back, also those that wait, and can be ended', async () => {
  const who = readerOfMail();
  const news = await topic('News');
  await client.lists.addMembers({ id: news, contact_ids: [who.id] });
  const waiting = queueFor(who, [news]);
  expect((await reader.post(who.path, { wish: 'pause' })).text).toContain('You are taking a break until');
  expect(deliveryState(waiting)).toEqual({ state: 'skipped', code: 'paused' });
  const campaign = await client.campaigns.create({ name: `Paused ${n}`, audience: { include_lists: [news] } });
  expect(await client.campaigns.audience({ id: campaign.id })).toMatchObject({
    recipients: 0,
    excluded: { paused: 1 },
  });
  await reader.post(who.path, { wish: 'resume' });
  expect(await client.campaigns.audience({ id: campaign.id })).toMatchObject({ recipients: 1 });
});

test('who wants one campaign a week is left out of a second one', async () => {
  const who = readerOfMail();
  const news = await topic('News');
  await client.lists.addMembers({ id: news, contact_ids: [who.id] });
  const save = (frequency: string) => reader.post(who.path, { wish: 'save', topic: news, frequency, language: 'en' });
  const campaign = await client.campaigns.create({ name: `Second ${n}`, audience: { include_lists: [news] } });
  await save('weekly');
  expect(await client.campaigns.audience({ id: campaign.id })).toMatchObject({ excluded: { frequency_cap: 1 } });
  expect((await client.consents.ofContact({ id: who.id })).frequency).toBe('weekly');
  app.app.core.db.write((tx) =>
    tx.sql('UPDATE delivery SET changed_at = changed_at - 8 * 86400000 WHERE no = ?').run(who.campaign.deliveries[0]),
  );
  expect(await client.campaigns.audience({ id: campaign.id })).toMatchObject({ recipients: 1 });
  await save('monthly');
  expect(await client.campaigns.audience({ id: campaign.id })).toMatchObject({ excluded: { frequency_cap: 1 } });
  await save('all');
  expect(await client.campaigns.audience({ id: campaign.id })).toMatchObject({ recipients: 1 });
});

test('the page follows the language of the contact, and changes it', async () => {
  const who = readerOfMail('de-AT');
  expect((await reader.open(who.path, { headers: { 'accept-language': 'en' } })).text).toContain(
    'Was Sie von uns bekommen',
  );
  const saved = await reader.post(who.path, { wish: 'save', frequency: 'all', language: 'de' });
  expect(saved.text).toContain('Gespeichert');
  expect((await client.contacts.get({ id: who.id })).locale).toBe('de-AT');
  await reader.post(who.path, { wish: 'save', frequency: 'all', language: 'en' });
  expect((await client.contacts.get({ id: who.id })).locale).toBe('en');
});

test('everything off counts for the campaign, and can be taken back', async () => {
  const who = readerOfMail();
  const page = await reader.post(who.path, { wish: 'leave' });
  expect(page.text).toContain('You have unsubscribed from everything');
  expect(await statusOf(who)).toBe('unsubscribed');
  expect((await client.campaigns.get({ id: who.campaign.id })).counts.unsubscribed).toBe(1);
  const topics = sql<{ id: string }>('SELECT id FROM list WHERE is_public = 1 AND deleted_at IS NULL');
  expect(topics.length).toBeGreaterThan(0);
  await reader.post(who.path, { wish: 'save', topic: topics[0]?.id ?? '', frequency: 'all', language: 'en' });
  expect(await statusOf(who)).toBe('deliverable');
  // The same mail lets them leave once more.
  const unsubscribe = who.path.replace('/p/', '/u/');
  expect((await reader.open(unsubscribe)).text).toContain('Stop all mail');
  await reader.post(unsubscribe, { 'List-Unsubscribe': 'One-Click' });
  expect(await statusOf(who)).toBe('unsubscribed');
});

test('who complained is told so and can choose nothing', async () => {
  const who = readerOfMail();
  await client.suppressions.add({ entries: [{ address: who.email }], reason: 'complained' });
  const page = await reader.open(who.path);
  expect(page.text).toContain('You have reported a message as spam');
  expect(page.text).not.toContain('name="topic"');
  await reader.post(who.path, { wish: 'come_back' });
  expect(await statusOf(who)).toBe('complained');
});

describe('an old mail', () => {
  test('works after its campaign was deleted', async () => {
    const who = readerOfMail();
    app.app.core.db.write((tx) => tx.sql('UPDATE campaign SET deleted_at = 1 WHERE id = ?').run(who.campaign.id));
    expect((await reader.open(who.path)).status).toBe(200);
    await reader.post(who.path, { wish: 'leave' });
    expect(await statusOf(who)).toBe('unsubscribed');
  });

  test('of somebody who is no contact any more still stops all mail to the address', async () => {
    const who = readerOfMail();
    await client.contacts.delete({ id: who.id });
    const page = await reader.open(who.path);
    expect(page.text).toContain('Unsubscribe from everything');
    await reader.post(who.path, { wish: 'leave' });
    const { total } = await client.suppressions.list({ search: who.email });
    expect(total).toBe(1);
  });
});

describe('asking for a link', () => {
  test('leads to the page by a mail, and only by that', async () => {
    const who = readerOfMail();
    expect((await reader.open('/p/')).text).toContain('Send me the link');
    const asked = await reader.post('/p/', { email: who.email });
    expect(asked.text).toContain('a message with the link is on its way');
    const mail = await mailTo(app, who.email);
    const link = pathIn(mail.text, 'p');
    expect((await reader.open(link)).text).toContain('What you get from us');
    await reader.post(link, { wish: 'leave' });
    expect(await statusOf(who)).toBe('unsubscribed');
    expect((await client.suppressions.leavings({ days: 1 })).items[0]).toMatchObject({
      contact_id: who.id,
      way: 'preferences',
    });
    await reader.post(link, { wish: 'come_back' });
    expect(await statusOf(who)).toBe('deliverable');
  });

  test('answers the same for an address that nobody has, and sends nothing', async () => {
    const who = readerOfMail();
    const known = await reader.post('/p/', { email: who.email });
    const unknown = await reader.post('/p/', { email: `nobody${n}@example.org` });
    expect(unknown.text.replaceAll(`nobody${n}@example.org`, 'X')).toBe(known.text.replaceAll(who.email, 'X'));
    expect(sql('SELECT 1 FROM preference_link WHERE email = ?', `nobody${n}@example.org`)).toEqual([]);
  });

  test('is good for a day, and not for an address that the contact has no more', async () => {
    const who = readerOfMail();
    await reader.post('/p/', { email: who.email });
    const link = pathIn((await mailTo(app, who.email)).text, 'p');
    const contact = await client.contacts.get({ id: who.id });
    await client.contacts.update({ id: who.id, revision: contact.revision, email: `moved${n}@example.org` });
    expect((await reader.open(link)).text).toContain('not valid any more');
    await client.contacts.update({ id: who.id, revision: contact.revision + 1, email: who.email });
    expect((await reader.open(link)).status).toBe(200);
    app.app.core.db.write((tx) => tx.sql('UPDATE preference_link SET expires_at = 1 WHERE email = ?').run(who.email));
    expect((await reader.open(link)).status).toBe(404);
  });
});

test('a forged token changes nothing and shows nobody', async () => {
  for (const path of ['/p/AAAAAAAAAAAAAAAAAAAAAAAA', '/p/x', '/p/..%2F']) {
    expect((await reader.open(path)).status).toBe(404);
  }
});

test('the link of a test message explains itself', async () => {
  const { campaign } = readerOfMail();
  expect((await reader.open(`/p/${campaign.signer.sign(0)}`)).text).toContain('This is a test message');
});
