import { afterEach, expect, test } from 'vitest';
import { SMTP_TIMEOUTS } from '#main/channels/email/smtp-account.ts';
import { changeSend } from '#main/repositories/campaign/campaign.repo.ts';
import { moveCount } from '#main/repositories/delivery/send-count.repo.ts';
import { findSenderByNo, setSenderPause, updateSender } from '#main/repositories/sending/sender.repo.ts';
import { instantOf, MINUTE, SECOND } from '#shared/kernel/instant.ts';
import { FakeClock } from '#test/support/fake-clock.ts';
import { impatientJudge } from '#test/support/sending/impatient-judge.ts';
import { openSendingLab, type SendingLab } from '#test/support/sending/sending-lab.ts';
import { waitUntil } from '#test/support/wait-until.ts';

let lab: SendingLab;
afterEach(() => lab.close());

const sendReason = () => lab.database.db.reader.sql<{ reason: string }>('SELECT reason FROM send').get()?.reason;
const pause = (millis: number) => new Promise((resolve) => setTimeout(resolve, millis));
const reasonOf = (sender_no: number) => findSenderByNo(lab.database.db.reader, sender_no)?.paused_reason ?? null;

test('a refused sign-in pauses the sender with the reason, and nobody is charged an attempt', async () => {
  lab = await openSendingLab({ sink: { auth: { user: 'ana', pass: 'right' } } });
  const send = lab.seed({ recipients: 30, sender: { username: 'ana' } });
  await waitUntil(() => reasonOf(send.sender_no) !== null);
  expect(reasonOf(send.sender_no)).toContain('535');
  await waitUntil(() => lab.rows(send.send_no).queued === 30);
  expect(lab.database.db.reader.sql('SELECT max(attempts) AS n FROM delivery').get()).toEqual({ n: 0 });
  expect(lab.stateOf(send.send_no)).toBe('sending');
});

test('a certificate that nobody vouches for pauses the sender', async () => {
  lab = await openSendingLab({ sink: { tls: 'tls' } });
  const send = lab.seed({ recipients: 3, sender: { security: 'tls' } });
  await waitUntil(() => reasonOf(send.sender_no) !== null);
  expect(reasonOf(send.sender_no)).toMatch(/encrypted connection failed/);
  expect(lab.sink.mails).toEqual([]);
});

test('a server that refuses the account in the midst of a send pauses the sender; a resume goes on', async () => {
  let relays = false;
  lab = await openSendingLab({
    sink: { faultOf: () => (relays ? undefined : { at: 'rcpt', code: 554, text: '5.7.1 Relay access denied' }) },
  });
  const send = lab.seed({ recipients: 40 });
  await waitUntil(() => reasonOf(send.sender_no) !== null);
  await waitUntil(() => lab.rows(send.send_no).queued === 40);
  relays = true;
  lab.database.db.write((tx) => setSenderPause(tx, send.sender_no, null));
  lab.engine.refresh();
  await lab.settled(send);
  expect(lab.rows(send.send_no)).toEqual({ accepted: 40 });
});

test('content that policy refuses stops the send before everybody has failed, and the sender stays free', async () => {
  lab = await openSendingLab({
    sink: { faultOf: () => ({ at: 'data', code: 554, text: '5.7.1 Looks like spam' }), delay: 5 },
  });
  const send = lab.seed({ recipients: 500, sender: { max_connections: 1, per_second: 40 } });
  await waitUntil(() => lab.stateOf(send.send_no) === 'paused');
  expect(sendReason()).toMatch(/Paused by itself: servers refuse what the message says/);
  expect(lab.rows(send.send_no).failed).toBeLessThanOrEqual(15);
  expect(reasonOf(send.sender_no)).toBeNull();
});

