import type { Page } from '@playwright/test';
import { addContacts, call, serious } from '#test/support/audience-pages.ts';
import { expect, signedIn, startServer, test } from '#test/support/e2e-server.ts';

const rows = (page: Page) => page.getByRole('grid', { name: 'Contacts' }).getByRole('row');

test('an empty Herald says what contacts are for and how to begin', async ({ page }) => {
  const server = await startServer();
  await signedIn(page, server);
  await page.goto(`${server.url}/#/contacts`);
  await expect(page.getByText('Contacts are the people you write to.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Import a file' })).toBeVisible();
  expect(await serious(page)).toEqual([]);
  await server.stop();
});

test('somebody is added by hand, and the list knows at once', async ({ signedInPage: page, server }) => {
  await call(page, 'fields/create', { label: 'Rank', type: 'text' });
  await page.goto(`${server.url}/#/contacts/new`);
  const drawer = page.getByRole('dialog', { name: 'Add contact' });
  await expect(drawer.getByLabel('First name')).toBeFocused();
  await drawer.getByLabel('First name').fill('Grace');
  await drawer.getByLabel('Last name').fill('Hopper');
  await drawer.getByLabel('Email address').fill('not an address');
  await drawer.getByRole('button', { name: 'Add contact' }).click();
  await expect(drawer.getByText('Write an address such as name@example.org.')).toBeVisible();
  await drawer.getByLabel('Email address').fill('grace@example.org');
  await drawer.getByRole('combobox', { name: 'Country' }).fill('Norw');
  await page.getByRole('option', { name: 'Norway' }).click();
  await drawer.getByLabel('Rank').fill('Rear admiral');
  expect(await serious(page)).toEqual([]);
  await drawer.getByRole('button', { name: 'Add contact' }).click();
  await expect(rows(page).filter({ hasText: 'grace@example.org' })).toContainText('Norway');
});

test('the same address is refused under its field', async ({ signedInPage: page, server }) => {
  await addContacts(page, [{ email: 'twice@example.org' }]);
  await page.goto(`${server.url}/#/contacts/new`);
  const drawer = page.getByRole('dialog', { name: 'Add contact' });
  await drawer.getByLabel('Email address').fill('Twice@Example.org');
  await drawer.getByRole('button', { name: 'Add contact' }).click();
  await expect(drawer.getByText('There is a contact with this email address already.')).toBeVisible();
});

test('search, filter and sort stay in the address, and the keyboard leads through', async ({
  signedInPage: page,
  server,
}) => {
  await addContacts(page, [
    { first_name: 'Zoe', last_name: 'Kestrel', email: 'zoe.kestrel@example.org' },
    { first_name: 'Amy', last_name: 'Kestrel', email: 'amy.kestrel@example.org' },
    { first_name: 'Bo', last_name: 'Kestrel', phone: '+49 30 1234567' },
  ]);
  await page.goto(`${server.url}/#/contacts`);
  await expect(rows(page).nth(1)).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('kestrel');
  await expect(rows(page)).toHaveCount(4);
  await expect(page).toHaveURL(/search=kestrel/);
  await page.getByRole('button', { name: 'Name' }).click();
  await expect(rows(page).nth(1)).toContainText('Amy Kestrel');
  await page.getByRole('button', { name: 'Status' }).click();
  await page.getByRole('option', { name: 'No address' }).click();
  await expect(rows(page)).toHaveCount(2);
  await expect(page).toHaveURL(/status=no_address/);
  await page.goBack();
  await expect(rows(page)).toHaveCount(4);
  await page.getByRole('searchbox').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Bo Kestrel' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('searchbox')).toHaveValue('kestrel');
});

test('picked rows go into the bin and come back from the toast', async ({ signedInPage: page, server }) => {
  await addContacts(
    page,
    ['one', 'two', 'three'].map((name) => ({ email: `bin.${name}@example.org` })),
  );
  await page.goto(`${server.url}/#/contacts?search=bin.`);
  await expect(rows(page)).toHaveCount(4);
  await rows(page).nth(1).getByRole('checkbox').click();
  await rows(page)
    .nth(3)
    .getByRole('checkbox')
    .click({ modifiers: ['Shift'] });
  await expect(page.getByRole('region', { name: 'Selected contacts' })).toContainText('3 selected');
  expect(await serious(page)).toEqual([]);
  await page.getByRole('button', { name: 'Move to bin' }).click();
  await expect(page.getByText('Moved to the bin: 3 contacts changed.')).toBeVisible();
  await expect(page.getByText('No contact fits this search and these filters.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(rows(page)).toHaveCount(4);
});

test('a record is edited, and its timeline tells it', async ({ signedInPage: page, server }) => {
  await call(page, 'fields/create', { label: 'Visits', type: 'number' });
  const [id] = await addContacts(page, [{ email: 'edit.me@example.org', first_name: 'Edit' }]);
  await page.goto(`${server.url}/#/contacts/${id}`);
  await page.getByLabel('Company').fill('Northwind');
  await page.getByLabel('Visits').fill('12');
  await page.keyboard.press('Control+s');
  await expect(page.getByText('Saved')).toBeVisible();
  const activity = page.getByRole('region', { name: 'Activity' });
  await expect(activity).toContainText('Edited');
  await expect(activity).toContainText(/Company.*Northwind.*Visits.*12/);
  expect(await serious(page)).toEqual([]);
  await page.reload();
  await expect(page.getByLabel('Visits')).toHaveValue('12');
});

test('two people edit the same contact and nobody is overwritten unawares', async ({ signedInPage: page, server }) => {
  const [id] = await addContacts(page, [{ email: 'both@example.org', company: 'Old' }]);
  const other = await page.context().newPage();
  for (const one of [page, other]) await one.goto(`${server.url}/#/contacts/${id}`);
  await page.getByLabel('Company').fill('Mine');
  await other.getByLabel('Company').fill('Theirs');
  await other.getByLabel('City').fill('Oslo');
  await other.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Somebody else has changed this contact')).toBeVisible();
  await expect(page.getByLabel('City')).toHaveValue('Oslo');
  await expect(page.getByLabel('Company')).toHaveValue('Mine');
  await page.getByRole('button', { name: 'Save mine over theirs' }).click();
  await expect(other.getByLabel('Company')).toHaveValue('Mine');
});

test('a contact leaves a list only after the reader knows what that means', async ({ signedInPage: page, server }) => {
  const [id] = await addContacts(page, [{ email: 'leaver@example.org' }], 'Leavers');
  await page.goto(`${server.url}/#/contacts/${id}`);
  const lists = page.getByRole('region', { name: 'Lists' });
  await expect(lists).toContainText('Subscribed');
  await lists.getByRole('button', { name: 'Remove from Leavers' }).click();
  await expect(page.getByText('The contact is kept as somebody who has left this list.')).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove from list' }).click();
  await expect(lists).toContainText('Left');
});
