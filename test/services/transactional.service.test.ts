import { afterEach, beforeEach, expect, test } from 'vitest';
import { suppressEmail } from '#main/repositories/consent/suppression.repo.ts';
import { eraseContacts } from '#main/repositories/contact/contact-erase.repo.ts';
import { moveBack, moveEverything } from '#main/repositories/contact/contact-merge.repo.ts';
import { everythingOf } from '#main/repositories/contact/person.repo.ts';
import { readTransactionalPage } from '#main/repositories/transactional/transactional-page.repo.ts';
import { createCampaign } from '#main/services/campaign/campaign.service.ts';
import { createContact, getContactTimeline } from '#main/services/contact/contact.service.ts';
import {
  readTransactional,
  sendTransactional,
  type TransactionalInput,
} from '#main/services/transactional/transactional.service.ts';
import type { HeraldError } from '#shared/kernel/herald-error.ts';
import { ACTOR, type CampaignHouse, campaignHouse } from '#test/support/campaign-context.ts';

let house: CampaignHouse;
beforeEach(() => {
  house = campaignHouse();
});
afterEach(() => house.close());

const ORDER = {
  to: 'buyer@shop.example',
  subject: 'Order {{ no }}',
  html: '<p>Hello {{ first_name }}</p>',
  data: { no: 7 },
};
const ask = (input: Partial<TransactionalInput> = {}, once_key: string | null = null) =>
  sendTransactional(house.ctx, { user_id: ACTOR, once_key }, { ...ORDER, ...input });
const refusalOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    const { code, detail } = error as HeraldError;
    return [code, detail.field];
  }
  return null;
};
const log = (filter: object = {}) => readTransactionalPage(house.ctx.db.reader, { limit: 50, ...filter });

test('the same request under the same key is one message; another under it is refused', () => {
  const first = ask({}, 'key-1');
  expect(ask({}, 'key-1').id).toBe(first.id);
  expect(refusalOf(() => ask({ to: 'other@shop.example' }, 'key-1'))).toEqual(['CONFLICT', 'Idempotency-Key']);
  expect(log().total).toBe(1);
  house.database.clock.advance(40 * 86_400_000);
  expect(ask({}, 'key-1').id).toBe(first.id);
});

test('what is wrong is named with its field, and nothing is kept', () => {
  expect(refusalOf(() => ask({ to: 'nobody' }))).toEqual(['INVALID_INPUT', 'to']);
  expect(refusalOf(() => ask({ sender_id: house.ctx.ids.id() }))).toEqual(['SENDER_NOT_READY', 'sender_id']);
  expect(refusalOf(() => ask({ html: '{{ no | nonsense }}' }))).toEqual(['TEMPLATE_INVALID', 'body']);
  expect(refusalOf(() => ask({ subject: ' ' }))).toEqual(['INVALID_INPUT', 'subject']);
  expect(refusalOf(() => ask({ markdown: 'too' }))).toEqual(['INVALID_INPUT', 'html']);
  expect(refusalOf(() => ask({ data: { big: 'x'.repeat(300_000) } }))).toEqual(['TOO_LARGE', 'data']);
  expect(refusalOf(() => ask({ html: undefined, campaign_id: house.ctx.ids.id() }))).toEqual(['NOT_FOUND', undefined]);
  expect(log().total).toBe(0);
});

test.each([
  ['bounced', 'skipped', 'Left out: earlier messages to this address came back.'],
  ['complained', 'skipped', 'Left out: they reported an earlier message as spam.'],
  ['blocked', 'skipped', 'Left out: this address is blocked.'],
  ['unsubscribed', 'queued', 'Waits for its turn.'],
] as const)('an address that is %s leads to %s', (reason, state, words) => {
  house.ctx.db.write((tx) => suppressEmail(tx, { email_key: 'buyer@shop.example', reason, source: 'test', at: 1 }));
  expect(ask({ to: 'Buyer@Shop.example' })).toMatchObject({ state, reason: words });
});

test('the content of a campaign is taken as it is now, and the record shows what was sent', () => {
  const campaign = createCampaign(house.ctx, ACTOR, {
    name: 'Welcome',
    subject: 'Welcome {{ first_name }}',
    body: '<p>Code {{ code }}</p>',
  });
  const contact = createContact(house.ctx, ACTOR, { email: 'buyer@shop.example', first_name: 'Zoë', list_ids: [] });
  const { id } = ask({ html: undefined, subject: undefined, campaign_id: campaign.id, data: { code: '<b>9</b>' } });
  expect(readTransactional(house.ctx, id)).toMatchObject({
    subject: 'Welcome Zoë',
    html: expect.stringContaining('<p>Code &lt;b&gt;9&lt;/b&gt;</p>'),
    text: expect.stringContaining('Code <b>9</b>'),
    contact_id: contact.id,
    from: 'Example Ltd <news@herald.example>',
  });
});

