import { seriousFindings } from '#test/support/axe-findings.ts';
import { type E2eServer, expect, OWNER, test as shared, signedIn, startServer } from '#test/support/e2e-server.ts';

/** A Herald that nobody has set up yet, for this test alone. */
const test = shared.extend<{ fresh: E2eServer }>({
  fresh: async ({ playwright: _none }, use) => {
    const server = await startServer();
    await use(server);
    await server.stop();
  },
});

test('a newcomer sets Herald up with the keyboard alone', async ({ page, fresh: server }) => {
  await page.goto(server.setupLink() ?? '');
  await expect(page.getByRole('heading', { name: 'Welcome to Herald' })).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  await expect(page.getByLabel('Name of your organization')).toBeFocused();
  await page.keyboard.type('Northwind Traders');
  await expect(page.getByRole('combobox', { name: 'Time zone' })).toHaveValue('Europe/Berlin');
  await page.keyboard.press('Enter');

  await expect(page.getByLabel('Your name')).toBeFocused();
  expect(await seriousFindings(page)).toEqual([]);
  await page.keyboard.type('Anna Fischer');
  await page.keyboard.press('Tab');
  await page.keyboard.type('anna@northwind.example');
  await page.keyboard.press('Tab');
  await page.keyboard.type('password1234');
  await page.keyboard.press('Enter');
  await expect(page.getByText('This password is on the lists')).toBeVisible();
  await page.getByRole('textbox', { name: 'Password' }).fill('quiet harbour lanterns');
  await page.keyboard.press('Enter');

  await expect(page.getByRole('heading', { name: 'What do you start with?' })).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('radio', { name: /Try it with sample data/ }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: /Start empty/ })).toBeChecked();
  await page.getByRole('button', { name: 'Continue' }).press('Enter');

  await expect(page.getByText('The test mailbox is already there')).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  await expect(page.getByRole('button', { name: 'Go to Herald' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Your first campaign' })).toBeVisible();
  await expect(page.locator('[data-connection="live"]')).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
});

test('the sample fills an empty Herald', async ({ page, fresh: server }) => {
  await signedIn(page, server);
  await page.getByRole('button', { name: 'Load sample data' }).click();
  await expect(page.getByRole('link', { name: /Contacts.*can get email/ })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('is waiting for you.')).toBeVisible();
});

test('a setup link that is not the one of this start leads nowhere', async ({ page, fresh: server }) => {
  await page.goto(`${server.url}/#/setup?token=made-up`);
  await page.getByLabel('Name of your organization').fill('Mallory');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('Your name').fill('Mallory');
  await page.getByLabel('Email address').fill('mallory@example.com');
  await page.getByRole('textbox', { name: 'Password' }).fill('quiet harbour lanterns');
  await page.getByRole('button', { name: 'Create the account' }).click();
  await expect(page.getByText('This setup link is not valid, or has ended.')).toBeVisible();
});

test.describe('signed in', () => {
  test('the palette leads everywhere', async ({ signedInPage: page }) => {
    await expect(page.getByRole('heading', { name: 'Home', level: 1 })).toBeVisible();
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog').getByRole('textbox')).toBeFocused();
    await page.keyboard.type('settings');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/#\/settings\/organization$/);
    await page.goBack();
    await expect(page.getByRole('heading', { name: 'Home', level: 1 })).toBeVisible();
  });

  test('words and colours follow the reader', async ({ page, fresh: server }) => {
    await signedIn(page, server);
    await page.getByRole('button', { name: /Account of/ }).click();
    await page.getByRole('menuitem', { name: 'Deutsch' }).click();
    await expect(page.getByRole('heading', { name: 'Start', level: 1 })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'de');
    await page.getByRole('button', { name: 'Dunkler Modus' }).click();
    await page.reload();
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
    await expect(page.getByRole('heading', { name: 'Ihre erste Kampagne' })).toBeVisible();
    expect(await seriousFindings(page)).toEqual([]);
  });

  test('a menu that was opened stays open when the answers of the first screen arrive', async ({
    page,
    fresh: server,
  }) => {
    const { promise: opened, resolve: open } = Promise.withResolvers<void>();
    await page.route('**/rpc/organization/get', async (route) => {
      await opened;
      await route.continue();
    });
    await signedIn(page, server);
    await page.getByRole('button', { name: /Account of/ }).click();
    const answered = page.waitForResponse('**/rpc/organization/get');
    open();
    await answered;
    await expect(page.getByRole('heading', { name: 'Your first campaign' })).toBeVisible();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  });

  test('signing out shows the door, and signing in the console again', async ({ page, fresh: server }) => {
    await signedIn(page, server);
    await page.getByRole('button', { name: /Account of/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await page.getByLabel('Email address').fill(OWNER.email);
    await page.getByRole('textbox', { name: 'Password' }).fill('not this one at all');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toContainText('The address or the password is not right.');
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('textbox', { name: 'Password' }).fill(OWNER.password);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Home', level: 1 })).toBeVisible();
  });

  test('an address that does not exist says so inside the frame', async ({ signedInPage: page, server }) => {
    await page.goto(`${server.url}/#/nowhere`);
    await expect(page.getByText('There is nothing at this address')).toBeVisible();
    await page.getByRole('link', { name: 'Go to Home' }).click();
    await expect(page.getByRole('heading', { name: 'Home', level: 1 })).toBeVisible();
  });

  test('a lost connection is shown and found again', async ({ page }) => {
    const dataDir = test.info().outputPath('data');
    const first = await startServer({ dataDir });
    await signedIn(page, first);
    await expect(page.locator('[data-connection="live"]')).toBeVisible();
    await first.stop();
    await expect(page.locator('[data-connection="reconnecting"]')).toBeVisible();
    const port = new URL(first.url).port;
    const second = await startServer({ dataDir, args: ['--port', port] });
    await expect(page.locator('[data-connection="live"]')).toBeVisible({ timeout: 15_000 });
    await second.stop();
  });
});