test('a list of addresses that do not exist stops the send once; whoever resumes it has decided', async () => {
  lab = await openSendingLab({
    sink: { faultOf: () => ({ at: 'rcpt', code: 550, text: '5.1.1 No such user' }) },
  });
  const send = lab.seed({ recipients: 300, sender: { per_second: 100 } });
  await waitUntil(() => lab.stateOf(send.send_no) === 'paused');
  expect(sendReason()).toMatch(/addresses so far do not exist/);
  const { failed = 0 } = lab.rows(send.send_no);
  expect(failed).toBeGreaterThan(15);
  expect(failed).toBeLessThan(60);
  const key = { no: send.send_no, id: send.campaign_id };
  const free = { per_second: null };
  lab.database.db.write((tx) => {
    updateSender(tx, send.sender_id, 1, free);
    changeSend(tx, key, 'resume', { updated_at: instantOf(Date.now()), reason: null });
  });
  lab.engine.refresh();
  await lab.settled(send);
  expect(lab.rows(send.send_no)).toEqual({ failed: 300 });
});

test('reports of spam that come while it is sent stop the send', async () => {
  lab = await openSendingLab();
  const send = lab.seed({ recipients: 600, sender: { per_second: 50 } });
  await waitUntil(() => (lab.rows(send.send_no).accepted ?? 0) >= 10);
  lab.database.db.write((tx) => {
    tx.sql(`UPDATE delivery SET state = 'complained' WHERE no IN (
      SELECT no FROM delivery WHERE state = 'accepted' LIMIT 2)`).run();
    moveCount(tx, send.send_no, 'accepted', 'complained', 2);
  });
  lab.engine.refresh();
  await waitUntil(() => lab.stateOf(send.send_no) === 'paused');
  expect(sendReason()).toMatch(/2 of \d+ recipients so far reported the message as spam/);
});

test('addresses that turn out not to exist stop the send too; mailboxes that are full for now do not', async () => {
  lab = await openSendingLab();
  const send = lab.seed({ recipients: 600, sender: { per_second: 60 } });
  const come = async (code: string) => {
    await waitUntil(() => (lab.rows(send.send_no).accepted ?? 0) >= 26);
    lab.database.db.write((tx) => {
      tx.sql(`UPDATE delivery SET state = 'bounced', code = ? WHERE no IN (
        SELECT no FROM delivery WHERE state = 'accepted' LIMIT 26)`).run(code);
      moveCount(tx, send.send_no, 'accepted', 'bounced', 26);
    });
    lab.engine.refresh();
    await pause(100);
  };
  await come('soft mailbox_full');
  expect(lab.stateOf(send.send_no)).toBe('sending');
  await come('hard no_such_address');
  await waitUntil(() => lab.stateOf(send.send_no) === 'paused');
  expect(sendReason()).toMatch(/26 of \d+ addresses so far do not exist/);
});

test('connections that drop before the message leave nobody in doubt', async () => {
  lab = await openSendingLab({
    sink: { faultOf: (address) => (/[05]@/.test(address) ? { at: 'drop_on_rcpt', times: 1 } : undefined) },
    engine: { judge: impatientJudge },
  });
  const send = lab.seed({ recipients: 60, sender: { max_connections: 3 } });
  await lab.settled(send);
  expect(lab.rows(send.send_no)).toEqual({ accepted: 60 });
  expect(lab.sink.doubled).toEqual([]);
});

test('connections that drop after the server has accepted leave exactly those recipients unknown', async () => {
  const dropped = ['person4@list.example', 'person17@list.example'];
  lab = await openSendingLab({
    sink: { faultOf: (address) => (dropped.includes(address) ? { at: 'drop_after_accepting' } : undefined) },
  });
  const send = lab.seed({ recipients: 60 });
  await lab.settled(send);
  const rows = lab.database.db.reader.sql<{ address: string }>(
    `SELECT address FROM delivery WHERE state = 'unknown' ORDER BY no`,
  );
  expect(rows.all().map(({ address }) => address)).toEqual(dropped);
  expect(lab.sink.doubled).toEqual([]);
});

