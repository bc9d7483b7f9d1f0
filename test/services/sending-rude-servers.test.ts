import { describe, expect, test } from 'vitest';
import { findSenderByNo, setSenderPause } from '#main/repositories/sending/sender.repo.ts';
import type { DeliveryState } from '#shared/domain/delivery/delivery-state.ts';
import { sayWhatHappened } from '#shared/domain/delivery/say-what-happened.ts';
import { MINUTE, SECOND } from '#shared/kernel/instant.ts';
import { FakeClock } from '#test/support/fake-clock.ts';
import { type Rudeness, RudeServer, type Stage } from '#test/support/rude-server.ts';
import { openSendingLab, type SendingLab } from '#test/support/sending/sending-lab.ts';
import { waitUntil } from '#test/support/wait-until.ts';

const IMPATIENT = { connect: 150, greeting: 150, command: 150, final: 150 };
const PEOPLE = 3;

interface Row {
  state: DeliveryState;
  code: string | null;
  attempts: number;
}

const rowsOf = (lab: SendingLab, send_no: number) =>
  lab.database.db.reader.sql<Row>('SELECT state, code, attempts FROM delivery WHERE send_no = ?').all(send_no);
const reasonOf = (lab: SendingLab, send_no: number) =>
  lab.database.db.reader.sql<{ reason: string | null }>('SELECT reason FROM send WHERE no = ?').get(send_no)?.reason;

const BEFORE_THE_DOT: Stage[] = ['greeting', 'EHLO', 'MAIL', 'RCPT', 'DATA'];
const RUDE: Rudeness[] = ['stall', 'garbage', 'half_line', 'drop', 'storm'];

describe.concurrent('a server that misbehaves', () => {
  test.each(BEFORE_THE_DOT.flatMap((stage) => RUDE.map((rudeness) => [rudeness, stage] as const)))(
    '%s at %s: it is said beside the send, and once it behaves everybody gets one message',
    async (rudeness, stage) => {
      const server = await RudeServer.start(stage, rudeness);
      const lab = await openSendingLab({
        engine: { clock: new FakeClock(), timeouts: { ...IMPATIENT, final: 5_000 } },
      });
      try {
        const { send_no } = lab.seed({ recipients: PEOPLE, port: server.port, sender: { max_connections: 2 } });
        const told = () =>
          reasonOf(lab, send_no)?.includes('tries again by itself') ||
          rowsOf(lab, send_no).every(({ state }) => state === 'deferred' || state === 'failed');
        await lab.timeUntil(told, 500);
        const said = reasonOf(lab, send_no) ?? '';
        const sentences = rowsOf(lab, send_no).map((row) => sayWhatHappened(row));
        expect(said + sentences.join(' ')).toMatch(/tries again by itself at|It is tried again|Not sent:/);
        expect(said).not.toMatch(/undefined|\[object/);
        expect(server.taken).toEqual([]);
        server.rudeness = null;
        await lab.timeUntil(() => lab.stateOf(send_no) === 'sent', 10 * SECOND);
        const { accepted = 0, failed = 0 } = lab.rows(send_no);
        expect(accepted + failed).toBe(PEOPLE);
        expect(server.taken).toHaveLength(accepted);
        expect(new Set(server.taken).size).toBe(accepted);
        // Only what a server says may fail somebody; silence and noise never do.
        expect(failed).toBe(0);
      } finally {
        await lab.close();
        await server.close();
      }
    },
  );

  test.each(RUDE.filter((rudeness) => rudeness !== 'storm'))(
    '%s after it has taken a message: unknown, and never sent a second time by itself',
    async (rudeness) => {
      const server = await RudeServer.start('dot', rudeness);
      const lab = await openSendingLab({ engine: { clock: new FakeClock(), timeouts: IMPATIENT } });
      try {
        const { send_no } = lab.seed({ recipients: PEOPLE, port: server.port, sender: { max_connections: 1 } });
        await lab.timeUntil(() => lab.stateOf(send_no) === 'sent', 10 * SECOND);
        expect(lab.rows(send_no)).toEqual({ unknown: PEOPLE });
        expect(new Set(server.taken).size).toBe(server.taken.length);
      } finally {
        await lab.close();
        await server.close();
      }
    },
  );
});

test('a greylist is waited out: five minutes, one attempt more, nobody twice', async () => {
  const clock = new FakeClock();
  const lab = await openSendingLab({
    engine: { clock, random: () => 0.5 },
    sink: { faultOf: () => ({ at: 'rcpt', code: 451, text: '4.7.1 Greylisted', times: 1 }) },
  });
  try {
    const send = lab.seed({ recipients: 40 });
    await waitUntil(() => lab.rows(send.send_no).deferred === 40);
    clock.advance(5 * MINUTE - SECOND);
    lab.engine.refresh();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(lab.sink.mails).toEqual([]);
    clock.advance(2 * SECOND);
    lab.engine.refresh();
    await lab.settled(send);
    expect(rowsOf(lab, send.send_no).every(({ state, attempts }) => state === 'accepted' && attempts === 2)).toBe(true);
    expect(lab.sink.doubled).toEqual([]);
  } finally {
    await lab.close();
  }
});

test('a server that allows two connections is not asked for more once it has said so', async () => {
  const clock = new FakeClock();
  const lab: SendingLab = await openSendingLab({
    engine: { clock },
    sink: {
      delay: 5,
      turnAway: () => (lab.sink.connections >= 2 ? { code: 421, text: '4.7.0 Too many connections' } : undefined),
    },
  });
  try {
    const { send_no } = lab.seed({ recipients: 120, sender: { max_connections: 6 } });
    await lab.timeUntil(() => lab.stateOf(send_no) === 'sent', 200);
    expect(lab.rows(send_no)).toEqual({ accepted: 120 });
    expect(rowsOf(lab, send_no).every(({ attempts }) => attempts === 1)).toBe(true);
    expect(lab.sink.most_connections).toBeLessThanOrEqual(2);
    expect(lab.sink.doubled).toEqual([]);
  } finally {
    await lab.close();
  }
});

test('a sign-in that is refused in the midst of a send pauses the sender with the words of the server, and charges nobody', async () => {
  const auth = { user: 'ana', pass: 'right' };
  const secret = { seal: () => Buffer.alloc(0), unseal: () => Buffer.from('right') };
  const lab = await openSendingLab({ engine: { secrets: secret }, sink: { auth, delay: 5 } });
  try {
    const { db } = lab.database;
    const { send_no, sender_no, sender_id } = lab.seed({
      recipients: 300,
      sender: { username: 'ana', max_connections: 2 },
    });
    db.write((tx) =>
      tx.sql('INSERT INTO secret (name, sealed) VALUES (?, ?)').run(`sender:${sender_id}`, Buffer.alloc(1)),
    );
    db.write((tx) => setSenderPause(tx, sender_no, null));
    lab.engine.refresh();
    await waitUntil(() => lab.sink.mails.length >= 20);
    auth.pass = 'changed';
    lab.sink.hangUp();
    await waitUntil(() => findSenderByNo(db.reader, sender_no)?.paused_reason != null);
    expect(findSenderByNo(db.reader, sender_no)?.paused_reason).toMatch(/535 5\.7\.8 Authentication failed/);
    await waitUntil(() => (lab.rows(send_no).claimed ?? 0) + (lab.rows(send_no).in_data ?? 0) === 0);
    const waiting = rowsOf(lab, send_no).filter(({ state }) => state === 'queued');
    expect(waiting.length).toBeGreaterThan(0);
    expect(waiting.every(({ attempts }) => attempts === 0)).toBe(true);
  } finally {
    await lab.close();
  }
});
