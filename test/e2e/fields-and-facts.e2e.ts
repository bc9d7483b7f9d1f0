import type { Page } from '@playwright/test';
import { addContacts, call, serious } from '#test/support/audience-pages.ts';
import { expect, test } from '#test/support/e2e-server.ts';

const activity = (page: Page) => page.getByRole('region', { name: 'Activity' });
const row = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text });
const field = (page: Page, input: object) => call<{ id: string; key: string }>(page, 'fields/create', input);

test('a field is made, and contacts are asked for it in an input of its kind', async ({
  signedInPage: page,
  server,
}) => {
  await page.goto(`${server.url}/#/settings/fields`);
  await page.getByRole('button', { name: 'Add a field' }).click();
  const drawer = page.getByRole('dialog', { name: 'Add a field' });
  await drawer.getByRole('textbox', { name: 'Name', exact: true }).fill('Plan');
  await expect(drawer.getByText('{{ attributes.plan }}')).toBeVisible();
  await drawer.getByRole('combobox', { name: 'Kind of value' }).click();
  await page.getByRole('option', { name: 'One of a few' }).click();
  for (const choice of ['free', 'pro']) {
    await drawer.getByRole('combobox', { name: 'Choices' }).fill(choice);
    await page.keyboard.press('Enter');
  }
  expect(await serious(page)).toEqual([]);
  await drawer.getByRole('button', { name: 'Add a field' }).click();
  await expect(row(page, 'Plan')).toContainText('One of a few');
  for (const input of [
    { label: 'Birthday', type: 'date' },
    { label: 'Visits', type: 'number' },
    { label: 'Press', type: 'boolean' },
    { label: 'Interests', type: 'list' },
  ]) {
    await field(page, input);
  }
  const [id] = await addContacts(page, [{ email: 'kinds@example.org' }]);
  await page.goto(`${server.url}/#/contacts/${id}`);
  const fields = page.getByRole('region', { name: 'Custom fields' });
  await fields.getByRole('combobox', { name: 'Plan' }).click();
  await page.getByRole('option', { name: 'pro' }).click();
  await fields.getByLabel('Birthday').fill('1990-12-24');
  await fields.getByLabel('Visits').fill('12.5');
  // The switch itself is hidden behind its drawing.
  await fields.getByRole('switch', { name: 'Press' }).check({ force: true });
  await fields.getByRole('combobox', { name: 'Interests' }).fill('tea');
  await page.keyboard.press('Enter');
  expect(await serious(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(activity(page)).toContainText(/Plan.*pro.*Birthday.*24 Dec 1990.*Visits.*12\.5.*Press.*Yes/);
  const { attributes } = await call<{ attributes: object }>(page, 'contacts/get', { id });
  expect(attributes).toEqual({ plan: 'pro', birthday: '1990-12-24', visits: 12.5, press: true, interests: ['tea'] });
});

test('a kind that values do not fit is refused with what stands in the way', async ({ signedInPage: page, server }) => {
  const { id, key } = await field(page, { label: 'Shoe size', type: 'text' });
  for (const [n, size] of ['42', '43', 'large'].entries()) {
    await call(page, 'contacts/create', { email: `shoe${n}@example.org`, attributes: { [key]: size } });
  }
  await page.goto(`${server.url}/#/settings/fields?edit=${id}`);
  const drawer = page.getByRole('dialog', { name: 'Edit Shoe size' });
  await drawer.getByRole('combobox', { name: 'Kind of value' }).click();
  await page.getByRole('option', { name: 'Number' }).click();
  await expect(drawer.getByRole('alert')).toContainText('1 contact has a value that is none of this kind.');
  await expect(drawer.getByRole('alert')).toContainText('“large”: 1 contact');
  await expect(drawer.getByRole('button', { name: 'Save' })).toBeDisabled();
  expect(await serious(page)).toEqual([]);
});

test('a deleted field says how many values it had, and comes back from the toast', async ({
  signedInPage: page,
  server,
}) => {
  const { key } = await field(page, { label: 'Colour', type: 'text' });
  await call(page, 'contacts/create', { email: 'colour@example.org', attributes: { [key]: 'red' } });
  await page.goto(`${server.url}/#/settings/fields`);
  await page.getByRole('button', { name: 'More for Colour' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(page.getByText('1 contact has a value. It is kept')).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('table', { name: 'Deleted fields' })).toContainText('Colour');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('table', { name: 'Deleted fields' })).toBeHidden();
  await expect(row(page, 'Colour')).toContainText('Text');
});

test('tags are given and taken on the record, and counted in the settings', async ({ signedInPage: page, server }) => {
  const [id] = await addContacts(page, [{ email: 'tagged@example.org' }]);
  await page.goto(`${server.url}/#/contacts/${id}`);
  const tags = page.getByRole('combobox', { name: 'Tags of this contact' });
  await tags.fill('Early bird');
  await page.keyboard.press('Enter');
  await expect(activity(page)).toContainText('Got a tag');
  await page.goto(`${server.url}/#/settings/tags`);
  await expect(row(page, 'Early bird')).toContainText('1');
  expect(await serious(page)).toEqual([]);
  await page.goto(`${server.url}/#/contacts/${id}`);
  await tags.focus();
  await page.keyboard.press('Backspace');
  await expect(page.getByText('The tag Early bird is taken away.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('region', { name: 'Tags' })).toContainText('Early bird');
});

test('a note is written, changed, deleted and taken back', async ({ signedInPage: page, server }) => {
  const [id] = await addContacts(page, [{ email: 'noted@example.org' }]);
  await page.goto(`${server.url}/#/contacts/${id}`);
  await page.getByRole('textbox', { name: 'Write a note' }).fill('Likes tea');
  await page.getByRole('button', { name: 'Add note' }).click();
  await expect(activity(page)).toContainText('Likes tea');
  await page.getByRole('button', { name: 'More for this note' }).click();
  await page.getByRole('menuitem', { name: 'Edit note' }).click();
  await page.getByRole('textbox', { name: 'Edit note' }).fill('Likes mugs');
  await activity(page).getByRole('button', { name: 'Save' }).click();
  await expect(activity(page)).toContainText('edited');
  await page.getByRole('button', { name: 'More for this note' }).click();
  await page.getByRole('menuitem', { name: 'Delete note' }).click();
  await expect(activity(page)).not.toContainText('Likes mugs');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(activity(page)).toContainText('Likes mugs');
  expect(await serious(page)).toEqual([]);
});

test('what a shop tells stands in the timeline in words, and can be picked out', async ({
  signedInPage: page,
  server,
}) => {
  const [id] = await addContacts(page, [{ email: 'buyer@example.org' }]);
  await page.goto(`${server.url}/#/contacts/${id}`);
  await expect(activity(page)).toContainText('Added');
  const data = { amount: 49.9, currency: 'EUR', order: 'A-1017' };
  await call(page, 'events/record', { name: 'purchase', email: 'buyer@example.org', data, key: 'A-1017' });
  await expect(activity(page)).toContainText('Purchase, €49.90');
  await expect(activity(page)).toContainText('A-1017');
  await activity(page).getByRole('combobox', { name: 'Show' }).click();
  await page.getByRole('option', { name: 'Events' }).click();
  await expect(activity(page)).not.toContainText('Added');
  await expect(activity(page)).toContainText('Purchase, €49.90');
  expect(await serious(page)).toEqual([]);
  await page.goto(`${server.url}/#/settings/events`);
  await expect(row(page, 'purchase')).toContainText('1');
  expect(await serious(page)).toEqual([]);
});
