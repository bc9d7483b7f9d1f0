import { afterEach, beforeEach, expect, test } from 'vitest';
import { clientOf } from '#test/support/client-of.ts';
import { setUpOverHttp } from '#test/support/console-client.ts';
import { type FakeAnswer, FakeService } from '#test/support/fake-service.ts';
import { makeTestApp, type TestApp } from '#test/support/make-test-app.ts';
import { waitUntil } from '#test/support/wait-until.ts';

let app: TestApp;
let client: ReturnType<typeof clientOf>;
let chat: FakeService;
let answers: FakeAnswer[];

beforeEach(async () => {
  app = await makeTestApp({ allow_private_services: true });
  await setUpOverHttp(app);
  client = clientOf(app.app.services);
  answers = [];
  chat = await FakeService.start({
    recipientOf: ({ body }) => (JSON.parse(body) as { text: string }).text,
    answer: () => answers.shift() ?? { status: 200, body: 'ok' },
  });
});
afterEach(async () => {
  await app.close();
  await chat.close();
});

const hook = (tells: string, name = 'Marketing') =>
  client.senders.create({
    name,
    provider: 'slack',
    secrets: { webhook_url: `${chat.url}/services/${name}` },
    settings: { tells },
    rate: { per_second: null, per_minute: null, per_hour: null, per_day: null },
  });
const sendCampaign = async (name: string) => {
  const { id: list } = await client.lists.create({ name });
  await client.contacts.create({ email: 'ana@list.example', list_ids: [list] });
  const { id, revision } = await client.campaigns.create({
    name,
    subject: 'Hi',
    body: '<p>Hi</p>',
    audience: { include_lists: [list] },
  });
  await client.campaigns.send({ id, revision });
  await waitUntil(async () => (await client.campaigns.get({ id })).state === 'sent');
};
const jobs = () => app.app.core.db.reader.sql(`SELECT 1 FROM job WHERE kind = 'chat.tell'`).all().length;

test('a hook tells its channel what it was asked to tell, once, and nothing else', async () => {
  await hook('finished');
  await hook('paused failed sender', 'Others');
  await sendCampaign('Spring <b>');
  await waitUntil(() => chat.taken.length > 0 && jobs() === 0);
  expect(chat.requests.map(({ path }) => path)).toEqual(['/services/Marketing']);
  expect(chat.requests[0]?.body).toContain('“Spring &lt;b&gt;” has been sent');
  expect(chat.requests[0]?.body).toContain('1 accepted, 0 not delivered, 0 left out.');
});

test('a service that asks for a pause is told again afterwards', async () => {
  answers = [{ status: 429, headers: { 'retry-after': '1' }, body: 'rate_limited' }];
  await hook('finished');
  await sendCampaign('Spring');
  await waitUntil(() => jobs() === 0 && chat.taken.length === 2);
});

test('a hook that is refused is paused with the reason, tells others, and goes on when it is resumed', async () => {
  answers = [{ status: 404, body: 'channel_not_found' }];
  const { id } = await hook('finished sender');
  await sendCampaign('Spring');
  await waitUntil(async () => (await client.senders.get({ id })).paused_reason !== null);
  expect((await client.senders.get({ id })).paused_reason).toBe('The service refused this hook: 404 channel_not_found');
  await waitUntil(() => jobs() === 1);
  await client.senders.resume({ id });
  app.app.core.db.write((tx) => tx.sql(`UPDATE job SET run_at = 0 WHERE kind = 'chat.tell'`).run());
  await waitUntil(() => jobs() === 0);
  expect(chat.taken).toHaveLength(2);
});

test('a test shows what the service has said, and the address never comes back out', async () => {
  const sender = await hook('');
  answers = [
    { status: 200, body: 'ok' },
    { status: 403, body: 'action_prohibited' },
  ];
  expect(await client.senders.test({ id: sender.id })).toEqual({ ok: true, said: '200 ok' });
  expect(await client.senders.test({ id: sender.id })).toEqual({ ok: false, said: '403 action_prohibited' });
  expect(JSON.stringify(await client.senders.list())).not.toContain('/services/');
  expect(sender.kept_secrets).toEqual(['webhook_url']);
});
