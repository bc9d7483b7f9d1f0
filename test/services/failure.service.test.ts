import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changeSend, findCampaign, finishIfDone } from '#main/repositories/campaign/campaign.repo.ts';
import { getCampaign } from '#main/repositories/campaign/campaign-view.repo.ts';
import { suppressEmail } from '#main/repositories/consent/suppression.repo.ts';
import { findContact } from '#main/repositories/contact/contact.repo.ts';
import { addToMinute } from '#main/repositories/delivery/delivery-run.repo.ts';
import { reconcile } from '#main/repositories/delivery/reconcile.repo.ts';
import { moveCount } from '#main/repositories/delivery/send-count.repo.ts';
import { keepDevice } from '#main/repositories/push/push-device.repo.ts';
import { readActivityPage } from '#main/repositories/tracking/activity.repo.ts';
import { homeNumbers } from '#main/repositories/tracking/home-report.repo.ts';
import { responseNo } from '#main/repositories/tracking/response.repo.ts';
import { countCampaignAudience, freezeAudience } from '#main/services/campaign/audience.service.ts';
import { createCampaign, resendUnopened } from '#main/services/campaign/campaign.service.ts';
import { sendCampaign } from '#main/services/campaign/campaign-run.service.ts';
import { changeContact } from '#main/services/contact/contact.service.ts';
import {
  discardFailed,
  listFailureGroups,
  listFailures,
  retryFailures,
} from '#main/services/sending/failure.service.ts';
import { NOBODY } from '#shared/domain/campaign/audience-rule.ts';
import { found } from '#shared/kernel/herald-error.ts';
import { instantOf, MINUTE } from '#shared/kernel/instant.ts';
import { ACTOR, type CampaignHouse, campaignHouse, listOf } from '#test/support/campaign-context.ts';

let house: CampaignHouse;
let list: string;
beforeEach(() => {
  house = campaignHouse();
  list = listOf(house.ctx, 6);
});
afterEach(() => house.close());

const BODY = '<a href="https://shop.example/a">a</a>';
const reader = () => house.ctx.db.reader;
const sendOf = (id: string) => found(findCampaign(reader(), id), 'campaign').no;
const counts = (id: string) => getCampaign(reader(), id).counts;

/** A campaign that has been sent; its recipients have ended so, in their order. */
async function sent(name: string, ends: [state: string, code: string, said: string][]): Promise<string> {
  const audience = { ...NOBODY, include_lists: [list] };
  const draft = createCampaign(house.ctx, ACTOR, { name, subject: 'Hi', body: BODY, audience });
  await sendCampaign(house.ctx, ACTOR, draft);
  await freezeAudience(house.ctx, draft.id, new AbortController().signal);
  const send_no = sendOf(draft.id);
  house.ctx.db.write((tx) => {
    const rows = tx.sql<{ no: number }>('SELECT no FROM delivery WHERE send_no = ? ORDER BY no').all(send_no);
    for (const [index, { no }] of rows.entries()) {
      const [state, code, said] = ends[index] ?? ['accepted', '250', '250 OK'];
      tx.sql('UPDATE delivery SET state = ?, code = ?, response_no = ?, attempts = 3, changed_at = ? WHERE no = ?').run(
        state,
        code,
        responseNo(tx, said),
        house.ctx.clock.now(),
        no,
      );
      moveCount(tx, send_no, 'queued', state, 1);
    }
    finishIfDone(tx, send_no, instantOf(house.ctx.clock.now()));
  });
  return draft.id;
}

const GONE = ['failed', '550 5.1.1', '550 5.1.1 No such user'] as [string, string, string];
const FULL = ['failed', '552 5.2.2', '552 5.2.2 Over quota'] as [string, string, string];
const DOUBT = ['unknown', 'ECONNRESET', 'The line broke'] as [string, string, string];

