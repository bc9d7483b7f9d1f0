import { seriousFindings } from '#test/support/axe-findings.ts';
import { expect, test } from '#test/support/e2e-server.ts';
import { type RestClient, restClient } from '#test/support/rest-client.ts';
import { draftFor, listOf } from '#test/support/sample-campaign.ts';

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';

interface Mail {
  id: number;
}

/** Loads the pictures of mails in the test mailbox, as this program. */
async function openMails(rest: RestClient, mails: readonly Mail[], agent: string): Promise<void> {
  for (const { id } of mails) {
    const { html } = await rest.get<{ html: string }>(`/test-mailbox/${id}`);
    const pixel = /src="([^"]+\/o\/[^"]+)"/.exec(html)?.[1] ?? '';
    await fetch(pixel, { headers: { 'user-agent': agent } });
  }
}

test('a report tells people from machines, and each number leads to its list', async ({
  signedInPage: page,
  server,
}) => {
  const rest = await restClient(server);
  const draft = await draftFor(rest, { name: 'Spring', list: await listOf(rest, 'Spring', 12) });
  await rest.post(`/campaigns/${draft.id}/send`, { revision: draft.revision });
  await expect.poll(async () => (await rest.get<{ state: string }>(`/campaigns/${draft.id}`)).state).toBe('sent');
  const { items } = await rest.get<{ items: Mail[] }>('/test-mailbox?limit=12');
  await openMails(rest, items.slice(0, 5), BROWSER);
  await openMails(rest, items.slice(5, 8), 'Mozilla/5.0');
  await page.goto(`${server.url}/#/campaigns/${draft.id}`);
  await expect(page.getByRole('link', { name: /^Opened 5/ })).toBeVisible();
  const funnel = page.getByRole('region', { name: 'From the audience to the goal' });
  await expect(funnel.getByRole('row', { name: /Opened/ })).toContainText('5');
  await expect(page.getByRole('region', { name: 'Outcome by' }).getByText('42%')).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await seriousFindings(page)).toEqual([]);
  }
  await page.getByRole('link', { name: '3 more by machines alone' }).click();
  await expect(page.getByRole('row')).toHaveCount(1 + 3);
  await page.goto(`${server.url}/#/`);
  await page.getByRole('link', { name: /^Opened 5 .*of 12 sent/ }).click();
  await expect(page.getByText('5 in the last 30 days')).toBeVisible();
  await expect(page.getByRole('row')).toHaveCount(1 + 5);
  expect(await seriousFindings(page)).toEqual([]);
});

test('the first screen is arranged by keys and by mouse, and stays as it is', async ({
  signedInPage: page,
  server,
}) => {
  const rest = await restClient(server);
  await listOf(rest, 'Arranged', 1);
  await page.goto(`${server.url}/#/`);
  await page.getByRole('button', { name: 'Arrange' }).click();
  const handle = (tile: string) => page.getByRole('button', { name: `Move ${tile}, place` });
  const before = await handle('Sent').getAttribute('aria-label');
  await handle('Sent').press('ArrowRight');
  await expect(handle('Sent')).toBeFocused();
  await expect(handle('Sent')).not.toHaveAccessibleName(before ?? '');
  await handle('Failed').dragTo(handle('Contacts'));
  await page.getByRole('button', { name: 'Hide Last 60 minutes' }).click();
  await page.getByRole('button', { name: 'Size of What people do: Half' }).click();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Done' }).click();
  await page.reload();
  const tiles = page.locator('[data-size="small"]');
  await expect(tiles).toHaveText([/^Failed/, /^Contacts/, /^Opened/, /^Sent/, /^Clicked/, /^Unsubscribed/]);
  await expect(page.locator('[data-size="full"]').last()).toContainText('What people do');
  await expect(page.getByRole('heading', { name: 'Last 60 minutes' })).toBeHidden();
  await page.getByRole('button', { name: 'Arrange' }).click();
  await page.getByRole('button', { name: 'As usual for my role' }).click();
  await expect(page.getByRole('heading', { name: 'Last 60 minutes' })).toBeVisible();
});

test('the mail itself shows where people clicked, and its list tells the same', async ({
  signedInPage: page,
  server,
}) => {
  const rest = await restClient(server);
  const draft = await draftFor(rest, { name: 'Summer', list: await listOf(rest, 'Summer', 4) });
  await rest.post(`/campaigns/${draft.id}/send`, { revision: draft.revision });
  await expect.poll(async () => (await rest.get<{ state: string }>(`/campaigns/${draft.id}`)).state).toBe('sent');
  const { items } = await rest.get<{ items: Mail[] }>('/test-mailbox?limit=4');
  const { html } = await rest.get<{ html: string }>(`/test-mailbox/${items[0]?.id}`);
  const link = /href="([^"]+\/c\/[^"]+)"/.exec(html)?.[1] ?? '';
  await openMails(rest, items.slice(0, 1), BROWSER);
  await fetch(link, { headers: { 'user-agent': BROWSER }, redirect: 'manual' });
  await page.goto(`${server.url}/#/campaigns/${draft.id}`);
  const map = page.getByRole('region', { name: 'Clicks on the mail' });
  await expect(map.getByRole('row', { name: /example\.com\/spring/ })).toContainText(/1\s*25%/);
  const mail = page.frameLocator('iframe[title="The mail with the clicks of its links"]');
  await expect(mail.getByRole('link', { name: 'Have a look' })).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await seriousFindings(page)).toEqual([]);
  }
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Excel (XLSX)' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('Summer - Report.xlsx');
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await expect(page.getByRole('navigation')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Export', exact: true })).toBeHidden();
  await expect(page.getByText(/^Figures as of/)).toBeVisible();
  await expect(page.getByRole('img', { name: /over time/ })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.dataset.mantineColorScheme)).toBe('light');
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  expect(await page.evaluate(() => document.documentElement.dataset.mantineColorScheme)).toBe('dark');
  await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
  await map.getByRole('link', { name: '1', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row')).toHaveCount(1 + 1);
});
