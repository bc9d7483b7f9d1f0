import { afterEach, beforeEach, expect, test } from 'vitest';
import { suppressEmail } from '#main/repositories/consent/suppression.repo.ts';
import { startBulkEdit } from '#main/services/contact/bulk-edit.service.ts';
import { createContact, deleteContact, listContacts } from '#main/services/contact/contact.service.ts';
import { runBulkEdit } from '#main/services/contact/run-bulk-edit.ts';
import { createSegment } from '#main/services/segment/segment.service.ts';
import { type AudienceContext, audienceContext } from '#test/support/audience-context.ts';
import type { TestDatabase } from '#test/support/open-test-database.ts';

const ACTOR = 'user-1';

let ctx: AudienceContext;
let database: TestDatabase;

beforeEach(() => {
  ({ ctx, database } = audienceContext());
  for (const [at, country] of ['DE', 'AT', 'DE', 'CH', 'DE'].entries()) {
    createContact(ctx, ACTOR, { email: `p${at}@example.org`, first_name: `P${at}`, country, list_ids: [] });
  }
});
afterEach(() => database.close());

const find = async (question: object, page: object = {}) => {
  const answer = await listContacts(ctx, { sort: 'name', limit: 2, ...question, ...page });
  return { ...answer, items: answer.items.map(({ first_name }) => first_name) };
};

test('a rule that is not saved is a filter, page by page and from any place', async () => {
  const question = { segment: "country = 'DE'" };
  const first = await find(question);
  expect(first).toMatchObject({ total: 3, items: ['P0', 'P2'] });
  expect(await find(question, { cursor: first.next_cursor })).toMatchObject({ items: ['P4'], next_cursor: null });
  expect(await find(question, { offset: 1 })).toMatchObject({ items: ['P2', 'P4'] });
});

test('a saved segment, a rule and a search hold together', async () => {
  const { id } = createSegment(ctx as never, ACTOR, {
    name: 'Germans',
    description: '',
    rule: "country = 'DE'",
    watched: false,
  });
  expect(await find({ segment_id: id, segment: "NOT first_name = 'P0'", search: 'p4' })).toMatchObject({
    items: ['P4'],
  });
});

test('a rule with a mistake is refused with its place', async () => {
  await expect(find({ segment: "contry = 'DE'" })).rejects.toThrow(/contry/);
});

test('all who fit a rule are changed, and nobody else', async () => {
  const { id } = startBulkEdit(ctx, ACTOR, {
    target: { kind: 'matching', filter: { segment: "country = 'DE'" } },
    action: { kind: 'set_field', field: 'country', value: 'Austria' },
  });
  await runBulkEdit(ctx, id, new AbortController().signal);
  expect((await find({ segment: "country = 'AT'" })).total).toBe(4);
});

test('who can be written to is counted by who cannot', async () => {
  ctx.db.write((tx) => suppressEmail(tx, { email_key: 'p1@example.org', reason: 'bounced', source: 'user', at: 1 }));
  createContact(ctx, ACTOR, { phone: '+49301234567', list_ids: [] });
  const { items } = await listContacts(ctx, { sort: 'newest', limit: 1, search: 'p3' });
  deleteContact(ctx, ACTOR, items[0]?.id ?? '');
  expect((await find({ status: 'deliverable' })).total).toBe(3);
});
