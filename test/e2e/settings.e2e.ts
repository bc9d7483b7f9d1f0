import type { Page } from '@playwright/test';
import { seriousFindings } from '#test/support/axe-findings.ts';
import { type E2eServer, expect, OWNER, test } from '#test/support/e2e-server.ts';

const openSettings = async (page: Page, server: E2eServer, section: string) => {
  await page.goto(`${server.url}/#/settings/${section}`);
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible({ timeout: 15_000 });
};

test('every section is free of serious findings, light and dark', async ({ signedInPage: page, server }) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const section of ['organization', 'senders', 'people', 'account', 'about']) {
      await openSettings(page, server, section);
      await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0);
      expect(await seriousFindings(page), `${section}, ${colorScheme}`).toEqual([]);
    }
  }
});

test('the organization is renamed, and another tab knows at once', async ({ signedInPage: page, server, context }) => {
  const other = await context.newPage();
  await openSettings(other, server, 'organization');
  await openSettings(page, server, 'organization');
  await page.getByLabel('Name').first().fill('Northwind & Daughters');
  await page.getByRole('button', { name: 'Save' }).first().click();
  await expect(page.getByText('Saved')).toBeVisible();
  await expect(other.getByLabel('Name').first()).toHaveValue('Northwind & Daughters');
});

test('a tracking address that is none is refused under its field', async ({ signedInPage: page, server }) => {
  await openSettings(page, server, 'organization');
  await expect(page.getByText('Only this machine or its network can reach the address')).toBeVisible();
  const address = page.getByLabel('Public address');
  await address.fill('ftp://mail.example.com');
  await page.locator('form').filter({ has: address }).getByRole('button', { name: 'Save' }).click();
  await expect(address).toHaveAttribute('aria-invalid', 'true');
});

test('a sender is added, limited while it works, tested and deleted', async ({ signedInPage: page, server }) => {
  await openSettings(page, server, 'senders');
  await page.getByRole('button', { name: 'Add a sender' }).click();
  const drawer = page.getByRole('dialog', { name: 'Add a sender' });
  await drawer.getByLabel('Name', { exact: false }).first().fill('Company relay');
  await drawer.getByLabel('From address').fill('news@northwind.example');
  await drawer.getByLabel('Host').fill('127.0.0.1');
  await drawer.getByLabel('Port').fill('1');
  await drawer.getByLabel('Per second').fill('10');
  expect(await seriousFindings(page)).toEqual([]);
  await drawer.getByRole('button', { name: 'Add a sender' }).click();
  const card = page.getByRole('article', { name: 'Company relay' });
  await expect(card).toContainText('at most 10 a second');

  await card.getByRole('button', { name: 'Edit' }).click();
  await page.getByLabel('Per second').fill('25');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(card).toContainText('at most 25 a second');

  await card.getByRole('button', { name: 'Send a test' }).click();
  await page.getByRole('button', { name: 'Send the test' }).click();
  await expect(page.getByText('Not accepted')).toBeVisible({ timeout: 30_000 });
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).first().click();

  await card.getByRole('button', { name: 'More for Company relay' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(card).toHaveCount(0);
});

test('a test through the built-in mailbox shows what its server said', async ({ signedInPage: page, server }) => {
  await openSettings(page, server, 'senders');
  await page.getByRole('article').first().getByRole('button', { name: 'Send a test' }).click();
  await page.getByRole('button', { name: 'Send the test' }).click();
  await expect(page.getByRole('dialog').getByText('Accepted')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('dialog').getByText(/250/)).toBeVisible();
});

test('somebody invited takes up the link and sees what the role allows', async ({
  signedInPage: page,
  server,
  browser,
}) => {
  await openSettings(page, server, 'people');
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  await page.getByLabel('Name').fill('Ben Okafor');
  await page.getByLabel('Email address').fill('ben@northwind.example');
  await page.getByRole('combobox', { name: 'Role', exact: true }).click();
  await page.getByRole('option', { name: 'Analyst' }).click();
  await page.getByRole('button', { name: 'Make the invitation' }).click();
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('row', { name: /Ben Okafor.*Invited/ })).toBeVisible();

  const context = await browser.newContext();
  const guest = await context.newPage();
  await guest.goto(link);
  await guest.getByLabel('Your name').fill('Ben Okafor');
  expect(await seriousFindings(guest)).toEqual([]);
  await guest.getByRole('textbox', { name: 'Password' }).fill('seven wooden ladders');
  await guest.getByRole('button', { name: 'Start using Herald' }).click();
  await expect(guest.getByRole('heading', { name: 'Home', level: 1 })).toBeVisible();
  await expect(guest.getByRole('navigation', { name: 'Main navigation' })).not.toContainText('Contacts');
  await guest.goto(`${server.url}/#/settings/people`);
  await expect(guest).toHaveURL(/#\/settings\/fields$/);

  await page.getByRole('button', { name: 'More for Ben Okafor' }).click();
  await page.getByRole('menuitem', { name: 'Deactivate' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click();
  await expect(guest.getByRole('heading', { name: 'Sign in' })).toBeVisible({ timeout: 10_000 });
  await context.close();
});

test('another place is signed out from here', async ({ signedInPage: page, server, browser }) => {
  const context = await browser.newContext();
  const elsewhere = await context.newPage();
  await elsewhere.goto(server.url);
  await elsewhere.getByLabel('Email address').fill(OWNER.email);
  await elsewhere.getByRole('textbox', { name: 'Password' }).fill(OWNER.password);
  await elsewhere.keyboard.press('Enter');
  await expect(elsewhere.getByRole('heading', { name: 'Home', level: 1 })).toBeVisible();

  await openSettings(page, server, 'account');
  await expect(page.getByText('This device')).toBeVisible();
  await page
    .getByRole('button', { name: /^Sign out / })
    .first()
    .click();
  await expect(page.getByText('Signed out there')).toBeVisible();
  await context.close();
});

test('a new password needs the old one', async ({ signedInPage: page, server }) => {
  await openSettings(page, server, 'account');
  await page.getByRole('textbox', { name: 'Current password' }).fill('not this one at all');
  await page.getByRole('textbox', { name: 'New password' }).fill('seven wooden ladders');
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText(/password is not right/i)).toBeVisible();
});

test('the checks say what Herald stands on', async ({ signedInPage: page, server }) => {
  await openSettings(page, server, 'about');
  await expect(page.getByText('Version')).toBeVisible();
  await expect(
    page
      .getByRole('listitem')
      .filter({ has: page.getByLabel(/In order|Not in order/) })
      .first(),
  ).toBeVisible();
});
