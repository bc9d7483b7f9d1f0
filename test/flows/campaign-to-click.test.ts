import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HeraldClient } from '#main/app/local-client.ts';
import { findCampaign } from '#main/repositories/campaign/campaign.repo.ts';
import { reconcile } from '#main/repositories/delivery/reconcile.repo.ts';
import { insertTestMailboxSender } from '#main/repositories/sending/sender.repo.ts';
import { insertOrganization } from '#main/repositories/system/organization.repo.ts';
import { NOBODY } from '#shared/domain/campaign/audience-rule.ts';
import { instantOf } from '#shared/kernel/instant.ts';
import { clientOf } from '#test/support/client-of.ts';
import { makeTestApp, type TestApp } from '#test/support/make-test-app.ts';
import { waitUntil } from '#test/support/wait-until.ts';

let house: TestApp;
let client: HeraldClient;
let campaign_id: string;

const PEOPLE = 30;
const BODY = `<html><body><p>Hello {{ first_name }}</p>
<a href="https://shop.example/{{ attributes.plan }}?who={{ first_name | url_encode }}">shop</a>
<a href="https://shop.example/fixed?a=1&amp;b=2#part">more</a></body></html>`;

beforeAll(async () => {
  house = await makeTestApp();
  const { services } = house.app;
  client = clientOf(services);
  services.db.write((tx) => {
    const base = { id: services.ids.id(), created_at: instantOf(services.clock.now()) };
    const settings = { timezone: 'UTC', locale: 'en', public_url: null, track_opens: true, track_clicks: true };
    insertOrganization(tx, { ...base, ...settings, name: 'Example', slug: 'example' });
    insertTestMailboxSender(tx, { ...base, from_name: 'Example' });
  });
  await client.fields.create({ label: 'Plan', key: 'plan', type: 'text' });
  const list = await client.lists.create({ name: 'Newsletter', description: '' });
  for (let index = 0; index < PEOPLE; index++) {
    const person = { email: `p${index}@example.com`, first_name: `Zoë ${index}`, attributes: { plan: 'pro' } };
    await client.contacts.create({ ...person, list_ids: [list.id] });
  }
  const audience = { ...NOBODY, include_lists: [list.id] };
  const draft = await client.campaigns.create({ name: 'Spring', subject: 'Hi {{ first_name }}', body: BODY, audience });
  campaign_id = draft.id;
  await client.campaigns.send(draft);
  await waitUntil(async () => (await client.campaigns.get({ id: campaign_id })).state === 'sent');
});
afterAll(() => house.close());

/** As a person does, with a browser. */
const visit = (url: string) =>
  fetch(url, {
    redirect: 'manual',
    headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0' },
  });

const counts = async () => (await client.campaigns.get({ id: campaign_id })).counts;

/** The addresses in the mail that this person got. */
async function addressesFor(person: string) {
  const found = await client.mailbox.list({ search: person });
  const mail = await client.mailbox.get({ id: found.items[0]?.id ?? 0 });
  const html = mail.html ?? '';
  const links = [...html.matchAll(/href="([^"]+\/c\/[^"]+)"/g)].map((match) => match[1] ?? '');
  return {
    mail,
    links,
    pixel: /src="([^"]+\/o\/[^"]+)"/.exec(html)?.[1] ?? '',
    leave: /href="([^"]+\/u\/[^"]+)"/.exec(html)?.[1] ?? '',
  };
}

describe('a campaign that was sent', () => {
  it('has reached everybody, each with their own words', async () => {
    expect(await counts()).toMatchObject({ audience: PEOPLE, accepted: PEOPLE });
    const { mail } = await addressesFor('p7@example.com');
    expect(mail.subject).toBe('Hi Zoë 7');
    expect(mail.html).toContain('Hello Zoë 7');
    expect(mail.text).toContain('Hello Zoë 7');
  });

  it('leads each click to where the link led, also where that differs from person to person', async () => {
    const { links, pixel } = await addressesFor('p3@example.com');
    await visit(pixel);
    const targets = await Promise.all(links.map(async (link) => (await visit(link)).headers.get('location')));
    expect(targets).toEqual(['https://shop.example/pro?who=Zo%C3%AB+3', 'https://shop.example/fixed?a=1&b=2#part']);
  });

  it('counts opens and clicks by person and by hit, and every number can be recounted', async () => {
    for (const person of ['p1@', 'p1@', 'p2@']) await visit((await addressesFor(person)).pixel);
    await waitUntil(async () => (await counts()).opened_human === 3);
    await waitUntil(async () => (await counts()).clicked_human === 1);
    expect(await counts()).toMatchObject({ opened_unique: 3, opened_total: 4, clicked_unique: 1, clicked_total: 2 });
    const { items } = await client.campaigns.deliveries({ id: campaign_id, did: 'clicked' });
    expect(items.map(({ address, clicked }) => [address, clicked])).toEqual([['p3@example.com', 2]]);
    const { db } = house.app.services;
    expect(reconcile(db.reader, findCampaign(db.reader, campaign_id)?.no ?? 0)).toEqual([]);
  });
});
