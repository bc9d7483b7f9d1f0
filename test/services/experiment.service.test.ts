import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLogger } from '#main/platform/file-logger.ts';
import { createGuardedFetch } from '#main/platform/guarded-fetch.ts';
import { secretBoxOf } from '#main/platform/secret-box.ts';
import { createTokenSigner } from '#main/platform/tracking-token.ts';
import { getCampaign } from '#main/repositories/campaign/campaign-view.repo.ts';
import { countsOf } from '#main/repositories/delivery/send-count.repo.ts';
import { countDeed } from '#main/repositories/tracking/hit.repo.ts';
import { cancelRest, freezeAudience } from '#main/services/campaign/audience.service.ts';
import { type CampaignInput, createCampaign, duplicateCampaign } from '#main/services/campaign/campaign.service.ts';
import {
  cancelCampaign,
  pauseCampaign,
  resumeCampaign,
  scheduleCampaign,
  sendCampaign,
} from '#main/services/campaign/campaign-run.service.ts';
import { previewCampaign } from '#main/services/campaign/preview.service.ts';
import {
  chooseVariant,
  decideTest,
  experimentReport,
  releaseRest,
} from '#main/services/experiment/experiment.service.ts';
import { SendingEngine } from '#main/services/sending/sending-engine.ts';
import { changeSendingRules } from '#main/services/sending/sending-rules.service.ts';
import { NOBODY } from '#shared/domain/campaign/audience-rule.ts';
import { AS_WRITTEN, type Experiment } from '#shared/domain/experiment/experiment.ts';
import { PLAIN_TIMING } from '#shared/domain/timing/send-timing.ts';
import { HOUR, MINUTE } from '#shared/kernel/instant.ts';
import { ACTOR, type CampaignHouse, campaignHouse, listOf, runDueJobs } from '#test/support/campaign-context.ts';
import { SmtpSink } from '#test/support/smtp-sink.ts';
import { waitUntil } from '#test/support/wait-until.ts';

const PEOPLE = 120;
const B = { ...AS_WRITTEN, subject: 'Bargains for {{ first_name }}', from_name: 'Bea of Example' };
const TEST: Experiment = {
  variants: [AS_WRITTEN, B],
  sample_percent: 60,
  metric: 'clicks',
  wait_minutes: 60,
  confidence: 95,
  fallback: 'first',
  hold_out_percent: 10,
};

let house: CampaignHouse;
let list: string;
let sink: SmtpSink;
let engine: SendingEngine;
beforeEach(async () => {
  house = campaignHouse();
  list = '';
  changeSendingRules(house.ctx, ACTOR, { revision: 1, undo_seconds: 0 });
  sink = await SmtpSink.start();
  engine = new SendingEngine({
    db: house.ctx.db,
    clock: house.database.clock,
    log: silentLogger,
    secrets: secretBoxOf(Buffer.alloc(32, 3)),
    fetch: createGuardedFetch({ allow_private: true }),
    signer: createTokenSigner(Buffer.alloc(32, 7)),
    tracking_url: 'http://127.0.0.1:9',
    mailbox: { host: '127.0.0.1', port: sink.port },
  });
});
afterEach(async () => {
  await engine.stop();
  await sink.close();
  house.close();
});

const draft = (experiment: Experiment, input: Partial<CampaignInput> = {}) => {
  list ||= listOf(house.ctx, 3);
  return createCampaign(house.ctx, ACTOR, {
    name: 'Spring',
    subject: 'Spring is here',
    body: '<p>Hi <a href="https://shop.example/">shop</a></p>',
    audience: { ...NOBODY, include_lists: [list] },
    experiment,
    ...input,
  });
};
const view = (id: string) => getCampaign(house.ctx.db.reader, id);
const runJobs = () =>
  runDueJobs(house.ctx, {
    'campaign.freeze-audience': (id, signal) => freezeAudience(house.ctx, id, signal),
    'campaign.cancel-rest': (id, signal) => cancelRest(house.ctx, id, signal),
    'campaign.decide-test': (id) => decideTest(house.ctx, id),
    'campaign.release-rest': (id, signal) => releaseRest(house.ctx, id, signal),
  });
const start = async (change: Partial<Experiment> = {}) => {
  list = listOf(house.ctx, PEOPLE);
  const { id } = await sendCampaign(house.ctx, ACTOR, draft({ ...TEST, ...change }));
  await runJobs();
  return id;
};
const report = (id: string, event?: string) => experimentReport(house.ctx, { id, event, days: 7 });
const rows = (variant: string) =>
  house.ctx.db.reader.sql<{ no: number; address: string }>(`SELECT no, address FROM delivery WHERE ${variant}`).all();
