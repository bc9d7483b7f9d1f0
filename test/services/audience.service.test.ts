import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCampaign } from '#main/repositories/campaign/campaign.repo.ts';
import { getCampaign } from '#main/repositories/campaign/campaign-view.repo.ts';
import { suppressEmail } from '#main/repositories/consent/suppression.repo.ts';
import { reconcile } from '#main/repositories/delivery/reconcile.repo.ts';
import { countCampaignAudience, freezeAudience } from '#main/services/campaign/audience.service.ts';
import { createCampaign } from '#main/services/campaign/campaign.service.ts';
import { sendCampaign } from '#main/services/campaign/campaign-run.service.ts';
import { createList } from '#main/services/consent/list.service.ts';
import { createContact, deleteContact } from '#main/services/contact/contact.service.ts';
import { type AudienceRule, NOBODY } from '#shared/domain/campaign/audience-rule.ts';
import { MEMBER_STATES, SUPPRESSION_REASONS } from '#shared/domain/contact-status.ts';
import { ACTOR, type CampaignContext, campaignHouse } from '#test/support/campaign-context.ts';

interface Person {
  address: boolean;
  binned: boolean;
  suppression: (typeof SUPPRESSION_REASONS)[number] | null;
  /** State on each of the three lists. */
  lists: ((typeof MEMBER_STATES)[number] | null)[];
}

const personArbitrary: fc.Arbitrary<Person> = fc.record({
  address: fc.boolean(),
  binned: fc.constantFrom(false, false, false, true),
  suppression: fc.constantFrom(null, null, null, ...SUPPRESSION_REASONS),
  lists: fc.array(fc.constantFrom(null, ...MEMBER_STATES), { minLength: 3, maxLength: 3 }),
});

/** What the rule says of one person, written down a second time and differently. */
function expected(person: Person, rule: { everyone: boolean; include: number[]; exclude: number[] }): string | null {
  const memberships = person.lists.filter((state) => state !== null);
  const relevant = rule.everyone ? memberships : rule.include.flatMap((list) => person.lists[list] ?? []);
  if (person.binned || (!rule.everyone && relevant.length === 0)) return null;
  if (!person.address) return 'no_address';
  if (person.suppression) return person.suppression === 'blocked' ? 'suppressed' : person.suppression;
  if (relevant.length > 0 && !relevant.includes('subscribed')) {
    return relevant.includes('unconfirmed') ? 'unconfirmed' : 'unsubscribed';
  }
  return rule.exclude.some((list) => person.lists[list]) ? 'excluded' : 'recipient';
}

function settle(ctx: CampaignContext, people: Person[]): string[] {
  const lists = ['A', 'B', 'C'].map((name) => createList(ctx, ACTOR, { name, description: '' }).id);
  people.forEach((person, index) => {
    const email = person.address ? `p${index}@example.com` : null;
    const { id } = createContact(ctx, ACTOR, { email, first_name: `P${index}`, list_ids: [] });
    ctx.db.write((tx) => {
      person.lists.forEach((state, list) => {
        if (state) {
          tx.sql(
            `INSERT INTO list_member (list_no, contact_no, state, changed_at, source)
             SELECT l.no, c.no, ?, 0, 'test' FROM list l, contact c WHERE l.id = ? AND c.id = ?`,
          ).run(state, lists[list], id);
        }
      });
      if (email && person.suppression) {
        suppressEmail(tx, { email_key: email, reason: person.suppression, source: 'test', at: 0 });
      }
    });
    if (person.binned) deleteContact(ctx, ACTOR, id);
  });
  return lists;
}

