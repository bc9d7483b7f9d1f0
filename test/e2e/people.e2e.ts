import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { addContacts, call, serious } from '#test/support/audience-pages.ts';
import { expect, test } from '#test/support/e2e-server.ts';

const rows = (page: Page) => page.getByRole('grid', { name: 'Contacts' }).getByRole('row');
const bar = (page: Page) => page.getByRole('region', { name: 'Selected contacts' });

test('everybody who fits gets a tag, the list is filtered by it, and all of it is undone', async ({
  signedInPage: page,
  server,
}) => {
  const names = Array.from({ length: 12 }, (_, at) => ({ email: `tagged${at}@example.org`, company: 'Tagged Ltd' }));
  await addContacts(page, names);
  await page.goto(`${server.url}/#/contacts?search=tagged`);
  await expect(rows(page)).toHaveCount(13);
  await page.getByRole('checkbox', { name: 'Select all that match' }).click();
  await expect(bar(page)).toContainText('12 selected');
  await rows(page).nth(1).getByRole('checkbox').click();
  await expect(bar(page)).toContainText('11 selected');
  expect(await serious(page)).toEqual([]);
  await bar(page).getByRole('button', { name: 'Tags' }).click();
  await page.getByRole('menuitem', { name: 'Add a tag' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a tag' });
  await dialog.getByLabel('Tag', { exact: true }).fill('Spring');
  expect(await serious(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Change 11 contacts' }).click();
  await expect(page.getByText('Tag “Spring” added: 11 contacts changed.')).toBeVisible();
  await page.getByRole('button', { name: 'Tag', exact: true }).click();
  await page.getByRole('option', { name: 'Spring' }).click();
  await expect(page).toHaveURL(/tag=/);
  await expect(rows(page)).toHaveCount(12);
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Recent changes' }).click();
  const history = page.getByRole('dialog', { name: 'Changes made to many' });
  await expect(history).toContainText('Tag “Spring” added');
  expect(await serious(page)).toEqual([]);
  await history.getByRole('button', { name: 'Undo' }).first().click();
  await page.getByRole('dialog', { name: /^Undo/ }).getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('11 contacts are as before.').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('No contact fits this search and these filters.')).toBeVisible();
});

test('a field is set for those who are picked, typed as it is', async ({ signedInPage: page, server }) => {
  await addContacts(page, [{ email: 'field1@example.org' }, { email: 'field2@example.org' }]);
  await page.goto(`${server.url}/#/contacts?search=field`);
  await rows(page).nth(1).getByRole('checkbox').click();
  await rows(page).nth(2).getByRole('checkbox').click();
  await bar(page).getByRole('button', { name: 'Set a field' }).click();
  const dialog = page.getByRole('dialog', { name: 'Set a field' });
  await dialog.getByRole('combobox', { name: 'Field' }).click();
  await page.getByRole('option', { name: 'Country' }).click();
  await dialog.getByLabel('New value').fill('Nowhereland');
  await dialog.getByRole('button', { name: 'Change 2 contacts' }).click();
  await expect(page.getByText('Use a country or its two letters, such as DE.')).toBeVisible();
  await dialog.getByLabel('New value').fill('Norway');
  await dialog.getByRole('button', { name: 'Change 2 contacts' }).click();
  await expect(page.getByText('Country set: 2 contacts changed.')).toBeVisible();
  await expect(rows(page).nth(1)).toContainText('Norway');
});

test('the bin shows what was deleted, and gives it back or lets it go for good', async ({
  signedInPage: page,
  server,
}) => {
  const [a, b, c] = await addContacts(page, [
    { email: 'gone1@example.org' },
    { email: 'gone2@example.org' },
    { email: 'gone3@example.org' },
  ]);
  for (const id of [a, b, c]) await call(page, 'contacts/delete', { id });
  await addContacts(page, [{ email: 'gone2@example.org', first_name: 'New' }]);
  await page.goto(`${server.url}/#/contacts/bin`);
  const grid = page.getByRole('grid', { name: 'Recycle bin' });
  await expect(grid.getByRole('row').filter({ hasText: 'gone1@example.org' })).toBeVisible();
  await expect(page.getByText('Contacts stay here for 30 days.')).toBeVisible();
  await expect(grid.getByRole('row').filter({ hasText: 'gone2@example.org' })).toContainText('Address in use by New');
  expect(await serious(page)).toEqual([]);
  await page.getByRole('searchbox').fill('gone');
  await expect(grid.getByRole('row')).toHaveCount(4);
  for (const name of ['gone1', 'gone2']) {
    await grid.getByRole('row').filter({ hasText: name }).getByRole('checkbox').click();
  }
  await page.getByRole('button', { name: 'Take out' }).click();
  await expect(page.getByText('Taken out of the bin: 1 contact changed.')).toBeVisible();
  await expect(grid.getByRole('row')).toHaveCount(3);
  await page.getByRole('button', { name: 'Empty the bin' }).click();
  await page.getByRole('button', { name: 'Delete 2 contacts' }).click();
  await expect(page.getByText('Nothing in the bin fits this search.')).toBeVisible();
});

test('a view keeps filter, columns and sort, and can be shown first', async ({ signedInPage: page, server }) => {
  await addContacts(page, [{ email: 'view1@example.org', phone: '+49301234567' }]);
  await page.goto(`${server.url}/#/contacts?search=view1&sort=name`);
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('button', { name: 'Remove Company' }).click();
  await page.getByRole('combobox', { name: 'Add a column' }).click();
  await page.getByRole('option', { name: 'Phone' }).click();
  expect(await serious(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(rows(page).nth(0)).toContainText('Phone');
  await expect(rows(page).nth(0)).not.toContainText('Company');
  await page.getByRole('button', { name: 'Save as a view' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save as a view' });
  await dialog.getByLabel('Name').fill('With phone');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('button', { name: 'View: With phone' })).toBeVisible();
  await page.getByRole('button', { name: 'View: With phone' }).click();
  await page.getByRole('menuitem', { name: 'Show this first' }).click();
  await page.goto(`${server.url}/#/lists`);
  await page.getByRole('link', { name: 'Contacts', exact: true }).click();
  await expect(page.getByRole('button', { name: 'View: With phone' })).toBeVisible();
  await expect(rows(page)).toHaveCount(2);
  await page.getByRole('button', { name: 'View: With phone' }).click();
  await page.getByRole('menuitem', { name: 'Everybody' }).click();
  await expect(rows(page).nth(0)).toContainText('Company');
  await page.getByRole('button', { name: 'View: Everybody' }).click();
  await page.getByRole('menuitem', { name: 'With phone' }).click();
  await page.getByRole('button', { name: 'View: With phone' }).click();
  await page.getByRole('menuitem', { name: 'Delete the view' }).click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page.getByRole('button', { name: 'View: Everybody' })).toBeVisible();
});

test('a filter is written into a file, with the columns that were chosen', async ({ signedInPage: page, server }) => {
  await addContacts(page, [{ email: 'file1@example.org', first_name: '=1+1', company: 'File Ltd' }]);
  await page.goto(`${server.url}/#/contacts?search=file1`);
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Export what is shown' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export to a file' });
  await dialog.getByText('CSV', { exact: true }).click();
  await dialog.getByLabel('Status').uncheck();
  expect(await serious(page)).toEqual([]);
  await dialog.getByRole('button', { name: /^Export \d+ contacts?$/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Exported files' })).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download' }).first().click();
  const text = await readFile(await (await download).path(), 'utf8');
  expect(text).toContain("file1@example.org,'=1+1");
  expect(text).not.toContain('deliverable');
  expect(await serious(page)).toEqual([]);
});

test('two who are one are compared, merged and taken apart', async ({ signedInPage: page, server }) => {
  await addContacts(page, [
    { email: 'merge.me@gmail.com', first_name: 'Merge', last_name: 'Me' },
    { email: 'mergeme+shop@gmail.com', first_name: 'Merge', company: 'Shop Ltd' },
  ]);
  await page.goto(`${server.url}/#/contacts/duplicates`);
  await page.getByRole('button', { name: /Look/ }).click();
  const card = page.getByRole('region', { name: 'Merge Me' });
  await expect(card).toContainText('Their addresses lead to the same person');
  expect(await serious(page)).toEqual([]);
  await card.getByRole('button', { name: 'Compare and merge' }).click();
  const dialog = page.getByRole('dialog', { name: 'Merge 2 contacts' });
  await dialog.getByLabel('Email address: mergeme+shop@gmail.com').check();
  expect(await serious(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Merge 2 contacts into one' }).click();
  await expect(page.getByText('1 contact made of several.')).toBeVisible();
  await expect(card).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('1 merge is taken apart.')).toBeVisible();
  await expect(card).toBeVisible();
});

test('a person gets everything that is known of them, and is forgotten', async ({ signedInPage: page, server }) => {
  const [id] = await addContacts(page, [{ email: 'forget.me@example.org', first_name: 'Forget' }]);
  await page.goto(`${server.url}/#/contacts/${id}`);
  await page.getByRole('button', { name: 'More actions' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Everything known, as JSON' }).click();
  const known = JSON.parse(await readFile(await (await download).path(), 'utf8'));
  expect(known.contact[0].email).toBe('forget.me@example.org');
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Erase this person' }).click();
  const dialog = page.getByRole('dialog', { name: 'Erase Forget?' });
  const erase = dialog.getByRole('button', { name: 'Erase for good' });
  await expect(erase).toBeDisabled();
  await dialog.getByLabel('Type forget.me@example.org to confirm').fill('forget.me@example.org');
  expect(await serious(page)).toEqual([]);
  await erase.click();
  await expect(page.getByText('Nothing is known of this person any more.')).toBeVisible();
  await page.goto(`${server.url}/#/contacts?search=forget.me`);
  await expect(page.getByText('No contact fits this search and these filters.')).toBeVisible();
});
