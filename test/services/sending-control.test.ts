import { afterEach, expect, test } from 'vitest';
import { changeSend } from '#main/repositories/campaign/campaign.repo.ts';
import { cancelWaiting } from '#main/repositories/delivery/delivery-cancel.repo.ts';
import { setSenderPause, updateSender } from '#main/repositories/sending/sender.repo.ts';
import { readSendingRules, updateSendingRules } from '#main/repositories/sending/sending-rules.repo.ts';
import { updateTimingRules } from '#main/repositories/timing/timing-rules.repo.ts';
import type { CampaignAction } from '#shared/domain/campaign/campaign-state.ts';
import { instantOf, SECOND } from '#shared/kernel/instant.ts';
import { FakeClock } from '#test/support/fake-clock.ts';
import type { SeededSend } from '#test/support/sending/seed-send.ts';
import { openSendingLab, type SendingLab } from '#test/support/sending/sending-lab.ts';
import { waitUntil } from '#test/support/wait-until.ts';

let lab: SendingLab;
afterEach(() => lab.close());

function act(send: SeededSend, action: CampaignAction): void {
  const change = { updated_at: instantOf(Date.now()) };
  lab.database.db.write((tx) => changeSend(tx, { no: send.send_no, id: send.campaign_id }, action, change));
  lab.engine.refresh();
}

const pause = (millis: number) => new Promise((resolve) => setTimeout(resolve, millis));

test('a pause stops the next message within a second, and a resume misses and repeats nobody', async () => {
  lab = await openSendingLab({ sink: { delay: 10 } });
  const send = lab.seed({ recipients: 400 });
  for (const stop of [40, 150, 260]) {
    await waitUntil(() => lab.sink.mails.length >= stop);
    act(send, 'pause');
    const paused = Date.now();
    await pause(400);
    expect(lab.sink.mails.filter(({ at }) => at > paused + 200)).toEqual([]);
    expect(lab.rows(send.send_no)).toEqual({ accepted: lab.sink.mails.length, queued: 400 - lab.sink.mails.length });
    expect(lab.counters(send.send_no)).toEqual(lab.rows(send.send_no));
    act(send, 'resume');
  }
  await lab.settled(send);
  expect(lab.sink.mails).toHaveLength(400);
  expect(lab.sink.doubled).toEqual([]);
});

test('pauses and resumes in quick turns lose and repeat nobody', async () => {
  lab = await openSendingLab({ sink: { delay: 2 } });
  const send = lab.seed({ recipients: 500, sender: { max_connections: 10 } });
  for (let turn = 0; turn < 15; turn++) {
    await pause(Math.random() * 40);
    act(send, 'pause');
    await pause(Math.random() * 20);
    act(send, 'resume');
  }
  await lab.settled(send);
  expect(lab.rows(send.send_no)).toEqual({ accepted: 500 });
  expect(lab.sink.doubled).toEqual([]);
});

test('after a cancel nobody else gets it, and what was handed over stays accepted', async () => {
  lab = await openSendingLab({ sink: { delay: 10 } });
  const send = lab.seed({ recipients: 300 });
  await waitUntil(() => lab.sink.mails.length >= 50);
  act(send, 'cancel');
  lab.database.db.write((tx) => cancelWaiting(tx, send.send_no, 1_000, Date.now()));
  await waitUntil(() =>
    Object.keys(lab.rows(send.send_no)).every((state) => ['accepted', 'cancelled'].includes(state)),
  );
  const { accepted = 0, cancelled = 0 } = lab.counters(send.send_no);
  expect(accepted + cancelled).toBe(300);
  expect(accepted).toBe(lab.sink.mails.length);
  expect(lab.rows(send.send_no)).toEqual({ accepted, cancelled });
});

test('a rate is met, and a change of it takes hold in the midst of a send', async () => {
  const clock = new FakeClock();
  lab = await openSendingLab({ engine: { clock } });
  const send = lab.seed({ recipients: 400, sender: { per_second: 40 } });
  await waitUntil(() => lab.sink.mails.length > 0);
  const start = clock.now();
  const due = () => (40 * (clock.now() - start)) / SECOND;
  await lab.timePasses(start + 5 * SECOND, 50, () => lab.sink.mails.length >= due() - 3);
  await waitUntil(() => lab.sink.mails.length >= 200);
  await pause(100);
  expect(Math.abs(lab.sink.mails.length / 200 - 1)).toBeLessThan(0.02);
  lab.database.db.write((tx) => updateSender(tx, send.sender_id, 1, { per_second: null }));
  lab.engine.refresh();
  await waitUntil(() => lab.stateOf(send.send_no) === 'sent', 4_000);
});

