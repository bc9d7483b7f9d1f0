import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { getCampaign } from '#main/repositories/campaign/campaign-view.repo.ts';
import { nextTimerDue } from '#main/scheduler/timer.repo.ts';
import { cancelRest, freezeAudience } from '#main/services/campaign/audience.service.ts';
import { type CampaignInput, createCampaign } from '#main/services/campaign/campaign.service.ts';
import {
  cancelCampaign,
  pauseCampaign,
  resumeCampaign,
  scheduleCampaign,
  sendCampaign,
  startScheduled,
  unscheduleCampaign,
} from '#main/services/campaign/campaign-run.service.ts';
import { createSender } from '#main/services/sending/sender.service.ts';
import { changeSendingRules } from '#main/services/sending/sending-rules.service.ts';
import { NOBODY } from '#shared/domain/campaign/audience-rule.ts';
import { HOUR, MINUTE, SECOND } from '#shared/kernel/instant.ts';
import { ACTOR, type CampaignHouse, campaignHouse, listOf, runDueJobs } from '#test/support/campaign-context.ts';

let house: CampaignHouse;
let list: string;
beforeEach(() => {
  house = campaignHouse();
  list = listOf(house.ctx, 3);
});
afterEach(() => house.close());

const draft = (input: Partial<CampaignInput> = {}) =>
  createCampaign(house.ctx, ACTOR, {
    name: 'Spring',
    subject: 'Hello {{ first_name }}',
    body: '<p>Hi</p>',
    audience: { ...NOBODY, include_lists: [list] },
    ...input,
  });
const send = (input: Partial<CampaignInput> = {}) => sendCampaign(house.ctx, ACTOR, draft(input));
const now = (id: string) => getCampaign(house.ctx.db.reader, id);
const runJobs = () =>
  runDueJobs(house.ctx, {
    'campaign.freeze-audience': (id, signal) => freezeAudience(house.ctx, id, signal),
    'campaign.cancel-rest': (id, signal) => cancelRest(house.ctx, id, signal),
    'campaign.start-scheduled': (id) => startScheduled(house.ctx, id),
  });
const refusal = (code: string, detail: object = {}) =>
  expect.objectContaining({ code, detail: expect.objectContaining(detail) });

