import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { getCampaign, listCampaigns } from '#main/repositories/campaign/campaign-view.repo.ts';
import {
  claimDeliveries,
  nextDue,
  recoverDeliveries,
  releaseDelivery,
} from '#main/repositories/delivery/delivery.repo.ts';
import { countsOf } from '#main/repositories/delivery/send-count.repo.ts';
import { countCampaignAudience, freezeAudience } from '#main/services/campaign/audience.service.ts';
import { createCampaign } from '#main/services/campaign/campaign.service.ts';
import {
  resumeCampaign,
  scheduleCampaign,
  sendCampaign,
  startScheduled,
} from '#main/services/campaign/campaign-run.service.ts';
import { addMembers } from '#main/services/consent/list.service.ts';
import { createContact } from '#main/services/contact/contact.service.ts';
import { changeSendingRules } from '#main/services/sending/sending-rules.service.ts';
import { changeTimingRules } from '#main/services/timing/timing-rules.service.ts';
import { NOBODY } from '#shared/domain/campaign/audience-rule.ts';
import { EVERY_DAY } from '#shared/domain/timing/quiet-hours.ts';
import { PLAIN_TIMING, type SendTiming } from '#shared/domain/timing/send-timing.ts';
import { DAY, HOUR, MINUTE } from '#shared/kernel/instant.ts';
import { ACTOR, type CampaignHouse, campaignHouse, listOf, runDueJobs } from '#test/support/campaign-context.ts';

// The clock of the house stands at 2026-03-02T09:00Z, a Monday, 10:00 in Berlin.
let house: CampaignHouse;
let list: string;
beforeEach(() => {
  house = campaignHouse();
  list = listOf(house.ctx, 3);
  changeSendingRules(house.ctx, ACTOR, { revision: 1, undo_seconds: 0 });
});
afterEach(() => house.close());

const draft = (name = 'Spring') =>
  createCampaign(house.ctx, ACTOR, {
    name,
    subject: 'Hello',
    body: '<p>Hi</p>',
    audience: { ...NOBODY, include_lists: [list] },
  });
const timed = (timing: Partial<SendTiming>): SendTiming => ({ ...PLAIN_TIMING, ...timing });
const view = (id: string) => getCampaign(house.ctx.db.reader, id);
const runJobs = () =>
  runDueJobs(house.ctx, {
    'campaign.freeze-audience': (id, signal) => freezeAudience(house.ctx, id, signal),
    'campaign.start-scheduled': (id) => startScheduled(house.ctx, id),
  });
const schedule = (id: string, wish: Partial<Parameters<typeof scheduleCampaign>[2]>) =>
  scheduleCampaign(house.ctx, ACTOR, { id, revision: view(id).revision, ...wish });
const personIn = (timezone: string) => {
  const email = `${timezone.toLowerCase().replace(/\W/g, '.')}@zone.example`;
  const { id } = createContact(house.ctx, ACTOR, { email, timezone, list_ids: [] });
  addMembers(house.ctx, ACTOR, { id: list, contact_ids: [id] });
};
const sendNo = (id: string) =>
  house.ctx.db.reader
    .sql<{ no: number }>('SELECT s.no FROM send s JOIN campaign c ON c.no = s.campaign_no WHERE c.id = ?')
    .get(id)?.no ?? 0;
const moments = (id: string) => {
  const rows = house.ctx.db.reader
    .sql<{ address: string; state: string; code: string | null; next_at: number | null }>(
      'SELECT address, state, code, next_at FROM delivery WHERE send_no = ? ORDER BY no',
    )
    .all(sendNo(id));
  return Object.fromEntries(
    rows.map(({ address, state, code, next_at }) => [
      address.split('@', 1)[0],
      next_at === null ? (state === 'queued' ? 'now' : code) : new Date(next_at).toISOString().slice(0, 16),
    ]),
  );
};
const goTo = (text: string) => {
  house.database.clock.advance(Date.parse(text) - house.database.clock.now());
};
const startWave = async (id: string) => {
  await startScheduled(house.ctx, id);
  return runJobs();
};
const refusalOf = async (work: Promise<unknown>) => {
  const error = await work.catch((reason: unknown) => reason);
  const { code, detail } = error as { code: string; detail: { field: string } };
  return [code, detail.field];
};