test('a limit for all senders together holds over two of them, and its end takes hold at once', async () => {
  lab = await openSendingLab();
  const limit = (per_second: number | null) =>
    lab.database.db.write((tx) => updateSendingRules(tx, readSendingRules(tx).revision, { per_second }));
  limit(40);
  const sends = [lab.seed({ recipients: 200 }), lab.seed({ recipients: 200 })];
  await waitUntil(() => lab.sink.mails.length > 0);
  const start = Date.now();
  await pause(1_500);
  const sent = lab.sink.mails.filter(({ at }) => at < start + 1_500).length;
  expect(sent).toBeGreaterThan(50);
  expect(sent).toBeLessThanOrEqual(64);
  limit(null);
  lab.engine.refresh();
  await Promise.all(sends.map((send) => lab.settled(send)));
});

test.for(['a sender', 'all senders together', 'a mailbox provider'])(
  'a limit a minute of %s holds over a restart in its midst',
  async (whose) => {
    const clock = new FakeClock(Date.parse('2026-03-02T09:00:50Z'));
    lab = await openSendingLab({ engine: { clock } });
    const per_minute = 20;
    const domain_rules = [{ name: 'Slow', domains: ['list.example'], connections: null, per_second: null, per_minute }];
    const rules = whose === 'a mailbox provider' ? { domain_rules } : { domain_rules: [], per_minute };
    if (whose !== 'a sender') {
      lab.database.db.write((tx) => updateSendingRules(tx, readSendingRules(tx).revision, rules));
    }
    lab.seed({ recipients: 60, sender: whose === 'a sender' ? { per_minute } : {} });
    await waitUntil(() => lab.sink.mails.length === per_minute);
    clock.advance(15 * SECOND);
    await lab.restart();
    await pause(200);
    expect(lab.sink.mails).toHaveLength(per_minute);
    await lab.timeUntil(() => lab.sink.mails.length > per_minute, SECOND);
    expect(clock.now()).toBeGreaterThanOrEqual(Date.parse('2026-03-02T09:01:50Z'));
  },
);

test('a paused sender sends nothing until it is resumed', async () => {
  lab = await openSendingLab();
  const send = lab.seed({ recipients: 20, sender: { per_second: 5 } });
  const setPause = (reason: string | null) => {
    const halt = reason ? { reason, at: instantOf(Date.now()) } : null;
    lab.database.db.write((tx) => setSenderPause(tx, send.sender_no, halt));
    lab.engine.refresh();
  };
  await waitUntil(() => lab.sink.mails.length >= 2);
  setPause('Paused by hand.');
  await pause(300);
  const then = lab.sink.mails.length;
  await pause(500);
  expect(lab.sink.mails.length).toBe(then);
  setPause(null);
  await lab.settled(send);
});

test('two campaigns through one sender share its connections and both end', async () => {
  lab = await openSendingLab({ sink: { delay: 2 } });
  const first = lab.seed({ recipients: 200 });
  const second = lab.seed({ recipients: 200 });
  await Promise.all([lab.settled(first), lab.settled(second)]);
  expect(lab.rows(first.send_no)).toEqual({ accepted: 200 });
  expect(lab.rows(second.send_no)).toEqual({ accepted: 200 });
});

test('nobody is written to in their quiet time, whatever moved the message there', async () => {
  const clock = new FakeClock(Date.parse('2026-03-02T22:00Z'));
  lab = await openSendingLab({ engine: { clock } });
  const { db } = lab.database;
  db.write((tx) =>
    updateTimingRules(tx, 1, { quiet: { hours: { from: '21:00', to: '08:00' }, days: [1, 2, 3, 4, 5] } }),
  );
  const send = lab.seed({ recipients: 3 });
  db.write((tx) => tx.sql(`UPDATE contact SET timezone = 'America/New_York' WHERE email_key LIKE 'person0@%'`).run());
  lab.engine.refresh();
  await waitUntil(() => lab.sink.mails.length === 1 && lab.counters(send.send_no).deferred === 2);
  expect(lab.sink.mails[0]?.to).toBe('person0@list.example');
  const rows = db.reader.sql(`SELECT next_at, attempts, code FROM delivery WHERE state = 'deferred' LIMIT 1`).all();
  expect(rows).toEqual([{ next_at: Date.parse('2026-03-03T08:00Z'), attempts: 0, code: 'QUIET_TIME' }]);
  clock.advance(10 * 3_600_000);
  lab.engine.refresh();
  await lab.settled(send);
  expect(lab.counters(send.send_no)).toEqual({ accepted: 3 });
});
