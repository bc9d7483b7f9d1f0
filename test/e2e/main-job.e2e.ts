import type { Page } from '@playwright/test';
import { type E2eServer, expect, startServer, test } from '#test/support/e2e-server.ts';

async function setUp(page: Page, server: E2eServer): Promise<void> {
  await page.goto(server.setupLink() ?? '');
  await page.getByLabel('Name of your organization').fill('Northwind Traders');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('Your name').fill('Anna Fischer');
  await page.getByLabel('Email address').fill('anna@northwind.example');
  await page.getByRole('textbox', { name: 'Password' }).fill('quiet harbour lanterns');
  await page.getByRole('button', { name: 'Create the account' }).click();
  await page.getByRole('radio', { name: /Try it with sample data/ }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Go to Herald' }).click({ timeout: 30_000 });
}

/** The number on a tile, as it is shown now. */
const figure = async (page: Page, tile: string): Promise<number> => {
  const words = await page.getByRole('link', { name: new RegExp(`^${tile} \\d`) }).innerText();
  return Number(/[\d,]+/.exec(words)?.[0].replaceAll(',', ''));
};

test('a newcomer sends a first campaign, opens and clicks it, and sees the numbers move', async ({ page, context }) => {
  test.setTimeout(180_000);
  const server = await startServer();
  const began = Date.now();
  await setUp(page, server);

  await page.getByRole('link', { name: 'Campaigns' }).first().click();
  await page.getByRole('link', { name: 'New campaign' }).first().click();
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toBeFocused();
  await page.keyboard.type('My first campaign');
  await page.keyboard.press('Enter');
  await page
    .getByRole('textbox', { name: 'Subject', exact: true })
    .fill('Good news, {{ first_name | default: "friend" }}');
  await page.getByRole('button', { name: 'Choose recipients' }).click();
  await page.getByText('Every contact').click();
  const send = page.getByRole('button', { name: /^Send to [\d,]+ people$/ });
  await expect(send).toBeVisible({ timeout: 20_000 });
  await send.click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('nothing leaves this machine');
  const confirm = dialog.getByRole('button', { name: /^Send to/ });
  const promised = Number((await confirm.innerText()).replaceAll(/\D/g, ''));
  await expect(confirm, 'every message has been looked at').toBeEnabled();
  await confirm.press('Enter');
  await expect(page.getByText(/Sending starts in \d+ seconds/)).toBeVisible();
  await page.getByRole('button', { name: 'Send now' }).click();

  await expect.poll(() => figure(page, 'Sent'), { timeout: 90_000 }).toBe(promised);
  await expect(page.getByRole('img', { name: /Sent, opened, clicked/ })).toBeVisible();
  await page.getByRole('link', { name: 'Open the test mailbox' }).click();

  const report = await context.newPage();
  await report.goto(`${server.url}/#/campaigns`);
  await report.getByRole('link', { name: /My first campaign/ }).click();
  await expect.poll(() => figure(report, 'Sent')).toBe(promised);
  expect(await figure(report, 'Opened')).toBe(0);

  await page.getByRole('option').first().click();
  const mail = page.frameLocator('article iframe');
  await expect(mail.getByText('Something new for you')).toBeVisible();
  await expect.poll(() => figure(report, 'Opened'), { timeout: 15_000 }).toBe(1);
  // The browser draws only the tab in front, and what is not drawn can't be clicked in a frame.
  await page.bringToFront();
  const [asked] = await Promise.all([
    context.waitForEvent('request', (request) => request.url() === 'https://example.com/'),
    mail.getByRole('link', { name: 'Have a look' }).click(),
  ]);
  expect(asked.redirectedFrom()?.url()).toContain('/c/');
  await expect.poll(() => figure(report, 'Clicked'), { timeout: 15_000 }).toBe(1);

  await page.bringToFront();
  const [goodbye] = await Promise.all([
    context.waitForEvent('page'),
    mail.getByRole('link', { name: 'Unsubscribe' }).click(),
  ]);
  await goodbye.getByRole('button').first().click();
  await expect.poll(() => figure(report, 'Unsubscribed'), { timeout: 15_000 }).toBe(1);
  await expect(report.getByRole('listitem').filter({ hasText: 'Clicked' })).toContainText('1');
  expect(Date.now() - began, 'From nothing to a clicked campaign').toBeLessThan(180_000);
  await server.stop();
});