/** Lets everybody go who may go now. */
const deliver = async (count: number) => {
  await waitUntil(() => {
    engine.refresh();
    return sink.mails.length >= count;
  });
  await waitUntil(
    () => house.ctx.db.reader.sql(`SELECT 1 FROM delivery WHERE state IN ('claimed', 'in_data')`).get() === undefined,
  );
};
/** So many of those who got a variant click. */
const click = (variant: number, count: number) =>
  house.ctx.db.write((tx) => {
    for (const { no } of rows(`variant = ${variant}`).slice(0, count))
      countDeed(tx, { delivery_no: no, kind: 'click', link: -1 }, house.ctx.clock.now());
    tx.sql('UPDATE hit_first SET human_n = n, human_at = at').run();
  });
const subjectsSince = (index: number) => {
  const subjects = sink.mails.slice(index).map(({ raw }) => /^Subject: (.*)$/m.exec(raw)?.[1]?.trim() ?? '');
  return [...new Set(subjects.map((subject) => subject.split(' ')[0]))].sort();
};
const ledgerAddsUp = (id: string) => {
  const { counts } = view(id);
  const states = house.ctx.db.reader
    .sql<{ state: string; n: number }>('SELECT state, count(*) AS n FROM delivery GROUP BY state')
    .all();
  expect(counts.audience).toBe(PEOPLE);
  for (const { state, n } of states) expect(counts).toMatchObject({ [state]: n });
};
const refusal = (field: string) =>
  expect.objectContaining({ detail: expect.objectContaining({ field }) }) as unknown as Error;

describe('a test with a clear winner', () => {
  it('goes to the sample, waits its time, and then sends the winner to the rest', async () => {
    const id = await start();
    const sample = rows('variant IS NOT NULL').length;
    const held = rows(`code = 'held_out'`).length;
    const waiting = PEOPLE - sample - held;
    expect(Math.min(sample, held, waiting)).toBeGreaterThan(4);
    await deliver(sample);
    expect(subjectsSince(0)).toEqual(['Bargains', 'Spring']);
    for (const { address } of rows('variant = 1')) {
      const mail = sink.mails.find(({ to }) => to === address);
      expect(mail?.raw).toMatch(/^From: "?Bea of Example"?/m);
    }
    click(0, 5);
    click(1, 25);
    expect(await report(id)).toMatchObject({ awaiting: waiting, held_out: held, decision: null, best: 1 });
    ledgerAddsUp(id);

    house.database.clock.advance(HOUR - MINUTE);
    expect(await runJobs()).toEqual([]);
    house.database.clock.advance(MINUTE);
    expect(await runJobs()).toEqual(['campaign.decide-test', 'campaign.release-rest']);
    const { decision, awaiting } = await report(id);
    expect(decision).toMatchObject({ winner: 1, chosen: 1, by: 'test', tallies: [{ clicked: 5 }, { clicked: 25 }] });
    expect(awaiting).toBe(0);
    await deliver(sample + waiting);
    expect(subjectsSince(sample)).toEqual(['Bargains']);
    await waitUntil(() => view(id).state === 'sent');
    expect(new Set(sink.recipients).size).toBe(sink.recipients.length);
    expect(view(id).counts).toMatchObject({ accepted: sample + waiting, skipped: held });
    ledgerAddsUp(id);
  });

  it('can be paused while it waits: it is decided, and nobody gets anything before it goes on', async () => {
    const id = await start();
    const sample = rows('variant IS NOT NULL').length;
    await deliver(sample);
    pauseCampaign(house.ctx, ACTOR, id);
    house.database.clock.advance(HOUR);
    await runJobs();
    expect((await report(id)).decision).toMatchObject({ winner: null, chosen: 0, by: 'fallback' });
    engine.refresh();
    expect(sink.mails).toHaveLength(sample);
    await resumeCampaign(house.ctx, ACTOR, id);
    await deliver(PEOPLE - rows(`code = 'held_out'`).length);
    expect(subjectsSince(sample)).toEqual(['Spring']);
  });

  it('that was cancelled before is not decided, and the rest gets nothing', async () => {
    const id = await start();
    await deliver(rows('variant IS NOT NULL').length);
    cancelCampaign(house.ctx, ACTOR, id);
    house.database.clock.advance(2 * HOUR);
    await runJobs();
    expect(await report(id)).toMatchObject({ decision: null, awaiting: 0 });
    expect(countsOf(house.ctx.db.reader, 1).get('queued')).toBe(0);
    ledgerAddsUp(id);
  });
});

