import type { Locator, Page } from '@playwright/test';
import { addContacts, call, serious } from '#test/support/audience-pages.ts';
import { expect, test } from '#test/support/e2e-server.ts';

const PEOPLE = [
  { email: 'ada@example.org', first_name: 'Ada', last_name: 'Lovelace', company: 'Engines' },
  { email: 'grace@example.org', first_name: 'Grace', last_name: 'Hopper', company: 'Navy' },
  { email: 'alan@example.org', first_name: 'Alan', last_name: 'Turing' },
];

/** One person more than those of the test itself may have been made by an earlier one: each test looks for its own names. */
async function people(page: Page, list: string): Promise<string[]> {
  return addContacts(
    page,
    PEOPLE.map((person) => ({ ...person, email: `${list.toLowerCase().replaceAll(' ', '-')}.${person.email}` })),
    list,
  );
}

/** Chooses from a list that opens. */
async function choose(field: Locator, option: string): Promise<void> {
  await field.click();
  if (await field.isEditable()) await field.fill(option);
  await field.page().getByRole('option', { name: option, exact: true }).click();
}

/** To the other face of the rule. */
const turnTo = (page: Page, face: 'Builder' | 'Text') =>
  page.getByRole('radiogroup', { name: 'How to write the rule' }).getByText(face, { exact: true }).click();

const subject = (page: Page, at = 0) => page.getByRole('combobox', { name: 'What the condition is about' }).nth(at);
const count = (page: Page) => page.getByRole('tabpanel', { name: 'People' }).locator('[aria-live]');

test('a segment is built, read as text, and its number opens those who are counted', async ({
  signedInPage: page,
  server,
}) => {
  await people(page, 'Builders');
  await page.goto(`${server.url}/#/segments/new`);
  await page.getByLabel('Name of the segment').fill('Companies of builders');
  await choose(subject(page), 'On list');
  await expect(page.getByText('Not finished yet')).toBeVisible();
  await choose(page.getByRole('combobox', { name: 'List', exact: true }), 'Builders');
  await expect(count(page)).toContainText(/^3 of /);

  await page.getByRole('button', { name: 'Add condition' }).click();
  await choose(subject(page, 1), 'Company');
  await choose(page.getByRole('combobox', { name: 'Comparison: Company' }), 'has no value');
  await expect(count(page)).toContainText(/^1 of /);
  await page.getByRole('button', { name: 'Not: Company' }).click();
  await expect(count(page)).toContainText(/^2 of /);
  await expect(page.getByRole('link', { name: /Alan Turing/ })).toBeHidden();

  await turnTo(page, 'Text');
  await expect(page.getByRole('textbox', { name: 'Rule as text' })).toHaveText(
    /in list 'Builders' AND company IS NOT EMPTY/,
  );
  await page.getByRole('button', { name: 'Create segment' }).click();
  await expect(page.getByText('The segment Companies of builders is there.')).toBeVisible();
  expect(await serious(page)).toEqual([]);
  await count(page).getByRole('link').click();
  await expect(page.getByRole('grid', { name: 'Contacts' }).getByRole('row')).toHaveCount(3);
});

test('a mistake in a text is told with what was meant, and keeps the builder closed until it is solved', async ({
  signedInPage: page,
  server,
}) => {
  await page.goto(`${server.url}/#/segments/new`);
  await turnTo(page, 'Text');
  const text = page.getByRole('textbox', { name: 'Rule as text' });
  await text.click();
  await page.keyboard.type("contry = 'DE");
  await expect(page.getByText('There is no field "contry".')).toBeVisible();
  await turnTo(page, 'Builder');
  await expect(page.getByText('The text has a problem.')).toBeVisible();
  await expect(text).toHaveText(/contry/);
  await page.getByRole('button', { name: 'Use country' }).click();
  await expect(text).toHaveText("country = 'DE'");
  await expect(page.getByText('The rule can be read.')).toBeVisible();
  await turnTo(page, 'Builder');
  await expect(page.getByRole('textbox', { name: 'Value: Country' })).toHaveValue('DE');
  expect(await serious(page)).toEqual([]);
});

