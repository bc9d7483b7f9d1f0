import type { Page } from '@playwright/test';
import type { Campaign, CampaignStats } from '#shared/contract/campaign.contract.ts';
import { seriousFindings } from '#test/support/axe-findings.ts';
import { cuttableLine } from '#test/support/cuttable-line.ts';
import { type E2eServer, expect, signedIn, test } from '#test/support/e2e-server.ts';
import { restClient } from '#test/support/rest-client.ts';
import { draftFor, limitTestMailbox, listOf } from '#test/support/sample-campaign.ts';

const subject = (page: Page) => page.getByRole('textbox', { name: 'Subject', exact: true });
const saved = (page: Page) => page.locator('[data-save="saved"]');

async function arrange(server: E2eServer, name: string, people = 3) {
  const rest = await restClient(server);
  const list = await listOf(rest, name, people);
  const draft = await draftFor(rest, { name, list });
  return { rest, list, draft, url: `${server.url}/#/campaigns/${draft.id}` };
}

async function pressSend(page: Page, people: number): Promise<void> {
  await page.getByRole('button', { name: `Send to ${people} people` }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: `Send to ${people} people` })
    .click();
}

test('a draft is written by keyboard, saves itself and can be thrown away', async ({ signedInPage: page, server }) => {
  await page.goto(`${server.url}/#/campaigns/new`);
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toBeFocused();
  await page.keyboard.type('Typed by hand');
  await page.keyboard.press('Enter');
  await subject(page).fill('Written down');
  await expect(saved(page)).toBeVisible();
  await page.reload();
  await expect(subject(page)).toHaveValue('Written down');

  await page.getByRole('link', { name: 'Campaigns' }).first().click();
  await page.getByRole('button', { name: 'Actions for Typed by hand' }).click();
  await page.getByRole('menuitem', { name: 'Delete draft' }).click();
  await expect(page.getByRole('dialog')).toContainText('gone for good');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete draft' }).click();
  await expect(page.getByText('Draft deleted')).toBeVisible();
  await expect(page.getByRole('link', { name: /Typed by hand/ })).toHaveCount(0);
});