describe('what has failed', () => {
  it('is grouped over all campaigns by what helps, the largest group first, with what a server said', async () => {
    await sent('One', [GONE, FULL]);
    await sent('Two', [FULL, DOUBT]);
    const { groups, in_doubt } = await listFailureGroups(house.ctx);
    expect(groups.map(({ latest_at: _, ...group }) => group)).toEqual([
      { cause: 'mailbox_full', count: 2, campaigns: 2, example: '552 5.2.2 Over quota' },
      { cause: 'no_such_address', count: 1, campaigns: 1, example: '550 5.1.1 No such user' },
    ]);
    expect(in_doubt).toMatchObject([{ name: 'Two', count: 1 }]);
  });

  it('is listed newest first, in pages, by cause and campaign', async () => {
    const one = await sent('One', [FULL, FULL, GONE]);
    await sent('Two', [FULL]);
    const first = await listFailures(house.ctx, { cause: 'mailbox_full', limit: 2 });
    expect(first).toMatchObject({ total: 3, items: [{ campaign_name: 'Two' }, { campaign_name: 'One' }] });
    const rest = await listFailures(house.ctx, { cause: 'mailbox_full', limit: 2, cursor: first.next_cursor ?? '' });
    expect(rest.items).toHaveLength(1);
    const ofOne = await listFailures(house.ctx, { campaign_id: one, limit: 9 });
    expect(ofOne.items.map(({ reason }) => reason)).toContain('Not sent: the address does not exist there.');
    expect(ofOne.total).toBe(3);
  });
});

describe('trying again', () => {
  it('puts only those of the cause back, reopens their campaigns, and never touches what is in doubt', async () => {
    const id = await sent('One', [FULL, GONE, DOUBT]);
    expect(getCampaign(reader(), id).state).toBe('sent');
    expect(await retryFailures(house.ctx, ACTOR, { cause: 'mailbox_full' })).toEqual({ queued: 1, left: 0 });
    expect(getCampaign(reader(), id)).toMatchObject({ state: 'sending', finished_at: null });
    expect(counts(id)).toMatchObject({ queued: 1, failed: 1, unknown: 1, accepted: 3 });
    expect(reconcile(reader(), sendOf(id))).toEqual([]);
    expect(await retryFailures(house.ctx, ACTOR, { campaign_id: id })).toEqual({ queued: 1, left: 0 });
    expect(counts(id)).toMatchObject({ queued: 2, failed: 0, unknown: 1 });
    const row = reader().sql(`SELECT attempts, next_at, first_at, code FROM delivery WHERE state = 'queued'`).get();
    expect(row).toEqual({ attempts: 0, next_at: null, first_at: null, code: null });
  });

  it('goes to the address that has been put right meanwhile', async () => {
    const id = await sent('One', [GONE]);
    const [failure] = (await listFailures(house.ctx, { campaign_id: id, limit: 1 })).items;
    const contact_id = failure?.contact_id ?? '';
    changeContact(house.ctx, ACTOR, { id: contact_id, revision: 1, email: 'right@example.com' });
    await retryFailures(house.ctx, ACTOR, { ids: [failure?.id ?? ''] });
    expect(reader().sql(`SELECT address FROM delivery WHERE state = 'queued'`).all()).toEqual([
      { address: 'right@example.com' },
    ]);
  });

  it('leaves an address that the refusal has put onto the suppression list, until another one takes its place', async () => {
    const id = await sent('One', [GONE]);
    const [failure] = (await listFailures(house.ctx, { campaign_id: id, limit: 1 })).items;
    const { address = '', contact_id } = failure ?? {};
    house.ctx.db.write((tx) => suppressEmail(tx, { email_key: address, reason: 'bounced', source: 'smtp', at: 1 }));
    expect(await retryFailures(house.ctx, ACTOR, { campaign_id: id })).toEqual({ queued: 0, left: 1 });
    changeContact(house.ctx, ACTOR, { id: contact_id ?? '', revision: 1, email: 'right@example.com' });
    expect(await retryFailures(house.ctx, ACTOR, { campaign_id: id })).toEqual({ queued: 1, left: 0 });
  });

  it('leaves those of a cancelled campaign, and says how many', async () => {
    const id = await sent('One', [GONE, FULL]);
    house.ctx.db.write((tx) => {
      const key = { no: sendOf(id), id };
      const updated_at = instantOf(house.ctx.clock.now());
      changeSend(tx, key, 'reopen', { updated_at });
      changeSend(tx, key, 'cancel', { updated_at });
    });
    expect(await retryFailures(house.ctx, ACTOR, { campaign_id: id })).toEqual({ queued: 0, left: 2 });
  });

  it('takes them from the number of the first screen, which stays that of the list behind it', async () => {
    const id = await sent('One', [FULL, GONE]);
    const now = house.ctx.clock.now();
    house.ctx.db.write((tx) =>
      addToMinute(tx, { send_no: sendOf(id), measure: 'failed', minute: Math.floor(now / MINUTE), n: 2 }),
    );
    const failed = () => [
      homeNumbers(reader(), now).failed,
      readActivityPage(reader(), { what: 'failed', now, limit: 9 }).items.length,
    ];
    expect(failed()).toEqual([2, 2]);
    await retryFailures(house.ctx, ACTOR, { cause: 'mailbox_full' });
    expect(failed()).toEqual([1, 1]);
  });

  it('leaves who has only devices that the sender does not reach', async () => {
    const id = await sent('One', [FULL]);
    const [failure] = (await listFailures(house.ctx, { campaign_id: id, limit: 1 })).items;
    const contact_id = failure?.contact_id ?? '';
    const device = { address: 'x', p256dh: '', auth: '', label: '', id: house.ctx.ids.id(), now: 1 };
    house.ctx.db.write((tx) => {
      tx.sql(`UPDATE send SET channel = 'push'`).run();
      tx.sql(`UPDATE sender SET provider = 'web_push'`).run();
      const contact = { no: Number(findContact(tx, contact_id)?.no), id: contact_id };
      keepDevice(tx, { ...device, contact, service: 'fcm' });
    });
    expect(await retryFailures(house.ctx, ACTOR, { campaign_id: id })).toEqual({ queued: 0, left: 1 });
    house.ctx.db.write((tx) => tx.sql(`UPDATE sender SET provider = 'fcm'`).run());
    expect(await retryFailures(house.ctx, ACTOR, { campaign_id: id })).toEqual({ queued: 1, left: 0 });
  });

  it('of everything at once is refused', async () => {
    await expect(retryFailures(house.ctx, ACTOR, {})).rejects.toThrow('Say which failed messages are meant.');
  });
});