describe('pressing Send', () => {
  it('puts the campaign under way and has its recipients fixed', async () => {
    const { id, state, preparing } = await send();
    expect({ state, preparing }).toEqual({ state: 'sending', preparing: true });
    expect(await runJobs()).toEqual(['campaign.freeze-audience']);
    expect(now(id)).toMatchObject({ state: 'sending', preparing: false, counts: { audience: 3, queued: 3 } });
  });

  it('in two windows at once starts it exactly once', async () => {
    const campaign = draft();
    const answers = await Promise.allSettled([
      sendCampaign(house.ctx, ACTOR, campaign),
      sendCampaign(house.ctx, ACTOR, campaign),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = answers.find((answer) => answer.status === 'rejected');
    expect(lost?.reason).toEqual(refusal('WRONG_STATE', { state: 'sending' }));
    expect(lost?.reason.message).toBe("This campaign can't be sent: it is being sent already.");
    expect(await runJobs()).toEqual(['campaign.freeze-audience']);
  });

  it('refuses when the campaign was changed since it was looked at', async () => {
    await expect(sendCampaign(house.ctx, ACTOR, { id: draft().id, revision: 7 })).rejects.toThrowError(
      refusal('STALE_REVISION'),
    );
  });

  it.each([
    [{ subject: ' ' }, 'INVALID_INPUT', { field: 'subject' }],
    [{ body: '' }, 'INVALID_INPUT', { field: 'body' }],
    [{ audience: NOBODY }, 'INVALID_INPUT', { field: 'audience' }],
    [{ sender_id: null }, 'SENDER_NOT_READY', { field: 'sender_id' }],
    [{ body: 'Hi\n {{ first_name | shout }}' }, 'TEMPLATE_INVALID', { field: 'body', line: 2, column: 2 }],
    [{ subject: 'Hi {% if %}' }, 'TEMPLATE_INVALID', { field: 'subject', line: 1 }],
    [
      { body: '<p>\n{% for i in (1..3000) %}{% for j in (1..3000) %}{% endfor %}{% endfor %}' },
      'TEMPLATE_INVALID',
      { field: 'body', line: 2 },
    ],
  ])('names what is missing or wrong: %j', async (input, code, detail) => {
    await expect(send(input)).rejects.toThrowError(refusal(code, detail));
  });

  it('refuses when nobody could get it', async () => {
    const audience = { ...NOBODY, include_lists: [listOf(house.ctx, 0, 'Empty')] };
    await expect(send({ audience })).rejects.toThrowError(refusal('NOTHING_TO_SEND', { field: 'audience' }));
  });

  it('refuses a real sender while recipients could not unsubscribe', async () => {
    const sender = createSender({ ...house.ctx, secrets: NO_SECRETS }, ACTOR, SMTP_SENDER);
    await expect(send({ sender_id: sender.id })).rejects.toThrowError(
      refusal('TRACKING_UNREACHABLE', { field: 'tracking.public_url' }),
    );
  });
});

describe('the time to take a send back', () => {
  const held = async (undo_seconds = 30) => {
    changeSendingRules(house.ctx, ACTOR, { revision: 1, undo_seconds });
    return sendCampaign(house.ctx, ACTOR, { ...draft(), hold: true });
  };

  it('holds the send, and lets it begin by itself when it is over', async () => {
    const { id, state, hold_until } = await held();
    expect({ state, hold_until }).toEqual({ state: 'scheduled', hold_until: '2026-03-02T09:00:30.000Z' });
    expect(nextTimerDue(house.ctx.db.reader)).toBe(Date.UTC(2026, 2, 2, 9, 0, 30));
    house.database.clock.advance(29 * SECOND);
    await startScheduled(house.ctx, id);
    expect(now(id)).toMatchObject({ state: 'scheduled', counts: { audience: 0 } });
    house.database.clock.advance(SECOND);
    await startScheduled(house.ctx, id);
    expect(now(id)).toMatchObject({ state: 'sending', hold_until: null, started_at: '2026-03-02T09:00:30.000Z' });
  });

  it('ends in a draft when it is used, and nothing is left to begin', async () => {
    const { id } = await held();
    expect(unscheduleCampaign(house.ctx, ACTOR, id)).toMatchObject({ state: 'draft', hold_until: null });
    expect(nextTimerDue(house.ctx.db.reader)).toBeNull();
    house.database.clock.advance(HOUR);
    await startScheduled(house.ctx, id);
    expect(now(id).state).toBe('draft');
  });

  it('can be cut short', async () => {
    const { id, revision } = await held();
    expect(await sendCampaign(house.ctx, ACTOR, { id, revision })).toMatchObject({
      state: 'sending',
      hold_until: null,
    });
    expect(nextTimerDue(house.ctx.db.reader)).toBeNull();
  });

  it('of no seconds is none', async () => {
    expect(await held(0)).toMatchObject({ state: 'sending', hold_until: null });
  });

  it('is given before a scheduled moment that is all but here, too', async () => {
    house.database.clock.advance(50 * SECOND);
    const { id, revision } = draft();
    const order = { id, revision, local: '2026-03-02T10:01', timezone: 'Europe/Berlin' };
    const { schedule, hold_until } = await scheduleCampaign(house.ctx, ACTOR, order);
    expect(schedule?.at).toBe('2026-03-02T09:01:00.000Z');
    expect(hold_until).toBe('2026-03-02T09:01:20.000Z');
    house.database.clock.advance(15 * SECOND);
    await startScheduled(house.ctx, id);
    expect(now(id).state).toBe('scheduled');
  });
});

describe('a schedule', () => {
  const local = '2026-03-03T09:00';
  const schedule = (when = local) => {
    const { id, revision } = draft();
    return scheduleCampaign(house.ctx, ACTOR, { id, revision, local: when, timezone: 'Europe/Berlin' });
  };

  it('is kept as wall time, zone and moment', async () => {
    expect(await schedule()).toMatchObject({
      state: 'scheduled',
      schedule: { local, timezone: 'Europe/Berlin', at: '2026-03-03T08:00:00.000Z' },
    });
    expect(nextTimerDue(house.ctx.db.reader)).toBe(Date.UTC(2026, 2, 3, 8));
  });

  it('in the past is refused, naming the field', async () => {
    await expect(schedule('2026-03-02T09:59')).rejects.toThrowError(refusal('INVALID_INPUT', { field: 'local' }));
    await expect(schedule('2026-02-30T09:00')).rejects.toThrowError(refusal('INVALID_INPUT', { field: 'local' }));
  });

  it('starts the campaign when its moment comes, and not before', async () => {
    const { id } = await schedule();
    await startScheduled(house.ctx, id);
    expect(now(id).state).toBe('scheduled');
    house.database.clock.advance(23 * HOUR);
    await startScheduled(house.ctx, id);
    expect(now(id)).toMatchObject({ state: 'sending', started_at: '2026-03-03T08:00:00.000Z' });
  });

  it('that was missed by up to an hour is sent late', async () => {
    const { id } = await schedule();
    house.database.clock.advance(24 * HOUR);
    await startScheduled(house.ctx, id);
    expect(now(id).state).toBe('sending');
  });

  it('that was missed by more is held, and asks', async () => {
    const { id } = await schedule();
    house.database.clock.advance(24 * HOUR + MINUTE);
    await startScheduled(house.ctx, id);
    const held = now(id);
    expect(held.state).toBe('paused');
    expect(held.preparing).toBe(false);
    expect(held.reason).toContain('due at 2026-03-03 09:00 (Europe/Berlin)');
    await resumeCampaign(house.ctx, ACTOR, id);
    await runJobs();
    expect(now(id)).toMatchObject({ state: 'sending', reason: null, counts: { queued: 3 } });
  });

  it('taken back leaves a draft and no timer', async () => {
    const { id } = await schedule();
    expect(unscheduleCampaign(house.ctx, ACTOR, id)).toMatchObject({ state: 'draft', schedule: null });
    expect(nextTimerDue(house.ctx.db.reader)).toBeNull();
    house.database.clock.advance(23 * HOUR);
    await startScheduled(house.ctx, id);
    expect(now(id).state).toBe('draft');
  });
});

describe('a campaign under way', () => {
  it('pauses, resumes, and is cancelled with everybody accounted for', async () => {
    const { id } = await send();
    await runJobs();
    expect(pauseCampaign(house.ctx, ACTOR, id)).toMatchObject({ state: 'paused', reason: 'It was paused by hand.' });
    expect(await resumeCampaign(house.ctx, ACTOR, id)).toMatchObject({ state: 'sending', reason: null });
    cancelCampaign(house.ctx, ACTOR, id);
    await runJobs();
    expect(now(id)).toMatchObject({ state: 'cancelled', counts: { audience: 3, cancelled: 3, queued: 0 } });
    expect(() => pauseCampaign(house.ctx, ACTOR, id)).toThrowError(refusal('WRONG_STATE'));
  });

  it('fails with a reason when nobody is left at the start', async () => {
    const { id } = await send();
    house.ctx.db.write((tx) => tx.sql(`UPDATE list_member SET state = 'unsubscribed'`).run());
    await runJobs();
    expect(now(id)).toMatchObject({
      state: 'failed',
      reason: 'Nobody in the audience could get it any more when it started.',
      counts: { audience: 3, skipped: 3 },
    });
  });
});

const NO_SECRETS = { seal: () => Buffer.alloc(0), unseal: () => Buffer.alloc(0) };
const SMTP_SENDER = {
  name: 'Real',
  from_name: 'Example',
  from_email: 'news@example.com',
  host: 'smtp.example.com',
  port: 587,
  security: 'starttls' as const,
};
