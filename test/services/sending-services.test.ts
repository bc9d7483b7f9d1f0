import { afterEach, beforeEach, expect, test } from 'vitest';
import { secretBoxOf } from '#main/platform/secret-box.ts';
import { saveSenderSecret, senderSecret } from '#main/repositories/sending/sender.repo.ts';
import { type FakeAnswer, FakeService, type Fault } from '#test/support/fake-service.ts';
import { impatientJudge } from '#test/support/sending/impatient-judge.ts';
import { openSendingLab, type SendingLab } from '#test/support/sending/sending-lab.ts';
import { waitUntil } from '#test/support/wait-until.ts';

let lab: SendingLab;
let service: FakeService;
let faultOf: (name: string) => Fault | undefined;
beforeEach(async () => {
  faultOf = () => undefined;
  service = await FakeService.start({
    recipientOf: ({ body }) => JSON.parse(body).Destination.ToAddresses[0].split('@')[0],
    answer: () => ({ status: 200, body: { MessageId: 'm' } }),
    faultOf: (name) => faultOf(name),
  });
  lab = await openSendingLab({ engine: { judge: impatientJudge } });
});
afterEach(async () => {
  await lab.close();
  await service.close();
});

const says = (status: number, type: string, headers = {}): Fault => {
  const answer: FakeAnswer = { status, headers, body: { __type: type, message: `${type} said` } };
  return { at: 'answer', answer };
};

/** A send through an account with Amazon. */
function send(recipients: number, max_connections = 5) {
  const settings = { region: 'eu-central-1', access_key_id: 'AKIAIOSFODNN7EXAMPLE', endpoint: service.url };
  const seeded = lab.seed({
    recipients,
    sender: { provider: 'ses', settings: JSON.stringify(settings), host: '', port: 0, max_connections },
  });
  const name = senderSecret(seeded.sender_id, 'secret_access_key');
  const sealed = secretBoxOf(Buffer.alloc(32, 3)).seal(name, Buffer.from('secret'));
  lab.database.db.write((tx) => saveSenderSecret(tx, name, sealed));
  return seeded;
}

test('everybody gets it once, and each answer lands where it belongs', async () => {
  const faults: Record<string, Fault> = {
    person1: says(400, 'BadRequestException'),
    person2: { at: 'drop_after' },
    person3: { at: 'silent' },
  };
  faultOf = (name) => faults[name];
  const seeded = send(40);
  await lab.settled(seeded);
  expect(lab.rows(seeded.send_no)).toEqual({ accepted: 37, failed: 1, unknown: 2 });
  expect(lab.counters(seeded.send_no)).toEqual(lab.rows(seeded.send_no));
  expect(new Set(service.taken).size).toBe(service.taken.length);
});

test('an account that is refused pauses the sender with the words of the service, and nobody is charged for it', async () => {
  faultOf = () => says(403, 'SignatureDoesNotMatchException');
  const { send_no, sender_no } = send(20);
  const paused = lab.database.db.reader.sql<{ reason: string | null }>(
    'SELECT paused_reason AS reason FROM sender WHERE no = ?',
  );
  await waitUntil(() => paused.get(sender_no)?.reason !== null);
  expect(paused.get(sender_no)?.reason).toContain('403 SignatureDoesNotMatch: SignatureDoesNotMatchException said');
  await waitUntil(() => lab.rows(send_no).queued === 20);
  const tried = lab.database.db.reader.sql<{ n: number }>('SELECT sum(attempts) AS n FROM delivery').get();
  expect(tried?.n).toBe(0);
});

test('a service that asks for a pause gets one: nothing else is asked of it meanwhile', async () => {
  let refusals = 1;
  const asked: number[] = [];
  faultOf = () => {
    asked.push(Date.now());
    return refusals-- > 0 ? says(429, 'TooManyRequestsException', { 'retry-after': '1' }) : undefined;
  };
  const seeded = send(10, 1);
  await lab.settled(seeded);
  expect(lab.rows(seeded.send_no)).toEqual({ accepted: 10 });
  expect((asked[1] ?? 0) - (asked[0] ?? 0)).toBeGreaterThanOrEqual(990);
});
