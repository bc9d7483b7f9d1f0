import { afterEach, expect, test } from 'vitest';
import { setSenderPause, updateSender } from '#main/repositories/sending/sender.repo.ts';
import { instantOf, MINUTE, SECOND } from '#shared/kernel/instant.ts';
import { FakeClock } from '#test/support/fake-clock.ts';
import { openSendingLab, type SendingLab } from '#test/support/sending/sending-lab.ts';
import { SmtpSink } from '#test/support/smtp-sink.ts';
import { waitUntil } from '#test/support/wait-until.ts';

let lab: SendingLab;
let second: SmtpSink;
afterEach(async () => {
  await lab.close();
  await second.close();
});

/** Two senders; the second takes over from the first. */
function twoSenders(recipients: number, per_second: number | null) {
  const idle = lab.seed({ recipients: 1, port: second.port, sender: { name: 'Second' } });
  const send = lab.seed({ recipients, sender: { name: 'First', per_second } });
  lab.database.db.write((tx) => updateSender(tx, send.sender_id, 1, { failover_no: idle.sender_no }));
  lab.engine.refresh();
  return { send, second_no: idle.sender_no };
}

const arrived = () => [...lab.sink.recipients, ...second.recipients.slice(1)];

test('while a sender is paused the second one goes on, and nobody gets it twice', async () => {
  second = await SmtpSink.start();
  lab = await openSendingLab();
  const { send } = twoSenders(200, 100);
  await waitUntil(() => lab.sink.mails.length >= 20);
  const pause = { reason: 'Paused by hand.', at: instantOf(Date.now()) };
  lab.database.db.write((tx) => setSenderPause(tx, send.sender_no, pause));
  lab.engine.refresh();
  await lab.settled(send);
  expect(lab.rows(send.send_no)).toEqual({ accepted: 200 });
  expect(new Set(arrived()).size).toBe(200);
  expect(arrived()).toHaveLength(200);
  expect(second.mails.length).toBeGreaterThan(100);
});

test('while the server of a sender takes nothing the second one sends; afterwards the first does again', async () => {
  const clock = new FakeClock();
  let down = true;
  second = await SmtpSink.start({ delay: 5 });
  lab = await openSendingLab({
    engine: { clock },
    sink: { turnAway: () => (down ? { code: 421, text: '4.3.2 Out of order' } : undefined) },
  });
  const { send, second_no } = twoSenders(300, null);
  lab.database.db.write((tx) => tx.sql('UPDATE sender SET per_second = 5 WHERE no = ?').run(second_no));
  const reason = lab.database.db.reader.sql<{ reason: string | null }>('SELECT reason FROM send WHERE no = ?');
  await lab.timeUntil(() => second.mails.length > 20, 250);
  expect(reason.get(send.send_no)?.reason).toMatch(/Meanwhile "Second" sends\. What it said: 421/);
  expect(lab.sink.mails).toEqual([]);
  down = false;
  clock.advance(5 * MINUTE);
  await lab.timeUntil(() => lab.stateOf(send.send_no) === 'sent', SECOND);
  expect(lab.sink.mails.length).toBeGreaterThan(100);
  expect(new Set(arrived()).size).toBe(300);
  expect(arrived()).toHaveLength(300);
  expect(reason.get(send.send_no)?.reason).toBeNull();
});