test('what can stand at a place of the text is offered while it is typed', async ({ signedInPage: page, server }) => {
  await call(page, 'lists/create', { name: 'Offered letters' });
  await page.goto(`${server.url}/#/segments/new`);
  await turnTo(page, 'Text');
  await page.getByRole('textbox', { name: 'Rule as text' }).click();
  await page.keyboard.type('in list ');
  await page.keyboard.press('Control+Space');
  await page.getByRole('option', { name: /Offered letters/ }).click();
  await expect(page.getByRole('textbox', { name: 'Rule as text' })).toHaveText("in list 'Offered letters'");
});

test('the builder goes by keyboard alone: moving, taking back, dragging is not needed', async ({
  signedInPage: page,
  server,
}) => {
  const { id } = await call<{ id: string }>(page, 'segments/create', {
    name: 'By keyboard',
    rule: "country = 'DE' AND (city = 'Berlin' OR city = 'Wien')",
  });
  await page.goto(`${server.url}/#/segments/${id}`);
  const text = async () => {
    await turnTo(page, 'Text');
    const shown = await page.getByRole('textbox', { name: 'Rule as text' }).innerText();
    await turnTo(page, 'Builder');
    return shown.trim();
  };
  await page.getByRole('button', { name: 'Move: Country' }).focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(page.getByRole('button', { name: 'Move: Country' })).toBeFocused();
  expect(await text()).toBe("country = 'DE' OR city = 'Berlin' OR city = 'Wien'");
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await page.getByRole('button', { name: 'Actions: Country' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Remove' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Condition removed.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo', exact: true }).last().click();
  await expect(page.getByRole('button', { name: 'Move: Country' })).toBeVisible();
});

test('a row is dragged into a group', async ({ signedInPage: page, server }) => {
  const { id } = await call<{ id: string }>(page, 'segments/create', {
    name: 'By hand',
    rule: "country = 'DE' AND (city = 'Berlin' OR company = 'Example')",
  });
  await page.goto(`${server.url}/#/segments/${id}`);
  const handle = page.getByRole('button', { name: 'Move: Country' });
  await handle.dragTo(page.getByRole('button', { name: 'Move: City' }), { targetPosition: { x: 8, y: 2 } });
  await turnTo(page, 'Text');
  await expect(page.getByRole('textbox', { name: 'Rule as text' })).toHaveText(
    "country = 'DE' OR city = 'Berlin' OR company = 'Example'",
  );
});

test('why somebody is out is told condition by condition, with what would have to change', async ({
  signedInPage: page,
  server,
}) => {
  await people(page, 'Explained');
  const { id } = await call<{ id: string }>(page, 'segments/create', {
    name: 'To be explained',
    rule: "in list 'Explained' AND company = 'Engines'",
  });
  await page.goto(`${server.url}/#/segments/${id}?panel=explain`);
  await page.getByRole('button', { name: /^Person/ }).click();
  await page.getByPlaceholder('Name or address').fill('explained.grace');
  await page.getByRole('option', { name: /explained\.grace@/ }).click();
  await expect(page.getByText('Grace Hopper is out')).toBeVisible();
  await expect(page.getByText('Has: Navy')).toBeVisible();
  await expect(page.getByText('To get in, this would have to change:')).toBeVisible();
  await expect(page.getByText('Company is Engines would have to be true')).toBeVisible();
  expect(await serious(page)).toEqual([]);
});