describe('at the local time of each recipient', () => {
  const nine = (late: 'at_once' | 'next_day' | 'skip') =>
    timed({ recipient_local: { local: '2026-03-04T09:00', late } });

  it('begins when it is that time in the first zone, and everybody is due at theirs', async () => {
    for (const zone of ['Asia/Tokyo', 'America/Los_Angeles', 'Mars/Olympus']) personIn(zone);
    const { id } = draft();
    const { schedule: planned } = await schedule(id, { timing: nine('at_once') });
    expect(planned?.at).toBe('2026-03-03T19:00:00.000Z');
    goTo('2026-03-03T19:00Z');
    await startWave(id);
    expect(moments(id)).toMatchObject({
      'asia.tokyo': '2026-03-04T00:00',
      'america.los_angeles': '2026-03-04T17:00',
      'mars.olympus': '2026-03-04T08:00',
      'person0.newsletter': '2026-03-04T08:00',
    });
    expect(view(id).counts).toMatchObject({ audience: 6, queued: 6, deferred: 0 });
  });

  it.each([
    ['at_once', 'now'],
    ['next_day', '2026-03-03T00:00'],
    ['skip', 'too_late'],
  ] as const)('whoever is past it already: %s', async (late, expected) => {
    personIn('Asia/Tokyo');
    const { id } = draft();
    await schedule(id, { timing: timed({ recipient_local: { local: '2026-03-02T09:00', late } }) });
    await startWave(id);
    expect(moments(id)['asia.tokyo']).toBe(expected);
    expect(view(id).counts.audience).toBe(4);
  });

  it('is refused when that time has passed everywhere', async () => {
    const work = schedule(draft().id, {
      timing: timed({ recipient_local: { local: '2026-03-01T09:00', late: 'skip' } }),
    });
    expect(await refusalOf(work)).toEqual(['INVALID_INPUT', 'timing.recipient_local.local']);
  });
});

describe('rows that wait for their moment', () => {
  it('are queued until then, are taken when it comes, and go back to the queue', async () => {
    const { id } = draft();
    await schedule(id, { timing: timed({ recipient_local: { local: '2026-03-03T09:00', late: 'skip' } }) });
    goTo('2026-03-02T19:00Z');
    await startWave(id);
    const send_no = sendNo(id);
    const { db } = house.ctx;
    const claim = (now: string) =>
      db.write((tx) => claimDeliveries(tx, { send_no, claim: 1, now: Date.parse(now), limit: 10 }));
    expect(claim('2026-03-03T07:59Z')).toEqual([]);
    expect(nextDue(db.reader, send_no)).toBe(Date.parse('2026-03-03T08:00Z'));
    const taken = claim('2026-03-03T08:00Z');
    expect(taken).toHaveLength(3);
    const counts = () => Object.fromEntries([...countsOf(db.reader, send_no)].filter(([, n]) => n !== 0));
    expect(counts()).toEqual({ claimed: 3 });
    db.write((tx) => releaseDelivery(tx, taken[0]?.no ?? 0, 1));
    db.write((tx) => recoverDeliveries(tx, 2, 0));
    const states = db.reader.sql('SELECT state, count(*) AS n FROM delivery GROUP BY state').all();
    expect(states).toEqual([{ state: 'queued', n: 3 }]);
  });
});

describe('spread over a time', () => {
  it('gives each a moment within it and leaves out the night', async () => {
    changeTimingRules(house.ctx, ACTOR, {
      revision: 1,
      quiet: { hours: { from: '11:00', to: '08:00' }, days: EVERY_DAY },
    });
    const { id, revision } = draft();
    await sendCampaign(house.ctx, ACTOR, { id, revision, timing: timed({ spread_minutes: 120 }) });
    await runJobs();
    const due = Object.values(moments(id)).map((text) => Date.parse(`${text}Z`));
    const isAllowed = (at: number) =>
      (at >= Date.parse('2026-03-02T09:00Z') && at < Date.parse('2026-03-02T10:00Z')) ||
      (at >= Date.parse('2026-03-03T07:00Z') && at <= Date.parse('2026-03-03T08:00Z'));
    expect(due.filter(isAllowed)).toHaveLength(3);
  });
});

describe('at most so many campaigns in so many days', () => {
  it('leaves out who has had enough, on the button and when the run starts, and says so', async () => {
    changeTimingRules(house.ctx, ACTOR, { revision: 1, cap_messages: 2, cap_days: 7 });
    for (const name of ['One', 'Two']) {
      await sendCampaign(house.ctx, ACTOR, draft(name));
      await runJobs();
    }
    personIn('Asia/Tokyo');
    const third = draft('Three');
    expect(await countCampaignAudience(house.ctx, third.id)).toEqual({
      addressed: 4,
      recipients: 1,
      excluded: { over_limit: 3 },
    });
    await sendCampaign(house.ctx, ACTOR, third);
    await runJobs();
    expect(view(third.id).counts).toMatchObject({ audience: 4, queued: 1, skipped: 3 });
    house.database.clock.advance(7 * DAY + HOUR);
    expect(await countCampaignAudience(house.ctx, draft('Four').id)).toMatchObject({ recipients: 4 });
  });
});

