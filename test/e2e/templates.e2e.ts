import type { Campaign } from '#shared/contract/campaign.contract.ts';
import { seriousFindings } from '#test/support/axe-findings.ts';
import { expect, test } from '#test/support/e2e-server.ts';
import { restClient } from '#test/support/rest-client.ts';
import { listOf } from '#test/support/sample-campaign.ts';

const shot = (page: import('@playwright/test').Page, name: string) =>
  process.env.SHOTS ? page.screenshot({ path: `${process.env.SHOTS}/${name}.png` }) : undefined;

test('a template made from a starter is changed by keyboard, sent, and arrives as it was shown', async ({
  signedInPage: page,
  server,
}) => {
  const rest = await restClient(server);
  const list = await listOf(rest, 'Readers', 1);
  await page.goto(`${server.url}/#/templates`);
  await shot(page, 'empty');
  await page.getByRole('link', { name: 'New template' }).first().click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Hello mail');
  await shot(page, 'new');
  await page.getByRole('radio', { name: /Welcome/ }).click();
  await page.getByRole('button', { name: 'Create template' }).click();

  const mail = page.getByRole('region', { name: 'The mail' });
  await expect(mail.getByText('Welcome aboard')).toBeVisible();
  await shot(page, 'editor');
  expect(await seriousFindings(page)).toEqual([]);
  await expect(page.getByRole('button', { name: 'Make a version' })).toBeDisabled();

  // Down to the text, written into; a button after it, moved up and taken back; a copy deleted again.
  const first = mail.getByRole('group').first();
  await first.focus();
  await page.keyboard.press('Enter');
  await expect(mail.getByRole('textbox')).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Welcome to the club');
  await shot(page, 'writing');
  await page.keyboard.press('Escape');
  await expect(first).toBeFocused();
  await page.keyboard.press('Control+d');
  await expect(mail.getByText('Welcome to the club')).toHaveCount(2);
  await page.keyboard.press('Delete');
  await expect(mail.getByText('Welcome to the club')).toHaveCount(1);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(mail.getByText('Welcome to the club')).toHaveCount(1);
  await page.getByRole('navigation', { name: 'Blocks to put in' }).getByRole('button', { name: 'Coupon' }).click();
  await expect(mail.getByText('WELCOME20')).toBeVisible();
  await shot(page, 'coupon');

  await expect(page.locator('[data-save="saved"]')).toBeVisible();
  await page.reload();
  await expect(page.getByText(/on top of version 1/)).toBeVisible();
  await expect(mail.getByText('Welcome to the club')).toBeVisible();
  await page.getByRole('button', { name: 'Make a version' }).click();
  await page.getByRole('textbox', { name: 'What changed' }).fill('Friendlier');
  await page.getByRole('dialog').getByRole('button', { name: 'Make a version' }).click();
  await expect(page.getByText('Version 2 counts from now on')).toBeVisible();

  await page.getByRole('tab', { name: 'Versions' }).click();
  const comparison = page.getByRole('region', { name: 'Comparison' });
  await expect(comparison.frameLocator('iframe').first().getByText('Welcome aboard')).toBeVisible();
  await expect(comparison.frameLocator('iframe').last().getByText('Welcome to the club')).toBeVisible();
  await shot(page, 'versions');
  await page.getByRole('tab', { name: 'Preview' }).click();
  const shown = page.frameLocator('iframe').locator('body');
  await expect(shown).toContainText('Hello Alex,');
  const words = (await shown.innerText()).replaceAll(/\s+/g, ' ').replace('Alex', '');

  await page.getByRole('button', { name: 'Begin a campaign' }).click();
  await expect(page.getByRole('textbox', { name: 'Subject', exact: true })).toHaveValue('Good to have you with us');
  await expect(page.getByRole('region', { name: 'The mail' }).getByText('Welcome to the club')).toBeVisible();
  await shot(page, 'campaign');
  const id = page.url().split('/').at(-1)?.split('?')[0] ?? '';
  const campaign = await rest.get<Campaign>(`/campaigns/${id}`);
  await rest.put(`/campaigns/${id}`, {
    revision: campaign.revision,
    audience: { everyone: false, include_lists: [list.id] },
  });
  await page.getByRole('button', { name: 'Send to one person' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Send to one person' }).click();
  await expect(page.getByText('Sent', { exact: true }).first()).toBeVisible({ timeout: 30_000 });
  await page.getByRole('tab', { name: 'Content' }).click();
  await expect(page.getByText('From the template Hello mail, version 2')).toBeVisible();

  await page.goto(`${server.url}/#/mailbox`);
  await page.getByText('Good to have you with us').first().click();
  const arrived = page.frameLocator('iframe').locator('body');
  await expect(arrived).toContainText('Welcome to the club');
  const got = (await arrived.innerText()).replaceAll(/\s+/g, ' ').replace(/Hello [^,]*,/, 'Hello ,');
  expect(got.trim()).toBe(words.trim());
});
