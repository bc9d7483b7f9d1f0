import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createContact, getContact, getContactTimeline, listContacts } from '#main/services/contact/contact.service.ts';
import { getEventNames, recordEventRequest } from '#main/services/event/event.service.ts';
import { EventIntake } from '#main/services/event/event-intake.ts';
import { instantOf } from '#shared/kernel/instant.ts';
import { type AudienceContext, audienceContext } from '#test/support/audience-context.ts';
import type { TestDatabase } from '#test/support/open-test-database.ts';

const ACTOR = 'user-1';
let ctx: AudienceContext & { events: EventIntake };
let database: TestDatabase;
let ann: string;

beforeEach(() => {
  const context = audienceContext();
  database = context.database;
  ctx = { ...context.ctx, events: new EventIntake(context.ctx) };
  ann = createContact(ctx, ACTOR, { email: 'Ann@example.com', external_id: 'K-1', list_ids: [] }).id;
});
afterEach(() => database.close());

const record = (input: object) => recordEventRequest(ctx, ACTOR, input);
const purchase = { name: 'purchase', email: 'ann@example.com', data: { amount: 49.9, currency: 'EUR' } };

describe('an event', () => {
  it('is kept for the contact that it names, by any of its names', async () => {
    for (const who of [{ contact_id: ann }, { email: 'ANN@example.com' }, { external_id: 'K-1' }]) {
      expect(await record({ name: 'visit', ...who })).toMatchObject({ recorded: 1, results: [{ contact_id: ann }] });
    }
    expect(getEventNames(ctx)).toMatchObject([{ name: 'visit', events: 3 }]);
  });

  it('stands in the timeline with what it says, at its own time', async () => {
    const at = instantOf(database.clock.now() - 60_000);
    await record({ ...purchase, at });
    const [first, second] = getContactTimeline(ctx, { id: ann, limit: 5 }).items;
    expect(first?.type).toBe('contact.created');
    expect(second).toMatchObject({ kind: 'event', at, data: { name: 'purchase', data: { amount: 49.9 } } });
    expect(getContact(ctx, ann).last_seen_at).toBe(at);
  });

  it('says when the contact was last seen, never earlier than known', async () => {
    const now = database.clock.now();
    await record({ name: 'visit', email: 'ann@example.com', at: instantOf(now) });
    await record({ name: 'visit', email: 'ann@example.com', at: instantOf(now - 1_000) });
    expect(getContact(ctx, ann).last_seen_at).toBe(instantOf(now));
    expect(getEventNames(ctx)[0]?.last_at).toBe(instantOf(now));
  });

  it('counts once, however often it is told under one key', async () => {
    const order = { ...purchase, key: 'order-1' };
    expect(await record({ events: [order, order] })).toMatchObject({ recorded: 1, known: 1 });
    expect(await record(order)).toMatchObject({ known: 1, results: [{ status: 'known', contact_id: ann }] });
    expect(getEventNames(ctx)).toMatchObject([{ events: 1 }]);
  });

  it('makes a contact only when asked to', async () => {
    const stranger = { name: 'visit', email: 'new@example.com' };
    await expect(record(stranger)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: 'No contact has this address. Set create_contact to make one.',
      detail: { field: 'email' },
    });
    const twice = { ...stranger, create_contact: true };
    expect(await record({ events: [twice, twice] })).toMatchObject({ recorded: 2 });
    const { items } = await listContacts(ctx, { search: 'new@example', sort: 'newest', limit: 5 });
    expect(items).toHaveLength(1);
  });

  it('is not guessed at when an external id is not one contact', async () => {
    createContact(ctx, ACTOR, { email: 'bob@example.com', external_id: 'K-1', list_ids: [] });
    await expect(record({ name: 'visit', external_id: 'K-1' })).rejects.toMatchObject({
      detail: { field: 'external_id' },
    });
  });
});

describe('many events at once', () => {
  it('have an answer each', async () => {
    const { results, ...sums } = await record({
      events: [
        purchase,
        { name: '', email: 'ann@example.com' },
        { name: 'visit' },
        { name: 'visit', email: 'nobody@example.com' },
        { name: 'visit', email: 'no address' },
        { name: 'visit', email: 'ann@example.com', at: 'yesterday' },
        { name: 'visit', email: 'ann@example.com', data: { nested: { a: 1 } } },
        { name: 'visit', email: 'ann@example.com', amount: 3 },
      ],
    });
    expect(sums).toEqual({ recorded: 1, known: 0, refused: 7 });
    expect(results.map((result) => ('field' in result ? result.field : result.status))).toEqual([
      'recorded',
      'name',
      'contact_id',
      'email',
      'email',
      'at',
      'data.nested',
      'amount',
    ]);
  });

  it('share one write when they come in the same moment', async () => {
    let commits = 0;
    database.feed.subscribe(() => {
      commits++;
    });
    const reports = await Promise.all(Array.from({ length: 50 }, () => record(purchase)));
    expect(reports.every((report) => report.recorded === 1)).toBe(true);
    expect(commits).toBe(1);
    expect(getEventNames(ctx)).toMatchObject([{ events: 50 }]);
  });

  it('of too many names are refused, and the others kept', async () => {
    ctx.db.write((tx) => {
      for (let n = 0; n < 999; n++) tx.sql('INSERT INTO event_name (name) VALUES (?)').run(`name-${n}`);
    });
    const events = ['purchase', 'visit', 'name-5'].map((name) => ({ ...purchase, name }));
    expect(await record({ events })).toMatchObject({ recorded: 2, refused: 1, results: [{}, { field: 'name' }, {}] });
  });
});