describe('again and again', () => {
  const mondays = timed({ repeat: { kind: 'cron', rule: '0 12 * * MON', timezone: 'Europe/Berlin' } });
  const runsOf = (series: string) => listCampaigns(house.ctx.db.reader, { limit: 20, series }).items;

  it('each time is a run of its own with those who fit then', async () => {
    const { id } = draft('Weekly');
    expect((await schedule(id, { timing: mondays })).schedule?.at).toBe('2026-03-02T11:00:00.000Z');
    goTo('2026-03-02T11:00Z');
    await startWave(id);
    personIn('Asia/Tokyo');
    goTo('2026-03-09T11:00Z');
    await startWave(id);
    expect(runsOf(id).map(({ name, counts }) => [name, counts.audience])).toEqual([
      ['Weekly, 2026-03-09 12:00', 4],
      ['Weekly, 2026-03-02 12:00', 3],
    ]);
    expect(view(id)).toMatchObject({
      state: 'scheduled',
      schedule: { at: '2026-03-16T11:00:00.000Z' },
      counts: { audience: 0 },
    });
    const other = createCampaign(house.ctx, ACTOR, {
      name: 'Others',
      audience: { ...NOBODY, include_lists: [list], exclude_campaigns: [id] },
    });
    expect(await countCampaignAudience(house.ctx, other.id)).toMatchObject({ excluded: { excluded: 4 } });
  });

  it('ends after its last time', async () => {
    const { id } = draft();
    const rule = {
      kind: 'rule',
      rule: 'FREQ=DAILY;COUNT=1',
      start: '2026-03-02T12:00',
      timezone: 'Europe/Berlin',
    } as const;
    await schedule(id, { timing: timed({ repeat: rule }) });
    goTo('2026-03-02T11:00Z');
    await startWave(id);
    expect(view(id).state).toBe('sent');
    expect(runsOf(id)).toHaveLength(1);
  });

  it('a run that was missed by little is made late', async () => {
    const { id } = draft();
    await schedule(id, { timing: mondays });
    goTo('2026-03-02T11:50Z');
    await startWave(id);
    expect(runsOf(id)).toMatchObject([{ state: 'sending' }]);
  });

  it('of runs that were missed by more the last is held and asks; the series goes on', async () => {
    const { id } = draft();
    await schedule(id, { timing: mondays });
    goTo('2026-03-10T15:00Z');
    await startWave(id);
    expect(runsOf(id)).toMatchObject([{ state: 'paused', reason: expect.stringContaining('2026-03-09 12:00') }]);
    expect(view(id).schedule?.at).toBe('2026-03-16T11:00:00.000Z');
    const [held] = runsOf(id);
    await resumeCampaign(house.ctx, ACTOR, held?.id ?? '');
    await runJobs();
    expect(runsOf(id)).toMatchObject([{ state: 'sending', counts: { audience: 3 } }]);
  });

  it('how late is the organization’s choice', async () => {
    changeTimingRules(house.ctx, ACTOR, { revision: 1, late_minutes: 10 });
    const { id } = draft();
    await schedule(id, { local: '2026-03-02T12:00', timezone: 'Europe/Berlin' });
    house.database.clock.advance(2 * HOUR + 11 * MINUTE);
    await startWave(id);
    expect(view(id).state).toBe('paused');
  });

  it.each([
    ['cron', '* * * *', 'timing.repeat.rule'],
    ['cron', '*/5 * * * *', 'timing.repeat.rule'],
    ['rule', 'FREQ=SECONDLY', 'timing.repeat.rule'],
    ['rule', 'FREQ=DAILY;UNTIL=20260101', 'timing.repeat.rule'],
  ] as const)('%s %s is refused with its field', async (kind, rule, field) => {
    const zone = { rule, timezone: 'UTC' };
    const repeat = kind === 'cron' ? { kind, ...zone } : { kind, ...zone, start: '2026-01-01T09:00' };
    expect(await refusalOf(schedule(draft().id, { timing: timed({ repeat }) }))).toEqual(['INVALID_INPUT', field]);
  });

  it('is not asked of a send that begins now', async () => {
    const { id, revision } = draft();
    const work = sendCampaign(house.ctx, ACTOR, { id, revision, timing: mondays });
    expect(await refusalOf(work)).toEqual(['INVALID_INPUT', 'timing.repeat']);
  });
});

it('half a limit is refused', async () => {
  const work = async () => changeTimingRules(house.ctx, ACTOR, { revision: 1, cap_messages: 2 });
  expect(await refusalOf(work())).toEqual(['INVALID_INPUT', 'cap_days']);
});
