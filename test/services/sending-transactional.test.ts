import PostalMime from 'postal-mime';
import { afterEach, expect, test } from 'vitest';
import { systemClock } from '#main/platform/clock.ts';
import { systemIds } from '#main/platform/id-source.ts';
import { suppressEmail } from '#main/repositories/consent/suppression.repo.ts';
import { setSenderPause } from '#main/repositories/sending/sender.repo.ts';
import { readTransactionalPage } from '#main/repositories/transactional/transactional-page.repo.ts';
import { sendTransactional, type TransactionalInput } from '#main/services/transactional/transactional.service.ts';
import { instantOf } from '#shared/kernel/instant.ts';
import { impatientJudge } from '#test/support/sending/impatient-judge.ts';
import { openSendingLab, type SendingLab } from '#test/support/sending/sending-lab.ts';
import { waitUntil } from '#test/support/wait-until.ts';

let lab: SendingLab;
afterEach(() => lab.close());

const ORDER = {
  subject: 'Order {{ order.number }}',
  markdown: 'Hello {{ first_name | default: "you" }}, it is on its way.',
};

function ask(sender_id: string, input: Partial<TransactionalInput> & { to: string }) {
  const { db } = lab.database;
  const endpoints = { console_url: '', tracking_url: 'http://127.0.0.1:9', mailbox: { host: '', port: 0 } };
  const ctx = { db, clock: systemClock, ids: systemIds, endpoints };
  const message = { ...ORDER, sender_id, data: { order: { number: 'A-7' } }, ...input };
  const answer = sendTransactional(ctx, { user_id: 'shop', once_key: null }, message);
  lab.engine.refresh();
  return answer;
}

const stateOf = (id: string) => {
  const { items } = readTransactionalPage(lab.database.db.reader, { limit: 200 });
  return items.find((item) => item.id === id);
};

test('a single message overtakes a campaign under way', async () => {
  lab = await openSendingLab({ sink: { delay: 10 } });
  const send = lab.seed({ recipients: 150, sender: { max_connections: 2 } });
  await waitUntil(() => lab.sink.mails.length >= 10);
  ask(send.sender_id, { to: 'buyer@shop.example' });
  await waitUntil(() => lab.sink.mails.some(({ to }) => to === 'buyer@shop.example'));
  expect(lab.sink.mails.length).toBeLessThan(100);
  await lab.settled(send);
  expect(lab.counters(send.send_no)).toEqual({ accepted: 150 });
});

test('it says what its data say, and not that it is bulk mail', async () => {
  lab = await openSendingLab();
  const send = lab.seed({ recipients: 1 });
  await lab.settled(send);
  const { id } = ask(send.sender_id, { to: 'Person0@List.example' });
  await waitUntil(() => stateOf(id)?.state === 'accepted');
  const mail = await PostalMime.parse(Buffer.from(lab.sink.mails.at(-1)?.raw ?? '', 'latin1'));
  expect(mail.subject).toBe('Order A-7');
  expect(mail.text).toContain('Hello Ana0, it is on its way.');
  expect(mail.headers.map(({ key }) => key)).not.toContain('list-unsubscribe');
  expect(mail.headers.map(({ key }) => key)).not.toContain('precedence');
  expect(mail.text).not.toMatch(/unsubscribe/i);
  expect(mail.messageId).toBe(`<${stateOf(id)?.message_id}>`);
  expect(stateOf(id)).toMatchObject({ response: '250 2.0.0 Ok: queued as …', attempts: 1 });
});

test('where the server falls silent after the last byte it is sent again, under the same Message-ID', async () => {
  lab = await openSendingLab({
    sink: {
      faultOf: (address) => (address === 'buyer@shop.example' ? { at: 'drop_after_accepting', times: 1 } : undefined),
    },
    engine: { judge: impatientJudge },
  });
  const send = lab.seed({ recipients: 1 });
  const { id } = ask(send.sender_id, { to: 'buyer@shop.example' });
  await waitUntil(() => stateOf(id)?.state === 'accepted', 10_000);
  const copies = lab.sink.mails.filter(({ to }) => to === 'buyer@shop.example');
  expect(copies).toHaveLength(2);
  expect(new Set(copies.map(({ message_id }) => message_id)).size).toBe(1);
});

test('an address that came back meanwhile gets nothing; one that has only unsubscribed does', async () => {
  lab = await openSendingLab();
  const send = lab.seed({ recipients: 1 });
  await lab.settled(send);
  const { db } = lab.database;
  db.write((tx) => setSenderPause(tx, send.sender_no, { reason: 'Wait.', at: instantOf(0) }));
  const bounced = ask(send.sender_id, { to: 'gone@shop.example' });
  const left = ask(send.sender_id, { to: 'left@shop.example' });
  db.write((tx) => {
    suppressEmail(tx, { email_key: 'gone@shop.example', reason: 'bounced', source: 'test', at: 1 });
    suppressEmail(tx, { email_key: 'left@shop.example', reason: 'unsubscribed', source: 'test', at: 1 });
    setSenderPause(tx, send.sender_no, null);
  });
  lab.engine.refresh();
  await waitUntil(() => stateOf(left.id)?.state === 'accepted' && stateOf(bounced.id)?.state === 'skipped');
  expect(stateOf(bounced.id)?.reason).toBe('Left out: earlier messages to this address came back.');
});
