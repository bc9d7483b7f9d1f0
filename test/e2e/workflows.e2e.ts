import { call, serious } from '#test/support/audience-pages.ts';
import { expect, test } from '#test/support/e2e-server.ts';

test('a workflow is drawn by keyboard, rehearsed, published, and passed by somebody who joins the list', async ({
  signedInPage: page,
  server,
}) => {
  const { id: list_id } = await call<{ id: string }>(page, 'lists/create', { name: 'Newcomers' });
  const join = (person: object) => call(page, 'contacts/create', { ...person, list_ids: [list_id] });
  await join({ email: 'early@example.org' });
  await page.goto(`${server.url}/#/workflows`);
  await page.getByRole('button', { name: 'New workflow' }).click();
  await page.getByRole('menuitem', { name: 'An empty drawing' }).click();
  await page.getByLabel('Name of the workflow').fill('Greeting');

  const palette = page.getByRole('navigation', { name: 'Nodes to add' });
  const side = page.getByRole('complementary', { name: 'Properties' });
  await palette.getByRole('button', { name: 'Joins a list' }).press('Enter');
  await side.getByRole('combobox', { name: 'List' }).click();
  await page.getByRole('option', { name: /Newcomers/ }).click();
  await palette.getByRole('button', { name: 'Send an email' }).press('Enter');
  await side.getByRole('textbox', { name: 'Subject' }).fill('Hello {{ first_name }}');
  await expect(page.getByRole('button', { name: 'Publish' })).toBeDisabled();
  await side.getByRole('textbox', { name: 'Text', exact: true }).fill('Good to see you.');
  await palette.getByRole('button', { name: 'Leave' }).press('Enter');
  await page.getByRole('button', { name: /^Undo/ }).click();
  await page.getByRole('button', { name: /^Redo/ }).click();
  await expect(page.locator('.react-flow__node')).toHaveCount(3);
  expect(await serious(page)).toEqual([]);

  await page.getByRole('button', { name: 'Rehearse' }).click();
  const rehearsal = page.getByRole('dialog', { name: 'Rehearse' });
  await expect(rehearsal.getByText('Left at an exit')).toBeVisible();
  await expect(rehearsal.getByRole('button', { name: 'Show "Hello Alex"' })).toBeVisible();
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Publish' }).click();
  const question = page.getByRole('dialog', { name: 'Publish "Greeting"' });
  await question.getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByText('Version 1 is live.')).toBeVisible();
  await join({ email: 'late@example.org', first_name: 'Lena' });
  await page.goto(`${server.url}/#/workflows`);
  await expect(page.getByRole('row', { name: /Greeting Live 0 1/ })).toBeVisible();
  await page.goto(`${server.url}/#/mailbox`);
  await expect(page.getByText('Hello Lena')).toBeVisible();
  expect(await serious(page)).toEqual([]);
});