it('what is discarded is off the list, and stays failed in its campaign', async () => {
  const id = await sent('One', [GONE, GONE, FULL]);
  expect(await discardFailed(house.ctx, ACTOR, { cause: 'no_such_address' })).toEqual({ discarded: 2 });
  expect((await listFailureGroups(house.ctx)).groups).toMatchObject([{ cause: 'mailbox_full', count: 1 }]);
  expect(counts(id).failed).toBe(3);
  expect(await retryFailures(house.ctx, ACTOR, { campaign_id: id })).toEqual({ queued: 1, left: 0 });
});

describe('sending again to those who did not open', () => {
  it('makes a draft for exactly those whom it reached and who neither opened nor clicked', async () => {
    const id = await sent('One', [GONE, DOUBT]);
    house.ctx.db.write((tx) => {
      const rows = tx.sql<{ no: number }>(`SELECT no FROM delivery WHERE state = 'accepted' ORDER BY no`).all();
      const hit = tx.sql(`INSERT INTO hit_first (delivery_no, kind, link, n, at, human_n) VALUES (?, ?, -1, 1, 0, 1)`);
      hit.run(rows[0]?.no, 'open');
      hit.run(rows[1]?.no, 'click');
    });
    const draft = resendUnopened(house.ctx, ACTOR, id);
    expect(draft).toMatchObject({ name: 'One (again)', state: 'draft', audience: { unopened_campaigns: [id] } });
    const audience = await countCampaignAudience(house.ctx, draft.id);
    expect(audience).toMatchObject({ addressed: 6, recipients: 2, excluded: { excluded: 4 } });
  });

  it('is refused before it was sent, and where nothing was measured', async () => {
    const draft = createCampaign(house.ctx, ACTOR, { name: 'X', subject: 'Hi', body: BODY });
    expect(() => resendUnopened(house.ctx, ACTOR, draft.id)).toThrow('has not been sent yet');
    const id = await sent('Blind', []);
    house.ctx.db.write((tx) => tx.sql('UPDATE send SET track_opens = 0, track_clicks = 0').run());
    expect(() => resendUnopened(house.ctx, ACTOR, id)).toThrow('measured neither opens nor clicks');
  });
});
