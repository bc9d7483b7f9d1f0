import type { CampaignStats } from '#shared/contract/campaign.contract.ts';
import { seriousFindings } from '#test/support/axe-findings.ts';
import { expect, test } from '#test/support/e2e-server.ts';
import { IMAP_USER, startImapServer } from '#test/support/imap-server.ts';
import { restClient } from '#test/support/rest-client.ts';
import { draftFor, listOf } from '#test/support/sample-campaign.ts';

const bounce = (address: string) => `Return-Path: <>
From: MAILER-DAEMON@mx.example
To: returns@example.org
Subject: Undelivered Mail Returned to Sender

I'm sorry to have to inform you that your message could not be delivered.

<${address}>: host mx.example said: 550 5.1.1 no such user here
`;

test('a mailbox is set up and read; what came back is shown as it came, and taken back', async ({
  signedInPage: page,
  server,
}) => {
  const imap = await startImapServer();
  try {
    const rest = await restClient(server);
    const list = await listOf(rest, 'Comes back', 2);
    const draft = await draftFor(rest, { name: 'Comes back', list });
    await rest.post(`/campaigns/${draft.id}/send`, { revision: draft.revision });
    const stats = () => rest.get<CampaignStats>(`/campaigns/${draft.id}/stats`);
    await expect.poll(async () => (await stats()).counts.accepted).toBe(2);
    imap.put(bounce('comes-back-0@example.org'));

    await page.goto(`${server.url}/#/settings/bounces`);
    await page.getByRole('button', { name: 'Add mailbox' }).click();
    const drawer = page.getByRole('dialog', { name: 'Add mailbox' });
    await drawer.getByLabel('Name', { exact: false }).first().fill('Bounces');
    await drawer.getByLabel('Address of the mailbox').fill('returns@example.org');
    await drawer.getByLabel('Encryption').click();
    await page.getByRole('option', { name: 'No encryption' }).click();
    await drawer.getByLabel('Mail server').fill('127.0.0.1');
    await drawer.getByLabel('Port').fill(String(imap.port));
    await drawer.getByLabel('User name').fill(IMAP_USER.username);
    await drawer.getByLabel('Password').first().fill(IMAP_USER.password);
    expect(await seriousFindings(page)).toEqual([]);
    await drawer.getByRole('button', { name: 'Add mailbox' }).click();
    const card = page.getByRole('article', { name: 'Bounces' });
    await expect(card).toContainText('mails so far: 1', { timeout: 15_000 });
    await card.getByRole('button', { name: 'Test' }).click();
    await expect(card).toContainText('The mailbox opens. Mails in it: 1');
    await expect.poll(async () => (await stats()).counts).toMatchObject({ accepted: 1, bounced: 1 });

    await page.goto(`${server.url}/#/campaigns/${draft.id}?tab=deliveries`);
    await expect(page.getByText('it came back: the address does not exist there')).toBeVisible();
    await page.getByRole('link', { name: 'Report' }).click();
    await page
      .getByRole('row', { name: /comes-back-0/ })
      .getByText('Bounce', { exact: true })
      .click();
    const report = page.getByRole('dialog');
    await expect(report.getByRole('region', { name: 'The report as it came' })).toContainText('no such user here');
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await seriousFindings(page), colorScheme).toEqual([]);
    }
    await report.getByRole('button', { name: 'Take back what followed' }).click();
    await expect(report).toContainText('Taken back');
    await expect.poll(async () => (await stats()).counts).toMatchObject({ accepted: 2, bounced: 0 });
  } finally {
    await imap.close();
  }
});

test('a domain is looked at, and gets a key whose record can be copied', async ({ signedInPage: page, server }) => {
  const rest = await restClient(server);
  const sender = { name: 'Office server', from_name: 'Acme', from_email: 'news@acme.invalid', host: '127.0.0.1' };
  await rest.post('/senders', { ...sender, port: 1, security: 'none' });
  await page.goto(`${server.url}/#/settings/health`);
  const card = page.getByRole('article', { name: 'acme.invalid' });
  await card.getByRole('button', { name: 'Make a DKIM key' }).click();
  await expect(card.getByRole('button', { name: 'Make a new DKIM key' })).toBeVisible({ timeout: 30_000 });
  await expect(card).toContainText('DMARC');
  await expect(card).toContainText('Mail is not signed');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await seriousFindings(page), colorScheme).toEqual([]);
  }
});
