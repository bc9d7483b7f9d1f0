import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type HeraldClient, localClient } from '#main/app/local-client.ts';
import { makeTestApp, type TestApp } from '#test/support/make-test-app.ts';
import { waitUntil } from '#test/support/wait-until.ts';

const PASSWORD = 'a rather long passphrase';
const ADDRESSES = ['admin@oak.example', 'ana@wool.example', 'smtp-user@oak.example'];

let herald: TestApp;
let client: HeraldClient;

beforeEach(async () => {
  herald = await makeTestApp();
  client = localClient(herald.app.services);
});
afterEach(() => herald.close());

function logText(): string {
  const folder = join(herald.data_dir, 'logs');
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
}

it('logs what happens without addresses, passwords or subjects', async () => {
  await client.account.setup({
    organization: { name: 'Oak', timezone: 'Europe/Berlin', locale: 'en' },
    account: { name: 'Admin', email: 'admin@oak.example', password: PASSWORD },
  });
  const { id: list_id } = await client.lists.create({ name: 'All', description: '' });
  await client.contacts.create({ email: 'ana@wool.example', list_ids: [list_id] });
  const broken = await client.senders.create({
    name: 'Broken',
    from_name: 'Oak',
    from_email: 'news@oak.example',
    host: '127.0.0.1',
    port: 9,
    security: 'none',
    username: 'smtp-user@oak.example',
    password: 'hunter2hunter2',
  });
  await client.senders.test({ id: broken.id, to: 'ana@wool.example' });
  const mailbox = (await client.senders.list()).find(({ provider }) => provider === 'test_mailbox');
  const campaign = await client.campaigns.create({
    name: 'Spring',
    subject: 'A very secret subject',
    body: '<p>Hello</p>',
    sender_id: mailbox?.id,
    audience: { everyone: false, include_lists: [list_id], exclude_lists: [], exclude_campaigns: [] },
  });
  await client.campaigns.send({ id: campaign.id, revision: campaign.revision });
  await waitUntil(async () => (await client.campaigns.get({ id: campaign.id })).state === 'sent');
  herald.app.core.log.info({}, 'the last line');
  await waitUntil(() => logText().includes('the last line'));

  const text = logText();
  for (const secret of [...ADDRESSES, PASSWORD, 'hunter2hunter2', 'A very secret subject']) {
    expect(text).not.toContain(secret);
  }
});
