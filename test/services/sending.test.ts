import { afterEach, expect, test } from 'vitest';
import { openSendingLab, type SendingLab } from '#test/support/sending/sending-lab.ts';

let lab: SendingLab;
afterEach(() => lab.close());

test('hands each recipient over once and ends the send', async () => {
  lab = await openSendingLab();
  const send = lab.seed({ recipients: 300 });
  await lab.settled(send);
  expect(lab.rows(send.send_no)).toEqual({ accepted: 300 });
  expect(lab.counters(send.send_no)).toEqual({ accepted: 300 });
  expect(lab.sink.mails).toHaveLength(300);
  expect(lab.sink.doubled).toEqual([]);
  expect(lab.sink.most_connections).toBeLessThanOrEqual(5);
});
