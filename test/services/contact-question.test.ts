import { afterEach, beforeEach, expect, test } from 'vitest';
import { suppressEmail } from '#main/repositories/consent/suppression.repo.ts';
import { startBulkEdit } from '#main/services/contact/bulk-edit.service.ts';
import { createContact, deleteContact, listContacts } from '#main/services/contact/contact.service.ts';
import { findQuiet } from '#main/services/contact/quiet-contacts.ts';
import { runBulkEdit } from '#main/services/contact/run-bulk-edit.ts';
import { createSegment } from '#main/services/segment/segment.service.ts';
import type { QuietKind } from '#shared/domain/segment/quiet-rule.ts';
import { DAY, instantOf } from '#shared/kernel/instant.ts';
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

test('who gets messages and does nothing with them is of one kind, with a rule that finds the same people', async () => {
  const days = (ago: number) => database.clock.now() - ago * DAY;
  database.db.write((tx) => {
    const run = (sql: string, ...values: unknown[]) => tx.sql(sql).run(...values);
    run('UPDATE contact SET created_at = ? WHERE first_name <> ?', days(400), 'P4');
    for (const no of [1, 2, 3, 4, 5]) {
      run('INSERT INTO campaign (no, id, name, created_at) VALUES (?, ?, ?, 0)', no, `campaign-${no}`, `${no}`);
      run(
        `INSERT INTO send (no, id, campaign_no, channel, state, created_at, updated_at) VALUES (?, ?, ?, 'email', 'sent', 0, 0)`,
        ...[no, `send-${no}`, no],
      );
      run(
        `INSERT INTO delivery (send_no, contact_no, address, state, changed_at) SELECT ?, no, email, 'accepted', ? FROM contact`,
        ...[no, days(no)],
      );
    }
    const first = (contact_no: number, human_at: number | null, at = human_at) =>
      run(
        `INSERT INTO hit_first (delivery_no, kind, link, n, at, last_at, human_n, human_at, human_last_at)
         SELECT min(no), 'open', -1, 1, @at, @at, @human_at IS NOT NULL, @human_at, @human_at FROM delivery WHERE contact_no = @contact_no`,
        { at, human_at, contact_no },
      );
    first(2, days(300));
    first(3, null, days(3));
    first(4, days(2));
  });
  const quiet = async (kind: QuietKind) => {
    const { rule, count, people } = await findQuiet(ctx, { kind, days: 180 });
    const { items, total } = await find({ segment: rule });
    expect(count).toBe(total);
    expect(people.map(({ name }) => name)).toEqual(items);
    return people.map(({ name, received, last_at }) => [name, received, last_at]);
  };
  expect(await quiet('never')).toEqual([['P0', 5, null]]);
  expect(await quiet('lapsed')).toEqual([['P1', 5, instantOf(days(300))]]);
  expect(await quiet('hidden')).toEqual([['P2', 5, null]]);
});
