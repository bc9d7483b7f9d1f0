import { afterEach, expect, test } from 'vitest';
import { readSendingRules, updateSendingRules } from '#main/repositories/sending/sending-rules.repo.ts';
import type { DomainRule } from '#shared/domain/channel/domain-rules.ts';
import { MINUTE, SECOND } from '#shared/kernel/instant.ts';
import { FakeClock } from '#test/support/fake-clock.ts';
import { openSendingLab, type SendingLab } from '#test/support/sending/sending-lab.ts';
import { waitUntil } from '#test/support/wait-until.ts';

let lab: SendingLab;
afterEach(() => lab.close());

const pause = (millis: number) => new Promise((resolve) => setTimeout(resolve, millis));
const FREE = { connections: null, per_second: null, per_minute: null };
const rule = (limits: Partial<DomainRule>): DomainRule => ({
  name: 'Slow',
  domains: ['slow.example'],
  ...FREE,
  ...limits,
});

function setRules(...rules: DomainRule[]): void {
  const { db } = lab.database;
  db.write((tx) => updateSendingRules(tx, readSendingRules(tx).revision, { domain_rules: rules }));
  lab.engine.refresh();
}

/** One of so many is at the slow provider, the others elsewhere. */
const oneIn = (n: number) => (index: number) => `p${index}@${index % n === 0 ? 'slow' : 'fast'}.example`;
const toSlow = () => lab.sink.mails.filter(({ to }) => to.endsWith('@slow.example'));

test('no more messages are under way to a provider than it takes at a time, and others go past', async () => {
  let now = 0;
  let most = 0;
  lab = await openSendingLab({
    sink: {
      delay: 20,
      faultOf: () => {
        now = lab.sink.mails.filter(({ to, at }) => to.endsWith('@slow.example') && at > Date.now() - 20).length;
        most = Math.max(most, now);
        return undefined;
      },
    },
  });
  setRules(rule({ connections: 2 }));
  const send = lab.seed({ recipients: 120, sender: { max_connections: 10 }, addressOf: oneIn(2) });
  await waitUntil(() => lab.sink.mails.length - toSlow().length === 60);
  expect(toSlow().length).toBeLessThan(40);
  await lab.settled(send);
  expect(most).toBeLessThanOrEqual(2);
  expect(lab.rows(send.send_no)).toEqual({ accepted: 120 });
  expect(lab.counters(send.send_no)).toEqual({ accepted: 120 });
  expect(lab.sink.doubled).toEqual([]);
});

test('the rate of a provider is met within 2 percent, and a change of it takes hold in the midst of a send', async () => {
  const clock = new FakeClock();
  lab = await openSendingLab({ engine: { clock } });
  setRules(rule({ per_second: 50 }));
  const send = lab.seed({ recipients: 1_500, addressOf: oneIn(2) });
  await waitUntil(() => toSlow().length > 0);
  const began = clock.now();
  const due = () => (50 * (clock.now() - began)) / SECOND;
  await lab.timePasses(began + 8 * SECOND, 50, () => toSlow().length >= due() - 5);
  await waitUntil(() => toSlow().length >= 400);
  await pause(100);
  expect(Math.abs(toSlow().length / 400 - 1)).toBeLessThan(0.02);
  setRules();
  await lab.timeUntil(() => lab.stateOf(send.send_no) === 'sent', 100);
  expect(lab.rows(send.send_no)).toEqual({ accepted: 1_500 });
  expect(lab.sink.doubled).toEqual([]);
});

test('whoever has no place in the queue is put off without being charged, and comes in turn', async () => {
  const clock = new FakeClock();
  lab = await openSendingLab({ engine: { clock } });
  setRules(rule({ per_minute: 60 }));
  const send = lab.seed({ recipients: 1_200, addressOf: oneIn(1) });
  const paced = lab.database.db.reader.sql<{ n: number; attempts: number; first: number | null }>(
    `SELECT count(*) AS n, max(attempts) AS attempts, max(first_at) AS first FROM delivery WHERE code = 'DOMAIN_PACE'`,
  );
  await lab.timeUntil(() => toSlow().length === 60 && (paced.get()?.n ?? 0) > 500, 100);
  expect(paced.get()).toMatchObject({ attempts: 0, first: null });
  const began = clock.now();
  await lab.timeUntil(() => toSlow().length >= 180, 2 * SECOND);
  expect((clock.now() - began) / MINUTE).toBeGreaterThan(1);
  setRules();
  await lab.timeUntil(() => lab.stateOf(send.send_no) === 'sent', 100);
  expect(lab.rows(send.send_no)).toEqual({ accepted: 1_200 });
  expect((clock.now() - began) / MINUTE).toBeLessThan(12);
});

test('a provider that answers 421 is left alone, spares its people, and starts slowly; others are served', async () => {
  const clock = new FakeClock();
  let busy = true;
  let tries = 0;
  lab = await openSendingLab({
    engine: { clock, random: () => 0.5 },
    sink: {
      faultOf: (address) => {
        if (!address.endsWith('@slow.example')) return undefined;
        tries += 1;
        return busy ? { at: 'rcpt', code: 451, text: '4.7.500 Server busy' } : undefined;
      },
    },
  });
  setRules();
  const send = lab.seed({ recipients: 200, sender: { max_connections: 2 }, addressOf: oneIn(2) });
  await lab.timeUntil(() => lab.rows(send.send_no).accepted === 100 && lab.rows(send.send_no).deferred === 100, 250);
  expect(tries).toBeLessThanOrEqual(24);
  const { db } = lab.database;
  expect(db.reader.sql("SELECT max(attempts) AS n FROM delivery WHERE state <> 'accepted'").get()).toEqual({ n: 0 });
  expect(db.reader.sql('SELECT reason FROM send').get()).toEqual({ reason: null });
  const then = tries;
  clock.advance(4 * MINUTE);
  lab.engine.refresh();
  await pause(100);
  expect(tries).toBe(then);
  busy = false;
  await lab.timeUntil(() => lab.stateOf(send.send_no) === 'sent', 2 * SECOND);
  expect(lab.rows(send.send_no)).toEqual({ accepted: 200 });
  expect(lab.sink.doubled).toEqual([]);
});
