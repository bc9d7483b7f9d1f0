import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testAddressesOf } from '#main/repositories/campaign/test-address.repo.ts';
import { eraseContacts } from '#main/repositories/contact/contact-erase.repo.ts';
import { createCampaign } from '#main/services/campaign/campaign.service.ts';
import { listOddPeople } from '#main/services/campaign/odd-people.ts';
import { dropTestAddress, previewCampaign, sendTest } from '#main/services/campaign/preview.service.ts';
import { addMembers, createList } from '#main/services/consent/list.service.ts';
import { createContact } from '#main/services/contact/contact.service.ts';
import { createField } from '#main/services/contact/custom-field.service.ts';
import { NOBODY } from '#shared/domain/campaign/audience-rule.ts';
import { ODDITIES, type Oddity } from '#shared/domain/campaign/odd-person.ts';
import { ACTOR, type CampaignHouse, campaignHouse } from '#test/support/campaign-context.ts';

let house: CampaignHouse;
let list: string;
beforeEach(async () => {
  house = campaignHouse();
  await createField(house.ctx, ACTOR, { label: 'Plan', type: 'text' });
  list = createList(house.ctx, ACTOR, { name: 'Readers', description: '' }).id;
});
afterEach(() => house.close());

const BODY = '<p>Hello {{ first_name }} of {{ city }}, {{ attributes.plan }}</p>';
const ORDINARY = { first_name: 'Ann', last_name: 'Lee', city: 'Rome', locale: 'en', attributes: { plan: 'pro' } };
const draft = (audience = { ...NOBODY, include_lists: [list] }) =>
  createCampaign(house.ctx, ACTOR, { name: 'X', subject: 'Hi {{ name }}', body: BODY, audience }).id;
const person = (email: string, fields: object = {}, on: string | null = list) => {
  const { id } = createContact(house.ctx, ACTOR, { email, ...ORDINARY, ...fields, list_ids: [] });
  if (on) addMembers(house.ctx, ACTOR, { id: on, contact_ids: [id] });
  return id;
};
/** Many of whom nobody is odd, so that the others are not among the first. */
const crowd = (count: number) =>
  house.ctx.db.write((tx) => {
    tx.sql(
      `INSERT INTO contact (id, email, email_key, first_name, last_name, city, locale, attributes, name_key, created_at, updated_at)
       SELECT 'crowd-' || value, 'c' || value || '@x.example', 'c' || value || '@x.example', 'Ann', 'Lee', 'Rome', 'en',
         '{"plan":"pro"}', 'ann lee', 0, 0 FROM json_each(?)`,
    ).run(JSON.stringify(Array.from({ length: count }, (_, at) => at)));
  });
const oddOnes = async (id: string) =>
  Object.fromEntries(
    (await listOddPeople(house.ctx, id)).items.map(({ oddity, contact_id }) => [oddity, contact_id]),
  ) as Record<Oddity, string | null>;

const ODD: Record<Exclude<Oddity, 'bare' | 'missing_fields'>, [email: string, fields: object]> = {
  no_name: ['noname@x.example', { first_name: '', last_name: '' }],
  one_name: ['one@x.example', { last_name: '' }],
  long_name: ['long@x.example', { first_name: 'A'.repeat(30), last_name: 'B'.repeat(30) }],
  right_to_left: ['rtl@x.example', { first_name: 'ליאור', last_name: 'כהן' }],
  other_script: ['cyrillic@x.example', { first_name: 'Анна', last_name: 'Иванова' }],
  special_characters: ['special@x.example', { first_name: 'Tom & Eve', last_name: '<b>' }],
  long_address: [`${'a'.repeat(48)}@x.example`, {}],
  other_language: ['fr@x.example', { locale: 'fr-CA' }],
};

