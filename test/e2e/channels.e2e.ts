import type { Locator } from '@playwright/test';
import { seriousFindings } from '#test/support/axe-findings.ts';
import { expect, test } from '#test/support/e2e-server.ts';
import { restClient } from '#test/support/rest-client.ts';

test('an account for text messages is added, and one is written with its segments and cost', async ({
  signedInPage: page,
  server,
}) => {
  await page.goto(`${server.url}/#/settings/senders?add=1`);
  const drawer = page.getByRole('dialog', { name: 'Add a sender' });
  await drawer.getByLabel('Service').click();
  await page.getByRole('option', { name: 'Twilio' }).click();
  await drawer.getByLabel('Name', { exact: false }).first().fill('Texts');
  await drawer.getByLabel('Account SID').fill('AC12');
  await drawer.getByLabel('Auth token').first().fill('tok1');
  await drawer.getByLabel('From').last().fill('+15017122661');
  await drawer.getByLabel('Price of a segment').fill('0.0745 EUR');
  await drawer.getByRole('button', { name: 'Add a sender' }).click();
  await expect(drawer.getByLabel('Account SID')).toHaveAttribute('aria-invalid', 'true');
  await drawer.getByLabel('Account SID').fill(`AC${'a'.repeat(32)}`);
  await drawer.getByRole('button', { name: 'Add a sender' }).click();
  await expect(page.getByRole('article', { name: 'Texts' })).toContainText('Twilio');

  await page.goto(`${server.url}/#/campaigns/new`);
  await page.getByLabel('Name').fill('Flash sale');
  await page.getByRole('radio', { name: /Text message/ }).click();
  await page.getByRole('button', { name: 'Create draft' }).click();
  const text = page.getByRole('textbox', { name: 'Text' });
  await text.fill('a'.repeat(161));
  await expect(page.getByText('2 segments')).toBeVisible();
  await expect(page.getByText(/about €0.149 for each person/)).toBeVisible();
  await text.fill('Hi {{ first_name }} – 20 % off');
  await expect(page.getByText(/Because of "–" only 70 characters/)).toBeVisible();
  await expect(page.getByRole('region', { name: 'The text message' })).toHaveText('Hi Alex – 20 % off');
  expect(await seriousFindings(page)).toEqual([]);

  const rest = await restClient(server);
  for (const [first_name, phone] of [
    ['Ana', '+4915112345671'],
    ['Maximiliane', '+4915112345672'],
  ]) {
    await rest.post('/contacts', { email: `${first_name}@texts.example`, first_name, phone });
  }
  await text.fill(`Hi {{ first_name }}, ${'now '.repeat(28)}https://shop.example/sale-of-the-year`);
  await expect(page.getByRole('region', { name: 'The text message' })).toContainText(/\/c\/[\w-]{15}$/);
  await page.getByRole('tab', { name: 'Recipients' }).click();
  await page.getByText('Every contact', { exact: true }).click();
  await expect(
    page.getByText('Each link becomes a short one at your tracking address.', { exact: false }),
  ).toBeVisible();
  await page.getByRole('tab', { name: 'Preflight' }).click();
  await page.getByRole('button', { name: 'Look now' }).click();
  await expect(page.getByText('Each person gets 1 to 2 segments, 3 in all. That costs €0.2235.')).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
});

test('a mail server may be signed in to with tokens of Google instead of a password', async ({
  signedInPage: page,
  server,
}) => {
  await page.goto(`${server.url}/#/settings/senders?add=1`);
  const drawer = page.getByRole('dialog', { name: 'Add a sender' });
  await drawer.getByLabel('Name', { exact: false }).first().fill('Workspace');
  await drawer.getByLabel('From address').fill('news@acme.example');
  await drawer.getByLabel('Host').fill('smtp.gmail.com');
  await drawer.getByLabel('Sign in with').click();
  await page.getByRole('option', { name: 'Google (OAuth)' }).click();
  await expect(drawer.getByLabel('Address that gives tokens')).toHaveValue('https://oauth2.googleapis.com/token');
  await drawer.getByLabel('User name').fill('news@acme.example');
  await drawer.getByLabel('Client id').fill('herald.apps.example');
  await drawer.getByLabel('Client secret').first().fill('hush');
  await drawer.getByLabel('Refresh token').first().fill('1//refresh');
  expect(await seriousFindings(page)).toEqual([]);
  await drawer.getByRole('button', { name: 'Add a sender' }).click();
  const card = page.getByRole('article', { name: 'Workspace' });
  await card.getByRole('button', { name: /Edit/ }).click();
  const edit = page.getByRole('dialog', { name: /Workspace/ });
  await expect(edit.getByLabel('Client id')).toHaveValue('herald.apps.example');
  await expect(edit.getByLabel('Refresh token').first()).toHaveAttribute('placeholder', 'Kept; type to replace');
});

test('a push message is written with its notification, and a chat is told what it was asked to tell', async ({
  signedInPage: page,
  server,
}) => {
  const add = async (service: string, fill: (drawer: Locator) => Promise<void>) => {
    await page.goto(`${server.url}/#/settings/senders?add=1`);
    const drawer = page.getByRole('dialog', { name: 'Add a sender' });
    await drawer.getByLabel('Service').click();
    await page.getByRole('option', { name: service }).click();
    await drawer.getByLabel('Name', { exact: false }).first().fill(service);
    await fill(drawer);
    expect(await seriousFindings(page)).toEqual([]);
    await drawer.getByRole('button', { name: 'Add a sender' }).click();
    await expect(page.getByRole('article', { name: service })).toBeVisible();
    await expect(drawer).toBeHidden();
  };
  await add('Browsers (Web Push)', (drawer) =>
    drawer.getByLabel('Contact for push services').fill('mailto:push@example.org'),
  );
  await add('Slack', async (drawer) => {
    await drawer.getByLabel('Webhook address').first().fill('https://hooks.slack.com/services/T0/B0/X');
    await drawer.getByLabel('when a sender is in trouble').uncheck();
  });
  await page.getByRole('article', { name: 'Slack' }).getByRole('button', { name: 'Edit' }).click();
  await expect(page.getByLabel('when a sender is in trouble')).not.toBeChecked();
  await expect(page.getByLabel('when a campaign has been sent')).toBeChecked();

  await page.goto(`${server.url}/#/campaigns/new`);
  await page.getByLabel('Name').fill('Flash sale');
  await page.getByRole('radio', { name: /Push message/ }).click();
  await page.getByRole('button', { name: 'Create draft' }).click();
  await page.getByRole('textbox', { name: 'Title', exact: true }).fill('Hi {{ first_name }}');
  await page.getByRole('textbox', { name: 'Text' }).fill('Today only');
  await page.getByRole('textbox', { name: 'Link', exact: true }).fill('https://shop.example/');
  const shown = page.getByRole('region', { name: 'The push message' });
  await expect(shown).toContainText('Hi Alex');
  await expect(shown).toContainText('Today only');
  expect(await seriousFindings(page)).toEqual([]);
});
