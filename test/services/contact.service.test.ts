import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { suppressEmail } from '#main/repositories/consent/suppression.repo.ts';
import { countContacts } from '#main/repositories/contact/contact.repo.ts';
import { addMembers, createList, removeMember } from '#main/services/consent/list.service.ts';
import {
  changeContact,
  createContact,
  deleteContact,
  getContact,
  getContactTimeline,
  listContacts,
  restoreContact,
} from '#main/services/contact/contact.service.ts';
import type { ContactInput } from '#shared/domain/contact-fields.ts';
import { type AudienceContext, audienceContext } from '#test/support/audience-context.ts';
import type { TestDatabase } from '#test/support/open-test-database.ts';

const ACTOR = 'user-1';
let ctx: AudienceContext;
let database: TestDatabase;

beforeEach(() => {
  ({ ctx, database } = audienceContext());
});
afterEach(() => database.close());

const create = (input: ContactInput, list_ids: string[] = []) => createContact(ctx, ACTOR, { ...input, list_ids });
const search = (text: string) => listContacts(ctx, { search: text, sort: 'newest', limit: 50 });

describe('a contact', () => {
  it('is kept in its normal form', () => {
    const contact = create({
      email: ' Jürgen@Bücher.example ',
      first_name: 'Jürgen',
      country: 'Germany',
      phone: '0049 (30) 123-45',
      locale: 'de_at',
    });
    expect(contact).toMatchObject({
      email: 'Jürgen@Bücher.example',
      name: 'Jürgen',
      country: 'DE',
      phone: '+493012345',
      locale: 'de-AT',
      status: 'deliverable',
      revision: 1,
    });
  });

  it('is refused when its address is taken in another spelling', () => {
    const ann = create({ email: 'ann@example.com' });
    expect(() => create({ email: 'ANN@Example.com' })).toThrowError(
      expect.objectContaining({ code: 'ALREADY_EXISTS', detail: expect.objectContaining({ contact_id: ann.id }) }),
    );
  });

  it('names the field that is wrong', () => {
    expect(() => create({ email: 'ann' })).toThrowError(
      expect.objectContaining({ code: 'INVALID_INPUT', detail: expect.objectContaining({ field: 'email' }) }),
    );
    expect(() => create({})).toThrowError(expect.objectContaining({ code: 'INVALID_INPUT' }));
  });

  it('is changed only by who has seen its newest revision', () => {
    const { id } = create({ email: 'ann@example.com' });
    const changed = changeContact(ctx, ACTOR, { id, revision: 1, first_name: 'Ann', city: 'Bonn' });
    expect(changed).toMatchObject({ revision: 2, first_name: 'Ann', city: 'Bonn' });
    expect(() => changeContact(ctx, ACTOR, { id, revision: 1, first_name: 'Anna' })).toThrowError(
      expect.objectContaining({ code: 'STALE_REVISION' }),
    );
  });

  it('goes to the recycle bin and comes back', async () => {
    const list = createList(ctx, ACTOR, { name: 'News', description: '' });
    const { id } = create({ email: 'ann@example.com' }, [list.id]);
    deleteContact(ctx, ACTOR, id);
    expect(() => getContact(ctx, id)).toThrowError(expect.objectContaining({ code: 'NOT_FOUND' }));
    expect(countContacts(ctx.db.reader)).toBe(0);
    expect((await search('ann')).items).toEqual([]);
    expect(restoreContact(ctx, ACTOR, id)).toMatchObject({
      email: 'ann@example.com',
      lists: [{ state: 'subscribed' }],
    });
    expect(countContacts(ctx.db.reader)).toBe(1);
  });

  it('stays suppressed when it is deleted, made anew, or given another address and back', () => {
    const { id } = create({ email: 'ann@example.com' });
    ctx.db.write((tx) =>
      suppressEmail(tx, { email_key: 'ann@example.com', reason: 'complained', source: 'user', at: 1 }),
    );
    expect(getContact(ctx, id).status).toBe('complained');
    expect(changeContact(ctx, ACTOR, { id, revision: 1, email: 'new@example.com' }).status).toBe('deliverable');
    const again = create({ email: 'Ann@example.com' });
    expect(again.status).toBe('complained');
    deleteContact(ctx, ACTOR, again.id);
    expect(create({ email: 'ann@example.com' }).status).toBe('complained');
  });

  it('tells what happened to it, newest first and by pages', () => {
    const list = createList(ctx, ACTOR, { name: 'News', description: '' });
    const { id } = create({ email: 'ann@example.com' });
    database.clock.advance(1_000);
    changeContact(ctx, ACTOR, { id, revision: 1, city: 'Bonn' });
    database.clock.advance(1_000);
    addMembers(ctx, ACTOR, { id: list.id, contact_ids: [id] });
    database.clock.advance(1_000);
    removeMember(ctx, ACTOR, { id: list.id, contact_id: id });
    const first = getContactTimeline(ctx, { id, limit: 2 });
    const rest = getContactTimeline(ctx, { id, limit: 2, cursor: first.next_cursor ?? undefined });
    expect([...first.items, ...rest.items].map((entry) => entry.type)).toEqual([
      'list.unsubscribed',
      'list.subscribed',
      'contact.changed',
      'contact.created',
    ]);
    expect(rest.items[0]?.data).toEqual({
      fields: ['city'],
      changes: [{ field: 'city', from: null, to: 'Bonn' }],
    });
    expect(rest.next_cursor).toBeNull();
  });
});

