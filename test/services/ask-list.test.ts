import { afterEach, beforeEach, expect, test } from 'vitest';
import { setMemberState } from '#main/repositories/consent/list-member.repo.ts';
import { suppressEmail } from '#main/repositories/consent/suppression.repo.ts';
import { insertTestMailboxSender } from '#main/repositories/sending/sender.repo.ts';
import { insertOrganization } from '#main/repositories/system/organization.repo.ts';
import { askSlice, cancelAsking, startAsking, unconfirmedOf } from '#main/services/consent/ask-list.ts';
import { createList } from '#main/services/consent/list.service.ts';
import { makeContact } from '#main/services/contact/make-contact.ts';
import type { ServiceContext } from '#main/services/service-context.ts';
import { listWork } from '#main/services/system/work.service.ts';
import { NO_LIMITS } from '#shared/domain/channel/rate-limits.ts';
import { askingPace } from '#shared/domain/consent/asking-pace.ts';
import { DAY, instantOf, SECOND } from '#shared/kernel/instant.ts';
import { type AudienceContext, audienceContext } from '#test/support/audience-context.ts';
import type { TestDatabase } from '#test/support/open-test-database.ts';

const ACTOR = 'user-1';
let ctx: AudienceContext & Pick<ServiceContext, 'endpoints'>;
let database: TestDatabase;
let list_id: string;

beforeEach(() => {
  const house = audienceContext();
  database = house.database;
  const endpoints = { tracking_url: 'http://127.0.0.1:1' } as ServiceContext['endpoints'];
  ctx = { ...house.ctx, endpoints };
  const created_at = instantOf(ctx.clock.now());
  ctx.db.write((tx) => {
    insertOrganization(tx, {
      id: 'o',
      name: 'Org',
      slug: 'org',
      timezone: 'UTC',
      locale: 'en',
      public_url: null,
      track_opens: true,
      track_clicks: true,
      created_at,
    });
    insertTestMailboxSender(tx, { id: 'sender-1', from_name: 'Org', created_at });
  });
  list_id = createList(ctx, ACTOR, { name: 'News', description: '' }).id;
});
afterEach(() => database.close());

/** As an import leaves them on a list that asks. */
function unconfirmed(count: number, from = 0): void {
  ctx.db.write((tx) => {
    for (let at = from; at < from + count; at++) {
      const input = { email: `p${at}@example.org` };
      const contact_no = makeContact(tx, { id: ctx.ids.id(), now: ctx.clock.now(), actor: ACTOR, input });
      const at_now = ctx.clock.now();
      setMemberState(tx, { list_no: 1, contact_no, state: 'unconfirmed', source: 'import:i', at: at_now });
    }
  });
}

const waiting = () =>
  ctx.db.reader.sql(`SELECT email FROM consent WHERE state = 'waiting' ORDER BY no`).pluck().all() as string[];
const mails = () =>
  ctx.db.reader.sql<{ n: number }>(`SELECT count(*) AS n FROM job WHERE kind = 'consent.mail'`).get()?.n;

test('who can be asked is counted apart from those who are suppressed, nameless or were asked lately', async () => {
  unconfirmed(4);
  ctx.db.write((tx) => {
    suppressEmail(tx, { email_key: 'p1@example.org', reason: 'bounced', source: 'user', at: 1 });
    tx.sql(
      `UPDATE contact SET email = NULL, email_key = NULL, first_name = 'X' WHERE email_key = 'p2@example.org'`,
    ).run();
  });
  expect(await unconfirmedOf(ctx, list_id)).toMatchObject({
    ...{ unconfirmed: 4, askable: 2, asked_lately: 0, suppressed: 1, without_address: 1 },
    obstacle: null,
  });
  const { id } = await startAsking(ctx, ACTOR, list_id);
  askSlice(ctx, id);
  expect(waiting()).toEqual(['p0@example.org', 'p3@example.org']);
  expect(mails()).toBe(2);
  expect(await unconfirmedOf(ctx, list_id)).toMatchObject({
    ...{ askable: 0, asked_lately: 2 },
    last: { state: 'done', total: 2, asked: 2 },
  });
});

test('nobody is asked twice within thirty days, and newcomers are asked meanwhile', async () => {
  unconfirmed(1);
  askSlice(ctx, (await startAsking(ctx, ACTOR, list_id)).id);
  await expect(startAsking(ctx, ACTOR, list_id)).rejects.toThrow('nobody on this list');
  database.clock.advance(29 * DAY);
  unconfirmed(1, 1);
  askSlice(ctx, (await startAsking(ctx, ACTOR, list_id)).id);
  expect(waiting()).toEqual(['p0@example.org', 'p1@example.org']);
  expect(mails()).toBe(2);
  database.clock.advance(2 * DAY);
  const again = await startAsking(ctx, ACTOR, list_id);
  expect(again.total).toBe(1);
});

test('people are asked at the pace of the sender, slice after slice, and a cancelled round stops', async () => {
  ctx.db.write((tx) => tx.sql('UPDATE sender SET per_minute = 60').run());
  unconfirmed(20);
  const { id } = await startAsking(ctx, ACTOR, list_id);
  await expect(startAsking(ctx, ACTOR, list_id)).rejects.toThrow('being asked already');
  // The queue has taken the job that waits.
  ctx.db.write((tx) => tx.sql(`DELETE FROM job WHERE kind = 'list.ask'`).run());
  askSlice(ctx, id);
  expect(waiting()).toHaveLength(5);
  const next = ctx.db.reader
    .sql<{ run_at: number }>(`SELECT run_at FROM job WHERE kind = 'list.ask' ORDER BY no DESC LIMIT 1`)
    .get();
  expect(next?.run_at).toBe(ctx.clock.now() + 10 * SECOND);
  database.clock.advance(10 * SECOND);
  askSlice(ctx, id);
  expect(waiting()).toHaveLength(10);
  expect(listWork(ctx, { user_id: ACTOR, role: 'admin', active: true })).toMatchObject([
    { kind: 'asking', list: 'News', done: 10, total: 20, can_cancel: true },
  ]);
  cancelAsking(ctx, ACTOR, id);
  askSlice(ctx, id);
  expect(waiting()).toHaveLength(10);
});

test('who has confirmed or left meanwhile is not asked', async () => {
  unconfirmed(3);
  const { id } = await startAsking(ctx, ACTOR, list_id);
  ctx.db.write((tx) => {
    setMemberState(tx, { list_no: 1, contact_no: 1, state: 'subscribed', source: 'form', at: 1 });
    setMemberState(tx, { list_no: 1, contact_no: 2, state: 'unsubscribed', source: 'preferences', at: 1 });
  });
  askSlice(ctx, id);
  expect(waiting()).toEqual(['p2@example.org']);
});

test('nobody is asked while there is no sender, and that is said', async () => {
  unconfirmed(1);
  ctx.db.write((tx) => tx.sql('DELETE FROM sender').run());
  expect((await unconfirmedOf(ctx, list_id)).obstacle).toContain('no sender');
  await expect(startAsking(ctx, ACTOR, list_id)).rejects.toThrow('no sender');
});

test('asking leaves half of what a sender may do to campaigns', () => {
  expect(askingPace(NO_LIMITS)).toBe(5);
  expect(askingPace({ ...NO_LIMITS, per_second: 2 })).toBe(1);
  expect(askingPace({ ...NO_LIMITS, per_second: 100, per_hour: 3_600 })).toBe(0.5);
});