test('a segment addresses a campaign, and cannot be deleted while it does', async ({ signedInPage: page, server }) => {
  await people(page, 'Addressed');
  await call(page, 'segments/create', { name: 'Addressed people', rule: "in list 'Addressed'" });
  await call(page, 'segments/create', { name: 'Addressed navy', rule: "in list 'Addressed' AND company = 'Navy'" });
  const campaign = await call<{ id: string }>(page, 'campaigns/create', { name: 'To a segment' });
  await page.goto(`${server.url}/#/campaigns/${campaign.id}?panel=recipients`);
  const panel = page.getByRole('tabpanel', { name: 'Recipients' });
  await choose(panel.getByRole('combobox', { name: 'Segments', exact: true }), 'Addressed people');
  await expect(panel.getByText('of 3 people addressed will get it')).toBeVisible();
  await page.keyboard.press('Escape');
  await choose(panel.getByRole('combobox', { name: 'People in these segments' }), 'Addressed navy');
  await expect(panel.getByText('On a list, in a segment or campaign that is left out')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Send to 2 people' })).toBeVisible();

  await page.goto(`${server.url}/#/segments`);
  await expect(page.getByRole('link', { name: 'Addressed people: 3 people' })).toBeVisible();
  expect(await serious(page)).toEqual([]);
  await page.getByRole('button', { name: 'Actions for Addressed people' }).click();
  await page.getByRole('menuitem', { name: 'Delete segment' }).click();
  const dialog = page.getByRole('dialog', { name: 'Addressed people is in use' });
  await dialog.getByRole('link', { name: 'To a segment' }).click();
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('To a segment');
});

test('a segment is deleted, comes back from the toast, and is found by search', async ({
  signedInPage: page,
  server,
}) => {
  await call(page, 'segments/create', { name: 'Short lived', rule: "city = 'Atlantis'" });
  await page.goto(`${server.url}/#/segments`);
  await page.getByRole('searchbox', { name: 'Search segments' }).fill('atlantis');
  await page.getByRole('button', { name: 'Actions for Short lived' }).click();
  await page.getByRole('menuitem', { name: 'Delete segment' }).click();
  await page.getByRole('button', { name: 'Delete segment' }).click();
  await expect(page.getByText('No segment has this in its name')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('link', { name: 'Short lived', exact: true })).toBeVisible();
});

test('somebody else saves first: neither version is lost', async ({ signedInPage: page, server }) => {
  const segment = await call<{ id: string; revision: number }>(page, 'segments/create', {
    name: 'Contested',
    rule: "city = 'Berlin'",
  });
  await page.goto(`${server.url}/#/segments/${segment.id}`);
  await page.getByRole('textbox', { name: 'Value: City' }).fill('Wien');
  await call(page, 'segments/update', { id: segment.id, revision: segment.revision, rule: "city = 'Bern'" });
  await expect(page.getByText('Somebody else has changed this segment')).toBeVisible();
  await page.getByRole('button', { name: 'Save mine over theirs' }).click();
  await expect(page.getByText('Saved', { exact: true }).first()).toBeVisible();
  expect(await call<{ rule: string }>(page, 'segments/get', { id: segment.id })).toMatchObject({
    rule: "city = 'Wien'",
  });
});

test('connections are drawn and listed; each thing is reached by keyboard and opens', async ({
  signedInPage: page,
  server,
}) => {
  await people(page, 'Mapped');
  await call(page, 'segments/create', { name: 'Mapped readers', rule: `in list 'Mapped'` });
  await call(page, 'segments/create', {
    name: 'Mapped Germans',
    rule: `segment = 'Mapped readers' AND country = 'DE'`,
  });
  await page.goto(`${server.url}/#/segments`);
  await page.getByRole('link', { name: 'Connections' }).click();
  const readers = page.getByRole('link', { name: /Mapped readers/ });
  await expect(readers).toBeVisible();
  expect(await serious(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await serious(page)).toEqual([]);
  await readers.focus();
  await expect(page.locator('[data-state="near"]')).toHaveCount(3);
  await page.getByRole('radiogroup', { name: 'How to show it' }).getByText('List').click();
  await expect(page.getByRole('row', { name: /Mapped readers.*Mapped.*Mapped Germans/ })).toBeVisible();
  expect(await serious(page)).toEqual([]);
  await page.getByRole('radiogroup', { name: 'How to show it' }).getByText('Drawing').click();
  await readers.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Name of the segment')).toHaveValue('Mapped readers');
});
