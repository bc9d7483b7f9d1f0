import type { Page } from '@playwright/test';
import type { Campaign } from '#shared/contract/campaign.contract.ts';
import { seriousFindings } from '#test/support/axe-findings.ts';
import { expect, test } from '#test/support/e2e-server.ts';
import { type RestClient, restClient } from '#test/support/rest-client.ts';
import { draftFor, listOf } from '#test/support/sample-campaign.ts';

/** Somebody else in the same browser: invited, and signed in by the link. */
async function join(page: Page, rest: RestClient, name: string, role: string): Promise<void> {
  const email = `${name.toLowerCase()}@herald.test`;
  const { invite_url } = await rest.post<{ invite_url: string }>('/users', { name, email, role });
  await page.goto(invite_url);
  await page.getByLabel('Your name').fill(name);
  await page.getByRole('textbox', { name: 'Password' }).fill('quite a long password');
  await page.getByRole('button', { name: 'Start using Herald' }).click();
  await expect(page.getByRole('heading', { name: 'Home' })).toBeVisible();
}

const isSound = async (page: Page, colorScheme: 'dark' | 'light') => {
  await page.emulateMedia({ colorScheme });
  expect(await seriousFindings(page)).toEqual([]);
};

test('a marketer asks, a manager approves, the marketer sends; what is changed in between is asked for again', async ({
  signedInPage: page,
  server,
  browser,
}) => {
  await page.goto(`${server.url}/#/settings/approval`);
  await page.getByRole('checkbox', { name: 'Campaigns need approval before they go out' }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('It holds from the next start on')).toBeVisible();
  await isSound(page, 'dark');

  const rest = await restClient(server);
  const list = await listOf(rest, 'Readers', 2);
  const { id } = await draftFor(rest, { name: 'Spring', list });
  const [marketer, manager] = await Promise.all([browser.newPage(), browser.newPage()]);
  await join(marketer, rest, 'Mia', 'marketer');
  await join(manager, rest, 'Max', 'manager');

  await marketer.goto(`${server.url}/#/campaigns/${id}`);
  await marketer.getByRole('button', { name: 'Ask for approval' }).click();
  const question = marketer.getByRole('dialog', { name: 'Ask for approval' });
  await question.getByLabel('A word to them').fill('For Monday, please');
  expect(await seriousFindings(marketer)).toEqual([]);
  await question.getByRole('button', { name: 'Ask for approval' }).click();
  await expect(marketer.getByRole('button', { name: 'Waits for approval' })).toBeVisible();

  const waiting = manager.getByRole('region', { name: 'Waiting for your approval' });
  await expect(waiting).toContainText('“For Monday, please”');
  await expect(manager.getByRole('img', { name: 'One campaign waits for your approval' })).toBeVisible();
  await isSound(manager, 'light');
  await waiting.getByRole('link', { name: /Spring/ }).click();
  await manager.getByRole('button', { name: 'Ask for changes' }).click();
  const word = manager.getByRole('dialog', { name: 'Ask for changes' });
  await word.getByLabel('What should be changed').fill('Say what it costs.');
  await word.getByRole('button', { name: 'Ask for changes' }).click();

  await expect(marketer.getByText('They have been asked.')).toBeHidden();
  await marketer.getByRole('textbox', { name: 'Subject', exact: true }).fill('Spring, from 9 €');
  await marketer.getByRole('tab', { name: 'Approval' }).click();
  await expect(marketer.getByText('Max asks for changes.')).toBeVisible();
  await marketer.getByRole('button', { name: 'Ask again' }).click();
  await marketer.getByRole('dialog').getByRole('button', { name: 'Ask for approval' }).click();

  await manager.getByRole('button', { name: 'Approve', exact: true }).click();
  await expect(manager.getByText('Max approved it', { exact: true })).toBeVisible();
  await expect(waiting).toBeHidden();
  await manager.getByRole('button', { name: 'Show this content' }).first().click();
  await expect(manager.getByRole('dialog').getByText('Spring, from 9 €')).toBeVisible();
  await isSound(manager, 'dark');

  await marketer.getByRole('button', { name: 'Send to 2 people' }).click();
  await marketer.getByRole('dialog').getByRole('button', { name: 'Send to 2 people' }).click();
  await expect.poll(async () => (await rest.get<Campaign>(`/campaigns/${id}`)).state).toBe('sent');
  await expect(marketer.getByText('Max approved it', { exact: true })).toBeVisible();
  await isSound(marketer, 'light');
});