test('a server that stalls after the message leaves that recipient unknown, not sent twice', async () => {
  lab = await openSendingLab({
    sink: { faultOf: (address) => (address.startsWith('person2@') ? { at: 'slow', millis: 3_000 } : undefined) },
  });
  const send = lab.seed({ recipients: 10 });
  await lab.settled(send);
  expect(lab.rows(send.send_no)).toEqual({ accepted: 9, unknown: 1 });
});

test('while a server turns everybody away nobody is charged, and it is not hammered', async () => {
  let tries = 0;
  let open = false;
  const clock = new FakeClock();
  lab = await openSendingLab({
    engine: { clock },
    sink: {
      turnAway: () => {
        tries += 1;
        return open ? undefined : { code: 421, text: '4.3.2 Too busy' };
      },
    },
  });
  const send = lab.seed({ recipients: 50, sender: { max_connections: 4 } });
  const reason = lab.database.db.reader.sql<{ reason: string | null }>('SELECT reason FROM send');
  // A breath after each failure, until it is given up on for a while.
  await lab.timeUntil(() => reason.get()?.reason != null, 500);
  expect(tries).toBeLessThanOrEqual(20);
  // What was knocking already is turned away, too.
  await pause(100);
  const then = tries;
  expect(lab.rows(send.send_no)).toEqual({ queued: 50 });
  expect(reason.get()?.reason).toMatch(/tries again by itself at 09:05 \(UTC\)\. What it said: 421 4\.3\.2 Too busy/);
  clock.advance(5 * MINUTE - 2 * SECOND);
  lab.engine.refresh();
  await pause(100);
  expect(tries).toBe(then);
  open = true;
  clock.advance(2 * SECOND);
  lab.engine.refresh();
  await lab.settled(send);
  expect(reason.get()?.reason).toBeNull();
  expect(lab.rows(send.send_no)).toEqual({ accepted: 50 });
});

test('a disk that refuses stops the sending, and nothing that was answered is forgotten', async () => {
  lab = await openSendingLab({ sink: { delay: 5 } });
  const { sqlite } = lab.database.db;
  const send = lab.seed({ recipients: 300 });
  await waitUntil(() => lab.sink.mails.length >= 30);
  const pages = sqlite.pragma('page_count', { simple: true });
  sqlite.exec(`CREATE TABLE ballast (bytes BLOB); CREATE TRIGGER full BEFORE UPDATE ON delivery BEGIN
    INSERT INTO ballast VALUES (zeroblob(65536)); END`);
  sqlite.pragma(`max_page_count = ${Number(pages) + 2}`);
  await new Promise((resolve) => setTimeout(resolve, 800));
  const then = lab.sink.mails.length;
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(lab.sink.mails.length).toBe(then);
  sqlite.pragma('max_page_count = 1000000');
  sqlite.exec('DROP TRIGGER full');
  await waitUntil(() => reasonOf(send.sender_no) !== null);
  expect(reasonOf(send.sender_no)).toContain('disk was full');
  expect(lab.rows(send.send_no)).toEqual({ accepted: then, queued: 300 - then });
  lab.database.db.write((tx) => setSenderPause(tx, send.sender_no, null));
  lab.engine.refresh();
  await lab.settled(send);
  expect(lab.sink.doubled).toEqual([]);
  expect(lab.rows(send.send_no)).toEqual({ accepted: 300 });
});

test('a stop does not wait for a server that never answers; those recipients are unknown', async () => {
  lab = await openSendingLab({ sink: { delay: 60_000 }, engine: { patience: 200, timeouts: SMTP_TIMEOUTS } });
  const send = lab.seed({ recipients: 30, sender: { max_connections: 3 } });
  await waitUntil(() => lab.sink.mails.length === 3);
  await lab.engine.stop();
  expect(lab.rows(send.send_no)).toEqual({ queued: 27, unknown: 3 });
});
