import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HeraldClient } from '#main/app/local-client.ts';
import { clientOf } from '#test/support/client-of.ts';
import { untilEnded } from '#test/support/import-file.ts';
import { makeTestApp, type TestApp } from '#test/support/make-test-app.ts';

let test: TestApp;
let client: HeraldClient;
beforeAll(async () => {
  test = await makeTestApp();
  client = clientOf(test.app.services);
  await client.account.setup({
    token: new URL(test.app.setup_url ?? '').searchParams.get('token') ?? undefined,
    organization: { name: 'Northwind Letters', timezone: 'Europe/Berlin', locale: 'en' },
    account: { name: 'Ada', email: 'ada@example.com', password: 'a long and quiet sentence' },
  });
});
afterAll(() => test.close());

describe('loading the sample', () => {
  it('brings people, a list of them and a campaign that can be sent to it', async () => {
    await client.system.loadSample({});
    const [job] = (await client.imports.list({})).items;
    expect((await untilEnded(client, job?.id ?? '')).progress).toMatchObject({ created: 4_982, rejected: 12 });
    const [list] = await client.lists.list();
    expect(list).toMatchObject({ name: 'Newsletter', subscribed: 4_982 });
    const { items } = await client.campaigns.list({});
    expect(items).toMatchObject([{ state: 'draft', audience: { include_lists: [list?.id] } }]);
    const id = items[0]?.id ?? '';
    expect(await client.campaigns.audience({ id })).toMatchObject({ recipients: 4_982 });
    const preview = await client.campaigns.preview({ id });
    expect(preview.problems).toEqual([]);
    expect(preview.missing).toEqual([]);
  });

  it('is refused where there are contacts', async () => {
    await expect(client.system.loadSample({})).rejects.toMatchObject({ code: 'WRONG_STATE' });
  });
});
