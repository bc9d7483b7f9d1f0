import type { Page } from '@playwright/test';
import { seriousFindings } from '#test/support/axe-findings.ts';
import { expect, test } from '#test/support/e2e-server.ts';
import { restClient } from '#test/support/rest-client.ts';
import { draftFor, listOf } from '#test/support/sample-campaign.ts';

const isSound = async (page: Page, colorScheme: 'dark' | 'light') => {
  await page.emulateMedia({ colorScheme });
  expect(await seriousFindings(page)).toEqual([]);
};

test('a message is seen as odd people get it, with their data beside it, and is sent to addresses used before', async ({
  signedInPage: page,
  server,
}) => {
  const rest = await restClient(server);
  const list = await listOf(rest, 'Readers', 2);
  await rest.post('/contacts', {
    email: 'tom@example.org',
    first_name: 'Tom & Eve',
    last_name: 'Lee',
    list_ids: [list.id],
  });
  const { id } = await draftFor(rest, { name: 'Spring', list });
  await page.goto(`${server.url}/#/campaigns/${id}`);

  await page.getByRole('button', { name: 'Odd people' }).click();
  await expect(page.getByRole('menuitem')).toHaveCount(10);
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('menuitem', { name: /^Signs such as & and </ }).click();
  await expect(page.getByText('Spring for Tom & Eve')).toBeVisible();

  await page.getByRole('button', { name: 'Odd people' }).click();
  await page.getByRole('menuitem', { name: /^Written from right to left.*\(made up\)/ }).click();
  await expect(page.getByText('Spring for ليلى')).toBeVisible();
  await page.getByRole('button', { name: 'Odd people' }).click();
  await page.getByRole('menuitem', { name: /^Nothing but an address/ }).click();
  await page.getByRole('button', { name: 'Data used, one missing' }).click();
  const data = page.getByRole('table', { name: 'Data used' });
  await expect(data.getByRole('row', { name: /first_name missing/ })).toBeVisible();
  await isSound(page, 'dark');

  await page.getByRole('button', { name: 'Send test' }).click();
  const dialog = page.getByRole('dialog', { name: 'Send a test' });
  await dialog.getByLabel('Addresses').fill('boss@herald.test');
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Send test' }).click();
  await expect(dialog.getByText(/boss@herald.test/).first()).toBeVisible();
  await expect(dialog.getByRole('listitem')).toHaveCount(2);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.getByRole('button', { name: 'Send test' }).click();
  await dialog.getByRole('button', { name: 'Send to boss@herald.test, too' }).click();
  await expect(dialog.getByRole('button', { name: 'Send to boss@herald.test, too' })).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.getByRole('button', { name: 'Send test' }).click();
  await isSound(page, 'light');
  await dialog.getByRole('button', { name: 'Forget boss@herald.test' }).click();
  await expect(dialog.getByRole('region', { name: 'Used before' })).toBeHidden();
});

test('merge fields and filters are completed, and a campaign becomes a template', async ({
  signedInPage: page,
  server,
}) => {
  const rest = await restClient(server);
  await rest.post('/fields', { label: 'Plan', type: 'text' });
  const list = await listOf(rest, 'Members', 1);
  const { id } = await draftFor(rest, { name: 'Welcome', list });
  await page.goto(`${server.url}/#/campaigns/${id}`);
  const source = page.getByRole('textbox', { name: 'Message' });
  await source.click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('Your plan: {{ pla');
  const offers = page.getByRole('listbox', { name: 'Completions' });
  await offers.getByRole('option', { name: /attributes\.plan.*Plan, Text/ }).click();
  await expect(source).toContainText('Your plan: {{ attributes.plan }}');
  await page.keyboard.type('| def');
  await expect(offers.getByRole('option', { name: /^default/ })).toBeVisible();
  await isSound(page, 'dark');
  await page.keyboard.press('Enter');
  await expect(source).toContainText('{{ attributes.plan | default: "there" }}');

  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Save as template' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save as template' });
  await dialog.getByLabel('Name').fill('Welcome mail');
  expect(await seriousFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Save as template' }).click();
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(page).toHaveURL(/#\/templates\//);
  await expect(page.getByRole('textbox', { name: 'Message' })).toContainText('attributes.plan | default: "there"');
});
