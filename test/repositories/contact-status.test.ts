import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setMemberState } from '#main/repositories/consent/list-member.repo.ts';
import { suppressEmail } from '#main/repositories/consent/suppression.repo.ts';
import { findContactNo } from '#main/repositories/contact/contact.repo.ts';
import { contactViews } from '#main/repositories/contact/contact-view.repo.ts';
import { createList } from '#main/services/consent/list.service.ts';
import { createContact } from '#main/services/contact/contact.service.ts';
import { contactStatus, MEMBER_STATES, SUPPRESSION_REASONS } from '#shared/domain/contact-status.ts';
import { type AudienceContext, audienceContext } from '#test/support/audience-context.ts';
import type { TestDatabase } from '#test/support/open-test-database.ts';

let ctx: AudienceContext;
let database: TestDatabase;
beforeAll(() => {
  ({ ctx, database } = audienceContext());
});
afterAll(() => database.close());

describe('the status of a contact', () => {
  it('is the same in SQL and in the domain', () => {
    const facts = fc.record({
      has_address: fc.boolean(),
      suppression: fc.constantFrom(null, ...SUPPRESSION_REASONS),
      memberships: fc.array(fc.constantFrom(...MEMBER_STATES), { maxLength: 3 }),
    });
    let n = 0;
    for (let list = 1; list <= 3; list++) createList(ctx, 'u', { name: `List ${list}`, description: '' });
    fc.assert(
      fc.property(facts, ({ has_address, suppression, memberships }) => {
        const email = has_address ? `p${++n}@example.com` : null;
        const { id } = createContact(ctx, 'u', { email, first_name: 'Ann', list_ids: [] });
        const contact_no = findContactNo(ctx.db.reader, id) ?? 0;
        ctx.db.write((tx) => {
          if (email && suppression) suppressEmail(tx, { email_key: email, reason: suppression, source: 'user', at: 1 });
          memberships.forEach((state, at) => {
            setMemberState(tx, { list_no: at + 1, contact_no, state, source: 'user', at: 1 });
          });
        });
        const [view] = contactViews(ctx.db.reader, [contact_no]);
        expect(view?.status).toBe(contactStatus({ has_address, suppression, memberships }));
      }),
      { numRuns: 150 },
    );
  });
});
