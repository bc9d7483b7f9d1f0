import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readContactPage } from '#main/repositories/contact/contact-page.repo.ts';
import { indexSomeContacts } from '#main/repositories/contact/contact-search.repo.ts';
import type { ContactSort } from '#main/repositories/contact/contact-walk.repo.ts';
import { createList } from '#main/services/consent/list.service.ts';
import { createContact, deleteContact } from '#main/services/contact/contact.service.ts';
import { type AudienceContext, audienceContext } from '#test/support/audience-context.ts';
import type { TestDatabase } from '#test/support/open-test-database.ts';

const NAMES = ['Ann', 'Bob', 'Zoë', 'Ömer', '', 'ann'];
let ctx: AudienceContext;
let database: TestDatabase;

beforeAll(() => {
  ({ ctx, database } = audienceContext());
  const { id } = createList(ctx, 'u', { name: 'News', description: '' });
  for (let i = 0; i < 120; i++) {
    const contact = createContact(ctx, 'u', {
      email: i % 7 === 0 ? null : `p${(i * 37) % 120}@${i % 2 ? 'example.com' : 'example.org'}`,
      first_name: NAMES[i % NAMES.length] || 'X',
      last_name: `Name ${i % 11}`,
      company: i % 5 === 0 ? 'Çelik & Co' : '',
      list_ids: i % 3 === 0 ? [id] : [],
    });
    if (i % 29 === 0) deleteContact(ctx, 'u', contact.id);
  }
  ctx.db.write((tx) => tx.sql('UPDATE contact SET engaged_until = 1000 + no * 37 % 50 WHERE no % 3 <> 0').run());
});
afterAll(() => database.close());

const filters = fc.record(
  {
    list_no: fc.constant(1),
    search: fc.constantFrom('ann', 'celik', 'exam', 'zoe name', 'p1', 'example.org', 'nobody'),
    status: fc.constantFrom('deliverable' as const, 'no_address' as const),
  },
  { requiredKeys: [] },
);
const sorts = fc.constantFrom<ContactSort>('newest', 'oldest', 'email', 'name', 'engagement');

describe('pages of contacts', () => {
  it.each(['before indexing', 'half indexed', 'after indexing'])('hang together %s', (when) => {
    if (when !== 'before indexing') ctx.db.write((tx) => indexSomeContacts(tx, when === 'half indexed' ? 60 : 1_000));
    fc.assert(
      fc.property(filters, sorts, fc.integer({ min: 1, max: 20 }), (filter, sort, limit) => {
        const { items, total } = readContactPage(ctx.db.reader, { ...filter, sort, limit: 200 });
        const all = items.map((item) => item.id);
        expect(total).toBe(all.length);
        expect(byCursor({ ...filter, sort, limit })).toEqual(all);
        for (const offset of [0, 1, Math.floor(total / 2), total - 1, total, total + 5]) {
          if (offset < 0) continue;
          const page = readContactPage(ctx.db.reader, { ...filter, sort, limit, offset });
          expect(page.items.map((item) => item.id)).toEqual(all.slice(offset, offset + limit));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are sorted, with those without an address last', () => {
    const { items } = readContactPage(ctx.db.reader, { sort: 'email', limit: 200 });
    const emails = items.map((item) => item.email);
    const known = emails.filter((email) => email !== null);
    expect(emails).toEqual([...[...known].sort(), ...emails.filter((email) => email === null)]);
  });

  it('begin with whoever is most engaged, and end with those who never did anything', () => {
    const { items } = readContactPage(ctx.db.reader, { sort: 'engagement', limit: 200 });
    const moments = items.map(({ engaged_until }) => (engaged_until === null ? 0 : Date.parse(engaged_until)));
    expect(moments).toEqual([...moments].sort((a, b) => b - a));
    expect(moments.at(-1)).toBe(0);
  });
});

function byCursor(query: { sort: ContactSort; limit: number }): string[] {
  const ids: string[] = [];
  let cursor: string | null | undefined;
  do {
    const page = readContactPage(ctx.db.reader, { ...query, cursor: cursor ?? undefined });
    ids.push(...page.items.map((item) => item.id));
    cursor = page.next_cursor;
  } while (cursor);
  return ids;
}