describe('the timeline of a contact', () => {
  it('tells what was sent to it and what it did with that', () => {
    const { id } = create({ email: 'ann@example.com' });
    ctx.db.write((tx) => {
      const run = (text: string) => tx.sql(text).run();
      run(`INSERT INTO campaign (no, id, name, created_at) VALUES (1, 'c1', 'Spring', 0)`);
      run(`INSERT INTO send (no, id, campaign_no, channel, state, subject, created_at, updated_at)
        VALUES (1, 's1', 1, 'email', 'sending', 'Hello', 0, 0)`);
      run(`INSERT INTO response (no, text) VALUES (1, '250 OK')`);
      run(`INSERT INTO delivery (no, send_no, contact_no, address, state, attempts, changed_at, response_no)
        VALUES (1, 1, 1, 'ann@example.com', 'accepted', 1, 5000, 1)`);
      run(`INSERT INTO send_link (send_no, idx, url) VALUES (1, 0, 'https://example.com/a')`);
      run(`INSERT INTO hit_first (delivery_no, kind, link, n, at, last_at, human_n)
        VALUES (1, 'open', -1, 2, 6000, 6500, 2), (1, 'click', -1, 1, 7000, 7000, 1), (1, 'click', 0, 1, 7000, 7000, 1)`);
    });
    const sent = getContactTimeline(ctx, { id, limit: 10 }).items.slice(1);
    expect(sent).toMatchObject([
      { type: 'hit.click', campaign_id: 'c1', data: { url: 'https://example.com/a', campaign: 'Spring' } },
      { type: 'hit.open', data: { times: 2 } },
      { type: 'delivery.accepted', data: { subject: 'Hello', response: '250 OK' } },
    ]);
  });
});

describe('finding contacts', () => {
  it('finds a fresh edit at once, whatever the case and accents', async () => {
    create({ email: 'zoe@example.com', first_name: 'Zoë', last_name: 'Müller', company: 'Öl & Co' });
    create({ email: 'bob@example.com' });
    for (const text of ['muller', 'MÜLLER', 'zoe@', 'oe@exam', 'öl & zoe', 'müll zoë']) {
      expect((await search(text)).items.map((item) => item.email)).toEqual(['zoe@example.com']);
    }
    expect((await search('zo')).total).toBe(1);
    expect((await search('zoe bob')).total).toBe(0);
    expect((await search('%')).total).toBe(0);
  });

  it('filters by list, state and status', async () => {
    const list = createList(ctx, ACTOR, { name: 'News', description: '' });
    const ann = create({ email: 'ann@example.com' }, [list.id]);
    create({ email: 'bob@example.com' }, [list.id]);
    create({ first_name: 'Cat' });
    removeMember(ctx, ACTOR, { id: list.id, contact_id: ann.id });
    const emails = async (filter: object) =>
      (await listContacts(ctx, { sort: 'email', limit: 50, ...filter })).items.map((item) => item.email);
    expect(await emails({ list_id: list.id })).toEqual(['ann@example.com', 'bob@example.com']);
    expect(await emails({ list_id: list.id, list_state: 'unsubscribed' })).toEqual(['ann@example.com']);
    expect(await emails({ status: 'unsubscribed' })).toEqual(['ann@example.com']);
    expect(await emails({ status: 'no_address' })).toEqual([null]);
    expect(await emails({ status: 'deliverable' })).toEqual(['bob@example.com']);
    expect(await emails({})).toEqual(['ann@example.com', 'bob@example.com', null]);
  });

  it('refuses a cursor that is none', async () => {
    await expect(listContacts(ctx, { sort: 'newest', limit: 5, cursor: 'x' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      detail: { field: 'cursor' },
    });
  });
});