test('an error in the template is shown with its place, and stops the send', async ({ signedInPage: page, server }) => {
  const { url } = await arrange(server, 'Broken template', 2);
  await page.goto(url);
  const source = page.getByRole('textbox', { name: 'Message' });
  await source.click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('Dear {{ first_name | shout }}');
  const problem = page.getByRole('button', { name: /no filter named "shout".*line 6, column/ });
  await expect(problem).toBeVisible();
  await expect(page.locator('.cm-problem')).toBeVisible();
  await expect(page.frameLocator('iframe').getByText('Hello')).toBeVisible();
  await page.getByRole('button', { name: 'Send to 2 people' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('There is no filter named "shout"');
  await expect(dialog.getByRole('button', { name: 'Send to 2 people' })).toBeDisabled();
  await page.keyboard.press('Escape');
  await problem.click();
  await page.keyboard.press('Shift+End');
  await page.keyboard.press('Backspace');
  await expect(problem).toHaveCount(0);
});

test('two people at one draft lose nothing', async ({ signedInPage: page, server, context }) => {
  const { url, rest, draft } = await arrange(server, 'Two at once', 1);
  const other = await context.newPage();
  await Promise.all([page.goto(url), other.goto(url)]);
  await other.getByRole('textbox', { name: 'Preheader' }).fill('From the other window');
  await expect(page.getByRole('textbox', { name: 'Preheader' })).toHaveValue('From the other window');

  await page.route('**/rpc/campaigns/update', (route) => route.abort());
  await subject(page).fill('Mine');
  await expect(page.getByText('Not saved: Herald does not answer.')).toBeVisible();
  await subject(other).fill('Theirs');
  await expect(saved(other)).toBeVisible();
  await page.unroute('**/rpc/campaigns/update');
  await expect(page.getByText('Somebody else has changed the same thing')).toBeVisible();
  await page.getByRole('button', { name: 'Keep mine' }).click();
  await expect(saved(page)).toBeVisible();
  await expect(subject(other)).toHaveValue('Mine');
  expect((await rest.get<Campaign>(`/campaigns/${draft.id}`)).preheader).toBe('From the other window');
});

test('text that could not be saved is there again after a crash', async ({ signedInPage: page, server, context }) => {
  const { draft } = await arrange(server, 'Crash', 1);
  const line = await cuttableLine(server.url);
  const url = `${line.url}/#/campaigns/${draft.id}`;
  await page.goto(url);
  await expect(saved(page)).toBeVisible();
  await line.cut();
  await subject(page).fill('Not lost');
  await expect(page.getByText('Not saved: Herald does not answer.')).toBeVisible();
  // A page that is merely closed tries to save once more.
  const crashed = page.waitForEvent('crash');
  await page.goto('chrome://crash').catch(() => {});
  await crashed;
  await line.mend();

  const again = await context.newPage();
  await again.goto(url);
  await expect(again.getByText('Text that was not saved')).toBeVisible({ timeout: 20_000 });
  await expect(subject(again)).toHaveValue('Crash for {{ first_name | default: "you" }}');
  await again.getByRole('button', { name: 'Restore it' }).click();
  await expect(saved(again)).toBeVisible();
  await again.reload();
  await expect(subject(again)).toHaveValue('Not lost');
  await line.cut();
});

test('a test goes to the addresses given, with the words of the server', async ({ signedInPage: page, server }) => {
  const { url } = await arrange(server, 'Try out', 1);
  await page.goto(url);
  await page.getByRole('button', { name: 'Send test' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Addresses' }).fill('second@example.org');
  await dialog.getByRole('button', { name: 'Send test' }).click();
  await expect(dialog.getByText('Sent to second@example.org')).toBeVisible();
  await expect(dialog.getByText(/^250/).first()).toBeVisible();
});

test('two windows press Send at once, and everybody gets one message', async ({
  signedInPage: page,
  server,
  context,
}) => {
  const { url, rest, draft } = await arrange(server, 'Pressed twice', 12);
  const other = await context.newPage();
  await Promise.all([page.goto(url), other.goto(url)]);
  for (const window of [page, other]) {
    await window.getByRole('button', { name: 'Send to 12 people' }).click();
    await expect(window.getByRole('dialog').getByRole('button', { name: 'Send to 12 people' })).toBeEnabled();
  }
  const buttons = await Promise.all(
    [page, other].map((window) =>
      window.getByRole('dialog').getByRole('button', { name: 'Send to 12 people' }).elementHandle(),
    ),
  );
  // At once, and not when the mouse gets there: the first Send takes the other window's dialog away.
  await Promise.all(buttons.map((button) => button?.evaluate((element) => (element as HTMLElement).click())));
  for (const window of [page, other]) {
    await expect(window.getByRole('link', { name: /^Sent 12/ })).toBeVisible({ timeout: 20_000 });
  }
  const { counts } = await rest.get<CampaignStats>(`/campaigns/${draft.id}/stats`);
  expect(counts).toMatchObject({ audience: 12, accepted: 12 });
  const mails = await rest.get<{ total: number }>('/test-mailbox?search=Pressed%20twice');
  expect(mails.total).toBe(12);
});

test('a campaign is scheduled in a zone, taken back and cancelled', async ({ signedInPage: page, server }) => {
  const { url } = await arrange(server, 'Later', 2);
  await page.goto(url);
  const schedule = async () => {
    await page.getByRole('button', { name: 'Send to 2 people' }).click();
    await page.getByRole('radiogroup', { name: 'When to send' }).getByText('At a time').click();
    await page.getByLabel('Date and time').fill('2031-03-03T09:00');
  };
  await schedule();
  await page.getByRole('combobox', { name: 'Time zone' }).fill('Tokyo');
  await page.getByRole('option', { name: /Asia\/Tokyo/ }).click();
  await expect(page.getByText('That is Monday, 3 March 2031 at 01:00:00 CET for you.')).toBeVisible();
  await page.getByRole('button', { name: 'Schedule for 2 people' }).click();
  await expect(page.getByText('Goes out on Monday, 3 March 2031 at 09:00')).toBeVisible();
  await page.getByRole('button', { name: 'Back to draft' }).click();
  await expect(subject(page)).toBeVisible();

  await schedule();
  await page.getByLabel('Date and time').fill('2020-01-01T09:00');
  await expect(page.getByText('This time has passed.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Schedule for 2 people' })).toBeDisabled();
  await page.getByLabel('Date and time').fill('2031-03-03T09:00');
  await page.getByRole('button', { name: 'Schedule for 2 people' }).click();
  await page.getByRole('button', { name: 'Cancel campaign' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel campaign' }).click();
  await expect(page.getByRole('main').getByText('Cancelled').first()).toBeVisible();
});

test.describe('while it sends', () => {
  test.afterEach(async ({ server }) => void (await limitTestMailbox(await restClient(server), null)));

  test('a campaign is paused, resumed and cancelled, and the cut line is made good', async ({
    signedInPage: page,
    server,
  }) => {
    test.setTimeout(120_000);
    const { rest, draft } = await arrange(server, 'Slow', 40);
    await limitTestMailbox(rest, 3);
    const line = await cuttableLine(server.url);
    await page.goto(`${line.url}/#/campaigns/${draft.id}`);
    await pressSend(page, 40);
    await expect(page.getByText(/[1-9]\d* of 40 done/)).toBeVisible({ timeout: 20_000 });
    await page.getByRole('button', { name: 'Pause' }).click();
    await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible();
    await page.waitForTimeout(1_500);
    const before = await rest.get<CampaignStats>(`/campaigns/${draft.id}/stats`);
    await page.waitForTimeout(1_500);
    const after = await rest.get<CampaignStats>(`/campaigns/${draft.id}/stats`);
    expect(after.counts.accepted).toBe(before.counts.accepted);

    await page.getByRole('button', { name: 'Resume' }).click();
    await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
    await line.cut();
    await expect(page.locator('[data-connection="live"]')).toHaveCount(0, { timeout: 20_000 });
    await page.waitForTimeout(2_000);
    await line.mend();
    await expect(page.locator('[data-connection="live"]')).toBeVisible({ timeout: 40_000 });
    const now = await rest.get<CampaignStats>(`/campaigns/${draft.id}/stats`);
    const shown = async () => Number((await page.getByText(/\d+ of 40 done/).innerText()).split(' ')[0]);
    await expect.poll(shown).toBeGreaterThanOrEqual(now.counts.accepted);

    await page.getByRole('button', { name: 'Cancel campaign' }).click();
    await expect(page.getByRole('dialog')).toContainText('people who have not got it yet will not get it');
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel campaign' }).click();
    await expect(page.getByRole('main').getByText('Cancelled').first()).toBeVisible();
    const end = await rest.get<CampaignStats>(`/campaigns/${draft.id}/stats`);
    expect(end.counts.accepted + end.counts.cancelled).toBe(40);
    await line.cut();
  });
});

test('a tile opens the list that it counts, which is taken away as a file', async ({ signedInPage: page, server }) => {
  const { url } = await arrange(server, 'Countable', 5);
  await page.goto(url);
  await pressSend(page, 5);
  await page.getByRole('link', { name: /^Sent 5/ }).click({ timeout: 20_000 });
  const grid = page.getByRole('grid', { name: 'Deliveries' });
  await expect(grid.getByRole('row')).toHaveCount(6);
  await page
    .getByRole('textbox', { name: 'Search by name or address' })
    .or(page.getByRole('searchbox'))
    .fill('countable-3');
  await expect(grid.getByRole('row')).toHaveCount(2);
  await expect(page).toHaveURL(/show=sent&search=countable-3/);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export CSV' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('Countable.csv');
  const chunks: Buffer[] = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk);
  const lines = Buffer.concat(chunks).toString().trim().split(/\r?\n/);
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain('countable-3@example.org');
});

test('no screen of campaigns has serious findings, light or dark', async ({ page, server }) => {
  test.setTimeout(120_000);
  await signedIn(page, server);
  const rest = await restClient(server);
  const { draft } = await arrange(server, 'Accessible', 3);
  const sent = await draftFor(rest, { name: 'Accessible sent', list: await listOf(rest, 'Accessible too', 3) });
  await rest.post(`/campaigns/${sent.id}/send`, { revision: sent.revision });
  const screens = [
    ['/campaigns', 'table, [role=grid]'],
    ['/campaigns/new', 'form'],
    [`/campaigns/${draft.id}`, '.cm-content'],
    [`/campaigns/${draft.id}?panel=recipients`, '.cm-content'],
    [`/campaigns/${sent.id}`, 'figure canvas'],
    [`/campaigns/${sent.id}?tab=deliveries`, 'tbody tr'],
    [`/campaigns/${sent.id}?tab=content`, 'iframe'],
  ] as const;
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const [path, ready] of screens) {
      await page.goto(`${server.url}/#${path}`);
      await expect(page.locator(ready).first()).toBeVisible();
      expect(await seriousFindings(page), `${path}, ${colorScheme}`).toEqual([]);
    }
    await page.goto(`${server.url}/#/campaigns/${draft.id}`);
    await page.getByRole('button', { name: 'Send to 3 people' }).click();
    await expect(page.getByRole('dialog')).toContainText('people addressed will get it');
    expect(await seriousFindings(page), `send dialog, ${colorScheme}`).toEqual([]);
    await page.keyboard.press('Escape');
  }
});