describe('without a clear winner', () => {
  it('what is ahead goes out when that was chosen', async () => {
    const id = await start({ fallback: 'best' });
    const sample = rows('variant IS NOT NULL').length;
    await deliver(sample);
    click(0, Math.floor(rows('variant = 0').length * 0.1));
    click(1, Math.ceil(rows('variant = 1').length * 0.2));
    house.database.clock.advance(HOUR);
    await runJobs();
    expect((await report(id)).decision).toMatchObject({ winner: null, chosen: 1, by: 'fallback' });
  });

  it('a person is waited for when that was chosen, and says once what goes out', async () => {
    const id = await start({ fallback: 'ask' });
    const sample = rows('variant IS NOT NULL').length;
    await deliver(sample);
    house.database.clock.advance(HOUR);
    await runJobs();
    expect((await report(id)).decision).toMatchObject({ winner: null, chosen: null, by: null });
    expect(view(id).state).toBe('sending');
    expect(() => chooseVariant(house.ctx, ACTOR, { id, variant: 2 })).toThrow(refusal('variant'));
    chooseVariant(house.ctx, ACTOR, { id, variant: 1 });
    expect(() => chooseVariant(house.ctx, ACTOR, { id, variant: 0 })).toThrow('has been decided already');
    await runJobs();
    await deliver(PEOPLE - rows(`code = 'held_out'`).length);
    expect(subjectsSince(sample)).toEqual(['Bargains']);
  });
});

it('a sample that has not left yet is not judged: its time begins when the last of it has left', async () => {
  const id = await start();
  house.database.clock.advance(HOUR);
  expect(await runJobs()).toEqual(['campaign.decide-test']);
  expect(await report(id)).toMatchObject({ decision: null, decides_at: null });
  await deliver(rows('variant IS NOT NULL').length);
  house.database.clock.advance(5 * MINUTE);
  await runJobs();
  expect((await report(id)).decision).toBeNull();
  house.database.clock.advance(HOUR);
  await runJobs();
  expect((await report(id)).decision).not.toBeNull();
});

it('the hold-out group is compared by an event of the days after', async () => {
  const id = await start({ variants: [AS_WRITTEN], hold_out_percent: 50 });
  await deliver(PEOPLE - rows(`code = 'held_out'`).length);
  const buyers = [...rows(`state = 'accepted'`).slice(0, 40), ...rows(`code = 'held_out'`).slice(0, 10)];
  house.ctx.db.write((tx) => {
    tx.sql(`INSERT INTO event_name (no, name) VALUES (1, 'purchase'), (2, 'visit')`).run();
    const at = house.ctx.clock.now() + HOUR;
    for (const { no } of buyers)
      tx.sql('INSERT INTO event (name_no, contact_no, at) SELECT 1, contact_no, ? FROM delivery WHERE no = ?').run(
        at,
        no,
      );
  });
  const { comparison } = await report(id, 'purchase');
  expect(comparison).toMatchObject({ reached: { hits: 40 }, held_out: { hits: 10 } });
  expect(comparison?.chance).toBeLessThan(0.001);
  expect((await report(id, 'visit')).comparison).toMatchObject({ reached: { hits: 0 }, chance: null });
});

describe('before it is sent', () => {
  it.each([
    [{ variants: [AS_WRITTEN, AS_WRITTEN] }, {}, 'experiment.variants.1'],
    [{ variants: [AS_WRITTEN, { ...AS_WRITTEN, subject: 'Hi {% if %}' }] }, {}, 'experiment.variants.1.subject'],
    [{ metric: 'opens' as const }, { track_opens: false }, 'experiment.metric'],
  ])('%j is refused by name', async (change, input, field) => {
    const { id, revision } = draft({ ...TEST, ...change }, input);
    await expect(sendCampaign(house.ctx, ACTOR, { id, revision })).rejects.toThrow(refusal(field));
  });

  it('what begins at many moments is refused', async () => {
    const { id, revision } = draft(TEST);
    const timing = { ...PLAIN_TIMING, spread_minutes: 60 };
    await expect(sendCampaign(house.ctx, ACTOR, { id, revision, timing })).rejects.toThrow(
      refusal('timing.spread_minutes'),
    );
    const wish = { id, revision, local: '2026-03-04T09:00', timing };
    await expect(scheduleCampaign(house.ctx, ACTOR, wish)).rejects.toThrow(refusal('timing.spread_minutes'));
  });

  it('a copy has the same test', () => {
    expect(duplicateCampaign(house.ctx, ACTOR, draft(TEST).id).experiment).toEqual(TEST);
  });
});

