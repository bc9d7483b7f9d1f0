import { addContacts, call, serious } from '#test/support/audience-pages.ts';
import { expect, signedIn, startServer, test } from '#test/support/e2e-server.ts';

test('a list is made, renamed and deleted', async ({ page }) => {
  const server = await startServer();
  await signedIn(page, server);
  await page.goto(`${server.url}/#/lists`);
  await expect(page.getByText('Make the first one.')).toBeVisible();
  await page.getByRole('button', { name: 'Create list' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Create list' }).click();
  await expect(dialog.getByText('Give the list a name.')).toBeVisible();
  await dialog.getByLabel('Name').fill('Newsletter');
  await dialog.getByLabel('Description').fill('Everybody who asked for it');
  expect(await serious(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Create list' }).click();
  await expect(page.getByRole('link', { name: 'Newsletter', exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Actions for Newsletter' }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Weekly letter');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('link', { name: 'Weekly letter', exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Actions for Weekly letter' }).click();
  await page.getByRole('menuitem', { name: 'Delete list' }).click();
  await expect(page.getByText('Nobody is on this list.')).toBeVisible();
  await page.getByRole('button', { name: 'Delete list' }).click();
  await expect(page.getByText('The list Weekly letter is deleted.')).toBeVisible();
  await server.stop();
});

test('each counter opens the contacts that it counts', async ({ signedInPage: page, server }) => {
  await addContacts(page, [{ email: 'in@example.org' }, { email: 'too@example.org' }], 'Counted');
  await page.goto(`${server.url}/#/lists`);
  expect(await serious(page)).toEqual([]);
  await page.getByRole('link', { name: '2, Subscribed: contacts of Counted' }).click();
  await expect(page.getByRole('grid', { name: 'Contacts' }).getByRole('row')).toHaveCount(3);
  await expect(page.getByRole('button', { name: 'List: Counted' })).toBeVisible();
});

test('a list that a campaign uses is kept, and the campaign is named', async ({ signedInPage: page, server }) => {
  const list = await call<{ id: string }>(page, 'lists/create', { name: 'In use' });
  await call(page, 'campaigns/create', { name: 'Spring sale', audience: { include_lists: [list.id] } });
  await page.goto(`${server.url}/#/lists`);
  await page.getByRole('button', { name: 'Actions for In use' }).click();
  await page.getByRole('menuitem', { name: 'Delete list' }).click();
  await page.getByRole('button', { name: 'Delete list' }).click();
  await expect(page.getByRole('alert')).toContainText('Spring sale');
  await expect(page.getByRole('link', { name: 'In use', exact: true })).toBeVisible();
});