test('the log is searched by address and subject, and by state, newest first', () => {
  for (const no of [1, 2, 3]) ask({ to: `buyer${no}@shop.example`, data: { no } });
  expect(log({ search: 'buyer2' }).items.map(({ subject }) => subject)).toEqual(['Order 2']);
  expect(log({ search: 'order' }).items.map(({ to }) => to[5])).toEqual(['3', '2', '1']);
  expect(log({ search: '100%' }).total).toBe(0);
  expect(log({ state: 'accepted' }).items).toEqual([]);
  const first = log({ limit: 2 });
  expect(log({ limit: 2, cursor: first.next_cursor }).items.map(({ subject }) => subject)).toEqual(['Order 1']);
});

test('what was taken is told in the order in which it was taken, page by page', () => {
  for (const no of [1, 2, 3, 4]) ask({ to: `buyer${no}@shop.example`, data: { no } });
  const taken: [no: number, at: number][] = [
    [4, 1_000],
    [1, 2_000],
    [3, 3_000],
    [2, 3_000],
  ];
  house.ctx.db.write((tx) => {
    const accept = tx.sql(`UPDATE delivery SET state = 'accepted', changed_at = ? WHERE address = ?`);
    for (const [no, at] of taken) accept.run(at, `buyer${no}@shop.example`);
  });
  const first = log({ state: 'accepted', limit: 2 });
  const second = log({ state: 'accepted', limit: 2, cursor: first.next_cursor });
  expect([...first.items, ...second.items].map(({ to }) => to[5])).toEqual(['3', '2', '1', '4']);
  expect(second.next_cursor).toBeNull();
});

test('messages that say the same keep it once', () => {
  for (const no of [1, 2, 3]) ask({ to: `buyer${no}@shop.example`, data: { no } });
  expect(house.ctx.db.reader.sql('SELECT count(*) AS n FROM message_content').get()).toEqual({ n: 1 });
});

test('they go with the person: into their file, to whom they are merged, and away with an erasure', () => {
  const { ctx } = house;
  const [one, other] = ['buyer@shop.example', 'other@shop.example'].map((email) =>
    createContact(ctx, ACTOR, { email, list_ids: [] }),
  );
  const numberOf = (id = '') =>
    ctx.db.reader.sql<{ no: number }>('SELECT no FROM contact WHERE id = ?').get(id)?.no ?? 0;
  const [buyer, kept] = [numberOf(one?.id), numberOf(other?.id)];
  const { id } = ask();
  const file = everythingOf(ctx.db.reader, { no: buyer, id: one?.id ?? '', hash: '' });
  expect(file.transactional).toMatchObject([{ subject: 'Order 7', address: 'buyer@shop.example', data: '{"no":7}' }]);
  const keptContact = { no: kept, id: other?.id ?? '' };
  const others = [{ no: buyer, id: one?.id ?? '' }];
  const moves = ctx.db.write((tx) => moveEverything(tx, keptContact, others, 1));
  expect(readTransactional(ctx, id).contact_id).toBe(other?.id);
  const before = { ...moves, fields: {}, attributes: {}, members: [], suppression: null };
  ctx.db.write((tx) => moveBack(tx, keptContact, before, 1));
  expect(readTransactional(ctx, id).contact_id).toBe(one?.id);
  ctx.db.write((tx) => eraseContacts(tx, [buyer]));
  expect(readTransactional(ctx, id)).toMatchObject({
    to: '',
    subject: '',
    data: {},
    contact_id: null,
    state: 'cancelled',
  });
  expect(JSON.stringify(log())).not.toContain('buyer');
});

test('they stand in the timeline of their contact', () => {
  const { id } = createContact(house.ctx, ACTOR, { email: 'buyer@shop.example', list_ids: [] });
  const message = ask();
  const { items } = getContactTimeline(house.ctx, { id, limit: 20, kind: 'mail' });
  expect(items).toMatchObject([{ type: 'transactional.queued', data: { message: 'Order 7', message_id: message.id } }]);
});