describe('variants with a text of their own', () => {
  const content = {
    body_kind: 'markdown' as const,
    body: 'Hello [cheap](https://shop.example/cheap) and [shop](https://shop.example/)',
  };
  const own = { variants: [AS_WRITTEN, { ...AS_WRITTEN, content }], sample_percent: 100, hold_out_percent: 0 };

  it('reach the sample, and every link of every text leads where it says', async () => {
    const id = await start(own);
    await deliver(PEOPLE);
    const texts = { 0: 'Hi', 1: 'Hello' };
    for (const variant of [0, 1] as const)
      for (const { address } of rows(`variant = ${variant}`)) {
        const mail = sink.mails.find(({ to }) => to === address);
        expect(mail?.raw).toContain(texts[variant]);
        expect(mail?.raw).not.toContain(texts[variant === 0 ? 1 : 0]);
      }
    const links = house.ctx.db.reader.sql<{ idx: number; url: string }>('SELECT idx, url FROM send_link').all();
    expect(links).toEqual([
      { idx: 0, url: 'https://shop.example/' },
      { idx: 1, url: 'https://shop.example/cheap' },
    ]);
    const second = sink.mails.find(({ to }) => to === rows('variant = 1')[0]?.address)?.raw.replaceAll(/=\r?\n/g, '');
    expect(/\/c\/[\w-]+\/(\d)[^>]*>cheap/.exec(second ?? '')?.[1]).toBe('1');
    expect(/\/c\/[\w-]+\/(\d)[^>]*>shop/.exec(second ?? '')?.[1]).toBe('0');
    expect((await report(id)).variants.map(({ has_own_text }) => has_own_text)).toEqual([false, true]);
  });

  it.each([
    [{ body_kind: 'html' as const, body: ' ' }, 'is empty'],
    [{ body_kind: 'html' as const, body: '<p>{{ first_name | nonsense }}</p>' }, 'can’t be filled in'],
  ])('are refused before anything is sent where one %j', async (broken) => {
    const { id, revision } = draft({ ...TEST, variants: [AS_WRITTEN, { ...AS_WRITTEN, content: broken }] });
    const answer = sendCampaign(house.ctx, ACTOR, { id, revision });
    await expect(answer).rejects.toThrow(refusal('experiment.variants.1.content'));
  });

  it('are shown and tried out one by one', async () => {
    const { id } = draft({ ...TEST, variants: [AS_WRITTEN, { ...B, content }] });
    expect((await previewCampaign(house.ctx, { id })).text).toContain('Hi');
    const second = await previewCampaign(house.ctx, { id, variant: 1 });
    expect(second.text).toContain('Hello');
    expect(second).toMatchObject({
      subject: expect.stringContaining('Bargains'),
      from: expect.stringContaining('Bea'),
    });
  });
});

describe('variants that go out at different times', () => {
  const later = { ...AS_WRITTEN, delay_minutes: 8 * 60 };
  const timed = { variants: [AS_WRITTEN, later], sample_percent: 60, hold_out_percent: 0, fallback: 'best' as const };
  const firstGroup = () => rows('variant = 0').length;
  const sampleSize = () => rows('variant IS NOT NULL').length;

  it('are each judged by the same time after their own messages', async () => {
    const id = await start(timed);
    await deliver(firstGroup());
    expect(sink.mails).toHaveLength(firstGroup());
    click(0, 2);
    house.database.clock.advance(2 * HOUR);
    click(0, 30);
    house.database.clock.advance(6 * HOUR);
    await runJobs();
    await deliver(sampleSize());
    click(1, 9);
    expect((await report(id)).variants).toMatchObject([{ clicked: 2 }, { clicked: 9, delay_minutes: 480 }]);
    expect((await report(id)).decision).toBeNull();
    house.database.clock.advance(HOUR);
    await runJobs();
    expect((await report(id)).decision).toMatchObject({ chosen: 1, tallies: [{ clicked: 2 }, { clicked: 9 }] });
  });

  it('send the rest at the time of day that was chosen', async () => {
    const id = await start(timed);
    const begun = Date.parse(view(id).started_at ?? '');
    await deliver(firstGroup());
    house.database.clock.advance(8 * HOUR);
    await deliver(sampleSize());
    click(1, 5);
    house.database.clock.advance(HOUR);
    await runJobs();
    const { decision } = await report(id);
    expect(Date.parse(decision?.rest_at ?? '')).toBe(begun + 32 * HOUR);
    engine.refresh();
    expect(view(id).counts.queued).toBe(PEOPLE - sampleSize());
    house.database.clock.advance(23 * HOUR);
    await deliver(PEOPLE);
    await waitUntil(() => view(id).state === 'sent');
    ledgerAddsUp(id);
  });
});
