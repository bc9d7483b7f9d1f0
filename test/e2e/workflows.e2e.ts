import { call } from '#test/support/audience-pages.ts';
import { seriousFindings } from '#test/support/axe-findings.ts';
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
  await side.getByRole('button', { name: 'Write the message' }).click();
  const message = page.getByRole('dialog', { name: 'Send an email' });
  await message.getByRole('textbox', { name: 'Message' }).fill('Good to see you, {{ first_name }}.');
  await message.getByText('Preview', { exact: true }).click();
  await expect(message.frameLocator('iframe').getByText('Good to see you, Alex.')).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  await message.getByRole('button', { name: 'Send test' }).click();
  const trial = page.getByRole('dialog', { name: 'Send a test' });
  await trial.getByRole('button', { name: 'Send test' }).click();
  await expect(trial.getByText(/^Sent to/)).toBeVisible();
  await trial.getByRole('button', { name: 'Close' }).last().click();
  await message.getByRole('button', { name: 'Done' }).click();
  await palette.getByRole('button', { name: 'Leave' }).press('Enter');
  await page.getByRole('button', { name: /^Undo/ }).click();
  await page.getByRole('button', { name: /^Redo/ }).click();
  await expect(page.locator('.react-flow__node')).toHaveCount(3);
  expect(await seriousFindings(page)).toEqual([]);

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
  expect(await seriousFindings(page)).toEqual([]);
});

test('people are let in by hand, seen on the contact, and an earlier version comes back', async ({
  signedInPage: page,
  server,
}) => {
  const { id: contact_id } = await call<{ id: string }>(page, 'contacts/create', {
    email: 'ina@example.org',
    first_name: 'Ina',
    list_ids: [],
  });
  const wait = (id: string) => ({
    id,
    name: '',
    x: 0,
    y: 120,
    type: 'wait',
    amount: 2,
    unit: 'days',
    at: null,
    weekdays: [],
  });
  const graphOf = (...more: object[]) => ({
    settings: { reentry: 'never', reentry_days: 1, exit_when: null },
    nodes: [{ id: 'start', name: '', x: 0, y: 0, type: 'manual' }, wait('rest'), ...more],
    edges: [{ from: 'start', port: 'next', to: 'rest' }],
  });
  const made = await call<{ id: string; revision: number }>(page, 'workflows/create', {
    name: 'Onboarding',
    graph: graphOf(),
  });
  const { revision } = await call<{ revision: number }>(page, 'workflows/publish', {
    id: made.id,
    revision: made.revision,
  });
  await call(page, 'workflows/update', { id: made.id, revision, graph: graphOf(wait('more')) });
  await page.goto(`${server.url}/#/workflows/${made.id}`);
  await expect(page.locator('.react-flow__node')).toHaveCount(3);

  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'People' }).click();
  const people = page.getByRole('dialog', { name: 'People' });
  await people.getByRole('textbox', { name: 'One contact' }).or(people.getByLabel('One contact').last()).last().click();
  await page.getByRole('option', { name: /Ina/ }).click();
  await people.getByRole('button', { name: 'Let in' }).click();
  await expect(people.getByRole('button', { name: /Ina/ }).last()).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Versions' }).click();
  await page.getByRole('button', { name: 'Compare the draft with version 1' }).click();
  await expect(page.getByText('Against version 1: 1 new')).toBeVisible();
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Versions' }).click();
  await page.getByRole('button', { name: 'Bring version 1 back into the draft' }).click();
  await expect(page.locator('.react-flow__node')).toHaveCount(2);
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(page.locator('.react-flow__node')).toHaveCount(3);

  // By keys alone, also when what had the focus has just been deleted.
  await page.getByRole('button', { name: 'Stop comparing' }).click();
  const ways = page.locator('.react-flow__edge');
  await page.getByTestId('rf__edge-start next').press('Enter');
  await page.keyboard.press('Delete');
  await expect(ways).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(ways).toHaveCount(1);
  await page.getByTestId('rf__node-more').press('Enter');
  await page.keyboard.press('Control+c');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Control+v');
  await page.keyboard.press('Control+v');
  await expect(page.locator('.react-flow__node')).toHaveCount(4);
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await expect(page.locator('.react-flow__node')).toHaveCount(0);
  for (let steps = 0; steps < 4; steps++) await page.keyboard.press('Control+z');
  await expect(page.locator('.react-flow__node')).toHaveCount(3);

  await page
    .getByRole('navigation', { name: 'Nodes to add' })
    .getByRole('button', { name: 'If', exact: true })
    .press('Enter');
  await page.getByRole('button', { name: 'Build the rule' }).click();
  const rule = page.getByRole('dialog', { name: 'Who it holds for' });
  await rule.getByText('Text', { exact: true }).click();
  await rule.getByRole('textbox').fill("city = 'Berlin' AND country = 'DE'");
  await rule.getByText('Builder', { exact: true }).click();
  await expect(rule.getByRole('textbox', { name: 'Value' }).first()).toHaveValue('Berlin');
  expect(await seriousFindings(page)).toEqual([]);
  await rule.getByRole('button', { name: 'Take this rule' }).click();
  await expect(page.locator('pre')).toHaveText(/city = 'Berlin'\s+AND country = 'DE'/);

  await page.goto(`${server.url}/#/contacts/${contact_id}`);
  const passes = page.getByRole('region', { name: 'Workflows' });
  await passes.getByRole('button', { name: 'Show the way through Onboarding' }).click();
  await expect(passes.getByText('By hand or program')).toBeVisible();
  await expect(passes.getByText(/^Waits/).first()).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
});