describe('the audience of a campaign', () => {
  it('is the same in the count, in the ledger and in its sums, whoever is in it', async () => {
    const rule = fc.record({
      everyone: fc.boolean(),
      include: fc.subarray([0, 1, 2], { minLength: 1 }),
      exclude: fc.subarray([0, 1, 2], { maxLength: 1 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(personArbitrary, { maxLength: 25 }),
        rule,
        async (people, { everyone, include, exclude }) => {
          const house = campaignHouse();
          try {
            const { ctx } = house;
            const lists = settle(ctx, people);
            const ids = (numbers: number[]) => numbers.flatMap((number) => lists[number] ?? []);
            const audience: AudienceRule = {
              ...NOBODY,
              everyone,
              include_lists: ids(include),
              exclude_lists: ids(exclude),
            };
            const verdicts = people.flatMap((person) => expected(person, { everyone, include, exclude }) ?? []);
            const recipients = verdicts.filter((verdict) => verdict === 'recipient').length;

            const draft = createCampaign(ctx, ACTOR, { name: 'X', subject: 'Hi', body: 'Hi', audience });
            const count = await countCampaignAudience(ctx, draft.id);
            expect(count.addressed).toBe(verdicts.length);
            expect(count.recipients).toBe(recipients);
            for (const [reason, n] of Object.entries(count.excluded)) {
              expect([reason, n]).toEqual([reason, verdicts.filter((verdict) => verdict === reason).length]);
            }

            const sending = sendCampaign(ctx, ACTOR, draft);
            if (recipients === 0) {
              await expect(sending).rejects.toThrowError(expect.objectContaining({ code: 'NOTHING_TO_SEND' }));
              return;
            }
            await sending;
            await freezeAudience(ctx, draft.id, new AbortController().signal);
            const { counts } = getCampaign(ctx.db.reader, draft.id);
            expect(counts).toMatchObject({
              audience: verdicts.length,
              queued: recipients,
              skipped: verdicts.length - recipients,
            });
            expect(reconcile(ctx.db.reader, findCampaign(ctx.db.reader, draft.id)?.no ?? 0)).toEqual([]);
          } finally {
            house.close();
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('leaves out whoever got an earlier campaign, but not those it had skipped', async () => {
    const house = campaignHouse();
    const { ctx } = house;
    const lists = settle(ctx, [
      { address: true, binned: false, suppression: null, lists: ['subscribed', 'subscribed', null] },
      { address: true, binned: false, suppression: null, lists: ['unconfirmed', 'subscribed', null] },
    ]);
    const content = { subject: 'Hi', body: 'Hi' };
    const first = createCampaign(ctx, ACTOR, {
      ...content,
      name: '1',
      audience: { ...NOBODY, include_lists: lists.slice(0, 1) },
    });
    await sendCampaign(ctx, ACTOR, first);
    await freezeAudience(ctx, first.id, new AbortController().signal);
    const audience = { ...NOBODY, include_lists: lists.slice(1, 2), exclude_campaigns: [first.id] };
    const second = createCampaign(ctx, ACTOR, { ...content, name: '2', audience });
    expect(await countCampaignAudience(ctx, second.id)).toEqual({
      addressed: 2,
      recipients: 1,
      excluded: { excluded: 1 },
    });
    house.close();
  });

  it('is fixed without doubles when it is interrupted and goes on', async () => {
    const house = campaignHouse();
    const { ctx } = house;
    const people = Array.from(
      { length: 30 },
      (): Person => ({ address: true, binned: false, suppression: null, lists: [null, null, null] }),
    );
    settle(ctx, people);
    const draft = createCampaign(ctx, ACTOR, {
      name: 'X',
      subject: 'Hi',
      body: 'Hi',
      audience: { ...NOBODY, everyone: true },
    });
    await sendCampaign(ctx, ACTOR, draft);
    const abort = new AbortController();
    abort.abort();
    await expect(freezeAudience(ctx, draft.id, abort.signal)).rejects.toThrowError('goes on at the next start');
    await freezeAudience(ctx, draft.id, new AbortController().signal);
    await freezeAudience(ctx, draft.id, new AbortController().signal);
    expect(getCampaign(ctx.db.reader, draft.id)).toMatchObject({
      preparing: false,
      counts: { audience: 30, queued: 30 },
    });
    house.close();
  });
});
