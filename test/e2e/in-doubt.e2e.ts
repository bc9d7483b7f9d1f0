import type { CampaignStats } from '#shared/contract/campaign.contract.ts';
import type { Organization } from '#shared/contract/organization.contract.ts';
import type { Sender } from '#shared/contract/sender.contract.ts';
import { expect, signedIn, startServer, test } from '#test/support/e2e-server.ts';
import { restClient } from '#test/support/rest-client.ts';
import { draftFor, listOf } from '#test/support/sample-campaign.ts';
import { SmtpSink } from '#test/support/smtp-sink.ts';

test('messages in doubt are shown with their choice, and sent again only when a person says so', async ({ page }) => {
  // One of its own: its sender and its address are not for other tests.
  const server = await startServer();
  await signedIn(page, server);
  let breaks = true;
  const sink = await SmtpSink.start({
    faultOf: (address) => (breaks && /-[01]@/.test(address) ? { at: 'drop_after_accepting' } : undefined),
  });
  try {
    const rest = await restClient(server);
    const { revision } = await rest.get<Organization>('/organization');
    await rest.put('/organization', { revision, tracking: { public_url: 'https://news.example.org' } });
    const sender = await rest.post<Sender>('/senders', {
      name: 'Breaking line',
      from_name: 'Test',
      from_email: 'news@example.org',
      host: '127.0.0.1',
      port: sink.port,
      security: 'none',
    });
    const list = await listOf(rest, 'In doubt', 4);
    const draft = await draftFor(rest, { name: 'In doubt', list, sender_id: sender.id });
    await rest.post(`/campaigns/${draft.id}/send`, { revision: draft.revision });
    const stats = () => rest.get<CampaignStats>(`/campaigns/${draft.id}/stats`);
    await expect.poll(async () => (await stats()).counts).toMatchObject({ accepted: 2, unknown: 2 });

    await page.goto(`${server.url}/#/campaigns/${draft.id}`);
    await expect(page.getByText('2 messages may or may not have been delivered')).toBeVisible();
    await page.getByRole('link', { name: 'Show them' }).click();
    for (const place of [0, 1]) await expect(page.getByText(`in-doubt-${place}@example.org`)).toBeVisible();
    await expect(page.getByText('in-doubt-2@example.org')).toHaveCount(0);
    expect(sink.doubled).toEqual([]);

    breaks = false;
    await page.goBack();
    await page.getByRole('button', { name: 'Send 2 again' }).click();
    await expect(page.getByRole('dialog')).toContainText('Up to 2 people may get this message twice.');
    await page.getByRole('dialog').getByRole('button', { name: 'Send 2 again' }).click();
    await expect.poll(async () => (await stats()).counts).toMatchObject({ accepted: 4, unknown: 0 });
    await expect(page.getByText('may or may not have been delivered')).toHaveCount(0);
    expect(sink.doubled.toSorted()).toEqual(['in-doubt-0@example.org', 'in-doubt-1@example.org']);
  } finally {
    await sink.close();
    await server.stop();
  }
});

test('Markdown becomes HTML only after a question, and the text stays as it is', async ({
  signedInPage: page,
  server,
}) => {
  const rest = await restClient(server);
  const list = await listOf(rest, 'Two kinds', 1);
  const draft = await draftFor(rest, { name: 'Two kinds', list });
  await page.goto(`${server.url}/#/campaigns/${draft.id}`);
  const preview = page.frameLocator('iframe');
  await expect(preview.getByRole('heading', { name: 'Hello' })).toBeVisible();

  const choose = (kind: string) => page.getByRole('radiogroup', { name: 'Kind of source' }).getByText(kind).click();
  await choose('HTML');
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(preview.getByRole('heading', { name: 'Hello' })).toBeVisible();

  await choose('HTML');
  await page.getByRole('dialog').getByRole('button', { name: 'Read as HTML' }).click();
  await expect(preview.getByText('# Hello')).toBeVisible();
  await choose('Markdown');
  await page.getByRole('dialog').getByRole('button', { name: 'Read as Markdown' }).click();
  await expect(preview.getByRole('heading', { name: 'Hello' })).toBeVisible();
  await expect(page.locator('[data-save="saved"]')).toBeVisible();
  expect(await rest.get(`/campaigns/${draft.id}`)).toMatchObject({ body: draft.body, body_kind: 'markdown' });
});
