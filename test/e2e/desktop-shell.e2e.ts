import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { type Desktop, launchAgain, launchDesktop } from '#test/desktop/launch.ts';

let desktop: Desktop;
let page: Page;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  desktop = await launchDesktop();
  page = await desktop.firstWindow();
});
test.afterAll(() => desktop?.close());

test('is set up by the owner of the machine, who is never asked for a password', async () => {
  await page.getByLabel('Name of your organization').fill('Desk & Co');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('Your name').fill('Ada Owner');
  await page.getByLabel('Email address').fill('ada@herald.test');
  await expect(page.getByLabel(/password/i)).toHaveCount(0);
  await page.getByRole('button', { name: 'Create the account' }).click();

  await page.getByRole('radio', { name: /Start empty/ }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Go to Herald' }).click();

  await expect(page.getByRole('navigation').first()).toBeVisible();
});

test('opens the console without signing in', async () => {
  await page.reload();

  await expect(page.getByRole('navigation').first()).toBeVisible();
  await expect(page.getByLabel(/password/i)).toHaveCount(0);
});

test('keeps what is made in the window', async () => {
  await command('contacts');
  await page.getByRole('button', { name: 'Add contact' }).first().click();
  const drawer = page.getByRole('dialog', { name: 'Add contact' });
  await drawer.getByLabel('Email address').fill('grace@example.com');
  await drawer.getByRole('button', { name: 'Add contact' }).click();

  await expect(page.getByRole('row').filter({ hasText: 'grace@example.com' }).first()).toBeVisible();
});

test('goes where the menu says', async () => {
  await command('home');
  await expect.poll(() => new URL(page.url()).hash).toMatch(/^#?\/?$/);
  await command('campaigns');
  await expect.poll(() => new URL(page.url()).hash).toBe('#/campaigns');
});

test('gives the page two things and no way to Node', async () => {
  const surface = await page.evaluate(() => ({
    bridge: Object.keys(window.herald ?? {}).sort(),
    node: [typeof globalThis.require, typeof globalThis.process, typeof globalThis.module],
  }));

  expect(surface).toEqual({ bridge: ['onCommand', 'platform'], node: ['undefined', 'undefined', 'undefined'] });
});

test('serves the console under a policy that lets no foreign script in', async () => {
  const policy = await page.evaluate(async () => (await fetch('./')).headers.get('content-security-policy'));
  const missing = await page.evaluate(async () => (await fetch('./../../package.json')).status);

  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toContain("script-src 'self' 'unsafe");
  expect(missing).toBe(404);
});

test('does not let the page leave or open windows', async () => {
  const before = page.url();
  await page.evaluate(() => window.location.assign('https://example.com/'));
  await page.evaluate(() => window.open('https://example.org/')?.close());
  await page.waitForTimeout(300);

  expect(page.url()).toBe(before);
  expect(await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('hands a second start over to the first, and follows its link', async () => {
  const code = await launchAgain(desktop.dataDir, ['herald://contacts']);

  expect(code).toBe(0);
  await expect.poll(() => new URL(page.url()).hash).toBe('#/contacts');
});

test('keeps the data key sealed by the keychain', async () => {
  test.skip(!existsSync(join(desktop.dataDir, 'herald.key.sealed')), 'This machine has no keychain.');

  const sealed = readFileSync(join(desktop.dataDir, 'herald.key.sealed'));

  expect(existsSync(join(desktop.dataDir, 'herald.key'))).toBe(false);
  expect(Buffer.from(sealed.toString(), 'base64')).not.toHaveLength(32);
});

test('starts the core again when it dies, and the page comes back by itself', async () => {
  const before = corePid();
  const loaded = page.waitForEvent('load');
  process.kill(Number(before), 'SIGKILL');

  await loaded;
  expect(corePid()).not.toBe(before);
  await expect(page.getByRole('row').filter({ hasText: 'grace@example.com' }).first()).toBeVisible();
});

test('lets the core finish before it ends', async () => {
  const running = join(desktop.dataDir, 'running.json');
  expect(existsSync(running)).toBe(true);

  expect(await desktop.quit()).toBe(0);
  expect(existsSync(running)).toBe(false);
  expect(existsSync(join(desktop.dataDir, 'herald.db-wal'))).toBe(false);
});

test('opens no window any more when it ends while its core comes back', async () => {
  const brief = await launchDesktop();
  try {
    const shown = await brief.firstWindow();
    await expect(shown.getByLabel('Name of your organization')).toBeVisible();
    const before = corePid(brief.dataDir);
    process.kill(Number(before), 'SIGKILL');
    await expect.poll(() => corePid(brief.dataDir), { intervals: [10] }).not.toBe(before);

    expect(await brief.quit()).toBe(0);
  } finally {
    await brief.close();
  }
});

function corePid(dataDir = desktop.dataDir): number | null {
  const file = join(dataDir, 'running.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { pid: number }).pid : null;
}

function command(id: string): Promise<void> {
  return desktop.evaluate(({ Menu }, item) => {
    Menu.getApplicationMenu()?.getMenuItemById(item)?.click();
  }, id);
}