describe('ten odd people', () => {
  it('are recipients, where there are such', async () => {
    const ids = Object.fromEntries(
      Object.entries(ODD).map(([oddity, [email, fields]]) => [oddity, person(email, fields)]),
    );
    const lacking = person('lacks@x.example', { city: '', attributes: {} });
    const bare = person('bare@x.example', { first_name: '', last_name: '', city: '', locale: '', attributes: {} });
    const found = await oddOnes(draft());
    expect(found).toEqual({ ...ids, missing_fields: bare, bare });
    expect(lacking).not.toBe(bare);
  });

  it('are made up where not, and say so', async () => {
    person('ann@x.example');
    const { items } = await listOddPeople(house.ctx, draft());
    expect(items.map(({ oddity, contact_id }) => [oddity, contact_id])).toEqual(
      ODDITIES.map((oddity) => [oddity, null]),
    );
    expect(items.find(({ oddity }) => oddity === 'other_script')?.name).toBe('美咲 山田');
  });

  it('are never people who would not get it', async () => {
    person('ann@x.example');
    for (const [email, fields] of Object.values(ODD)) person(email, fields, null);
    expect(new Set(Object.values(await oddOnes(draft())))).toEqual(new Set([null]));
  });

  it('are found by an index among so many that not all are looked at', async () => {
    crowd(2_100);
    const marked = [
      'no_name',
      'long_name',
      'right_to_left',
      'other_script',
      'special_characters',
      'long_address',
    ] as const;
    const ids = Object.fromEntries(marked.map((oddity) => [oddity, person(...ODD[oddity], null)]));
    expect(await oddOnes(draft({ ...NOBODY, everyone: true }))).toMatchObject(ids);
  });

  it.each(ODDITIES)(
    'made up as %s get a message that can be filled in, with the data it was filled in with',
    async (oddity) => {
      const preview = await previewCampaign(house.ctx, { id: draft(NOBODY), oddity });
      expect(preview.html).toContain('Hello');
      expect(preview.problems.filter(({ message }) => !message.includes('unsubscribe'))).toEqual([]);
      expect(preview.fields.map(({ name }) => name)).toEqual(['name', 'first_name', 'city', 'attributes.plan']);
      expect(preview.fields.at(-1)).toEqual({ name: 'attributes.plan', value: '', missing: true });
    },
  );

  it('lie beside the message: each field with its value, the missing ones marked', async () => {
    const id = person('ann@x.example', { attributes: {} });
    const { fields } = await previewCampaign(house.ctx, { id: draft(), contact_id: id });
    expect(fields).toEqual([
      { name: 'name', value: 'Ann Lee', missing: false },
      { name: 'first_name', value: 'Ann', missing: false },
      { name: 'city', value: 'Rome', missing: false },
      { name: 'attributes.plan', value: '', missing: true },
    ]);
  });

  it('can be sent as a test', async () => {
    await sendTest(house.ctx, ACTOR, { id: draft(NOBODY), to: ['me@example.com'], oddity: 'right_to_left' });
    expect(house.mails[0]?.subject).toBe('Hi ليلى العربي');
  });
});

describe('addresses of tests', () => {
  const mine = (user = ACTOR) => testAddressesOf(house.ctx.db.reader, user, 'email');
  const test = (...to: string[]) => sendTest(house.ctx, ACTOR, { id: draft(NOBODY), to });

  it('are remembered for the one who used them, the last first, until they are forgotten', async () => {
    await test('me@example.com');
    house.database.clock.advance(1_000);
    await test('boss@example.com', 'me@example.com');
    expect(mine()).toEqual(['boss@example.com', 'me@example.com']);
    expect(mine('somebody-else')).toEqual([]);
    dropTestAddress(house.ctx, ACTOR, { channel: 'email', address: 'boss@example.com' });
    expect(mine()).toEqual(['me@example.com']);
  });

  it('that did not take it are not, and each says its own', async () => {
    const sendNow: typeof house.ctx.mailer.sendNow = (_sender, { to }) =>
      Promise.resolve(
        to.startsWith('no')
          ? { ok: false, said: '550 no such user', lasting: true }
          : { ok: true, said: '250 OK', lasting: false },
      );
    const ctx = { ...house.ctx, mailer: { ...house.ctx.mailer, sendNow } };
    const { results } = await sendTest(ctx, ACTOR, { id: draft(NOBODY), to: ['no@example.com', 'me@example.com'] });
    expect(results.map(({ to, said }) => [to, said])).toEqual([
      ['no@example.com', '550 no such user'],
      ['me@example.com', '250 OK'],
    ]);
    expect(mine()).toEqual(['me@example.com']);
  });

  it('go with the contact whose address one of them is', async () => {
    const me = person('Me@example.com');
    await test('me@example.com', 'you@example.com');
    const no = house.ctx.db.reader.sql<{ no: number }>('SELECT no FROM contact WHERE id = ?').get(me)?.no ?? 0;
    house.ctx.db.write((tx) => eraseContacts(tx, [no]));
    expect(mine()).toEqual(['you@example.com']);
  });
});
