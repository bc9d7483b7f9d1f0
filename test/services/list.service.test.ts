import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countContacts } from '#main/repositories/contact/contact.repo.ts';
import {
  addMembers,
  changeList,
  clearList,
  createList,
  getList,
  getLists,
  removeList,
  removeMember,
} from '#main/services/consent/list.service.ts';
import { createContact, deleteContact, getContact, restoreContact } from '#main/services/contact/contact.service.ts';
import { type AudienceContext, audienceContext } from '#test/support/audience-context.ts';
import type { TestDatabase } from '#test/support/open-test-database.ts';

const ACTOR = 'user-1';
let ctx: AudienceContext;
let database: TestDatabase;
beforeEach(() => {
  ({ ctx, database } = audienceContext());
});
afterEach(() => database.close());

const list = (name: string) => createList(ctx, ACTOR, { name, description: '' });
const contact = (email: string) => createContact(ctx, ACTOR, { email, list_ids: [] });

describe('a list', () => {
  it('has a name that no other list has, in any case', () => {
    const news = list('News');
    expect(() => list('news')).toThrowError(expect.objectContaining({ code: 'ALREADY_EXISTS' }));
    expect(changeList(ctx, ACTOR, { id: news.id, revision: 1, name: 'NEWS' }).name).toBe('NEWS');
    expect(() => changeList(ctx, ACTOR, { id: news.id, revision: 1, name: 'Other' })).toThrowError(
      expect.objectContaining({ code: 'STALE_REVISION' }),
    );
  });

  it('does not bring back whoever has left it', () => {
    const news = list('News');
    const ann = contact('ann@example.com');
    const bob = contact('bob@example.com');
    expect(addMembers(ctx, ACTOR, { id: news.id, contact_ids: [ann.id] })).toEqual({ added: 1, kept_unsubscribed: 0 });
    removeMember(ctx, ACTOR, { id: news.id, contact_id: ann.id });
    expect(addMembers(ctx, ACTOR, { id: news.id, contact_ids: [ann.id, bob.id, bob.id] })).toEqual({
      added: 1,
      kept_unsubscribed: 1,
    });
    expect(getContact(ctx, ann.id).lists).toMatchObject([{ name: 'News', state: 'unsubscribed' }]);
    expect(getList(ctx, news.id)).toMatchObject({ subscribed: 1, unsubscribed: 1 });
  });

  it('is not deleted while a draft uses it, and says which', () => {
    const news = list('News');
    ctx.db.write((tx) => {
      tx.sql(`INSERT INTO campaign (no, id, name, created_at) VALUES (1, 'c1', 'Spring sale', 0)`).run();
      tx.sql(
        `INSERT INTO send (id, campaign_no, channel, state, audience, created_at, updated_at)
         VALUES ('s1', 1, 'email', 'draft', json_object('exclude_lists', json_array(?)), 0, 0)`,
      ).run(news.id);
    });
    expect(() => removeList(ctx, ACTOR, news.id)).toThrowError(
      expect.objectContaining({ code: 'IN_USE', message: expect.stringContaining('Spring sale') }),
    );
  });

  it('leaves its contacts when it is deleted, and its name free', async () => {
    const news = list('News');
    const ann = contact('ann@example.com');
    addMembers(ctx, ACTOR, { id: news.id, contact_ids: [ann.id] });
    removeMember(ctx, ACTOR, { id: news.id, contact_id: ann.id });
    removeList(ctx, ACTOR, news.id);
    await clearList(ctx, 1, new AbortController().signal);
    expect(getContact(ctx, ann.id)).toMatchObject({ lists: [], status: 'deliverable' });
    expect(list('News').subscribed).toBe(0);
  });

  it('has sums that equal a recount after anything people do', () => {
    const lists = ['A', 'B'].map(list);
    const people = Array.from({ length: 5 }, (_, i) => contact(`p${i}@example.com`));
    const binned = new Set<string>();
    const step = fc.record({
      what: fc.constantFrom('add', 'remove', 'bin', 'restore'),
      list: fc.integer({ min: 0, max: 1 }),
      person: fc.integer({ min: 0, max: 4 }),
    });
    const act = (what: string, list_id: string, contact_id: string) => {
      const id = list_id;
      if (what === 'restore' && binned.delete(contact_id)) restoreContact(ctx, ACTOR, contact_id);
      if (binned.has(contact_id)) return;
      if (what === 'add') addMembers(ctx, ACTOR, { id, contact_ids: [contact_id] });
      if (what === 'remove' && getContact(ctx, contact_id).lists.some((one) => one.id === id)) {
        removeMember(ctx, ACTOR, { id, contact_id });
      }
      if (what === 'bin') {
        deleteContact(ctx, ACTOR, contact_id);
        binned.add(contact_id);
      }
    };
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
        for (const { what, list: l, person } of steps) act(what, lists[l]?.id ?? '', people[person]?.id ?? '');
        expect(getLists(ctx).map(sumsOf)).toEqual(recount());
        expect(countContacts(ctx.db.reader)).toBe(5 - binned.size);
      }),
      { numRuns: 60 },
    );
  });
});

const sumsOf = ({ name, subscribed, unsubscribed }: { name: string; subscribed: number; unsubscribed: number }) => ({
  name,
  subscribed,
  unsubscribed,
});

function recount() {
  return ctx.db.reader
    .sql(
      `SELECT l.name,
         (SELECT count(*) FROM list_member m JOIN contact c ON c.no = m.contact_no
          WHERE m.list_no = l.no AND m.state = 'subscribed' AND c.deleted_at IS NULL) AS subscribed,
         (SELECT count(*) FROM list_member m JOIN contact c ON c.no = m.contact_no
          WHERE m.list_no = l.no AND m.state = 'unsubscribed' AND c.deleted_at IS NULL) AS unsubscribed
       FROM list l ORDER BY l.name`,
    )
    .all();
}
