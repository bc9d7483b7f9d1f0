import { call } from '#test/support/audience-pages.ts';
import { seriousFindings } from '#test/support/axe-findings.ts';
import { expect, signedIn, startServer, test } from '#test/support/e2e-server.ts';

interface Listed {
  items: { id: number; to: string; subject: string }[];
}

test('somebody signs up, confirms, chooses what they get and leaves', async ({ page, browser }) => {
  const server = await startServer();
  await signedIn(page, server);
  const offers = await call<{ id: string; revision: number }>(page, 'lists/create', { name: 'Offers' });
  await call(page, 'lists/update', { id: offers.id, revision: offers.revision, is_public: true });
  await call(page, 'lists/create', { name: 'Letter' });

  // The list asks by mail and is a topic.
  await page.goto(`${server.url}/#/lists`);
  await page.getByRole('button', { name: 'Actions for Letter' }).click();
  await page.getByRole('menuitem', { name: 'Topic and confirmation' }).click();
  await page.getByRole('switch', { name: 'Show this list as a topic' }).click();
  await page.getByRole('textbox', { name: 'Public name' }).fill('The monthly letter');
  await page.getByRole('switch', { name: 'Ask everybody who joins to confirm by mail' }).click();
  await expect(page.frameLocator('iframe').getByText('Yes, I want to get it')).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('button', { name: 'Save' })).toBeDisabled();

  // Its form, with what it looks like beside it.
  await page.getByRole('tab', { name: 'Sign-up form' }).click();
  await page.getByRole('button', { name: 'Make a sign-up form' }).click();
  const preview = page.frameLocator('iframe[title="Preview of the page"]');
  await expect(preview.getByRole('heading', { name: 'The monthly letter' })).toBeVisible();
  await page.getByLabel('Introduction').fill('Once a month, from our kitchen.');
  await expect(preview.getByText('Once a month, from our kitchen.')).toBeVisible();
  await page.getByRole('button', { name: 'Add a field' }).click();
  await page.getByRole('menuitem', { name: 'City' }).click();
  await expect(preview.getByLabel('City')).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('button', { name: 'Save' })).toBeDisabled();
  const address = await page.getByLabel('Address of the form').inputValue();
  await page.getByRole('button', { name: 'HTML', exact: true }).click();
  await expect(page.getByText(`action="${address}"`)).toBeVisible();

  // A stranger signs up in a browser without JavaScript.
  const context = await browser.newContext({ javaScriptEnabled: false, locale: 'en-GB' });
  const visitor = await context.newPage();
  await visitor.goto(address);
  await visitor.getByLabel('Email address').fill('vera@example.org');
  await visitor.getByLabel('First name').fill('Vera');
  await visitor.waitForTimeout(2_100);
  await visitor.getByRole('button', { name: 'Subscribe' }).click();
  await expect(visitor.getByText('Please tick this if you agree')).toBeVisible();
  await expect(visitor.getByLabel('First name')).toHaveValue('Vera');
  await visitor.getByLabel(/^I want to get/).check();
  await visitor.waitForTimeout(2_100);
  await visitor.getByRole('button', { name: 'Subscribe' }).click();
  await expect(visitor.getByRole('heading', { name: 'Please look into your mail' })).toBeVisible();

  // The mail is in the test mailbox; its link asks once more.
  await visitor.goto(server.url + (await linkIn(page, 'vera@example.org', 'y')));
  await visitor.getByRole('button', { name: 'Yes, I want to get it' }).click();
  await expect(visitor.getByRole('heading', { name: 'You are on the list' })).toBeVisible();
  await page.goto(`${server.url}/#/lists`);
  await page.getByRole('link', { name: '1, Subscribed: contacts of Letter' }).click();
  await page
    .getByRole('link', { name: /Vera|vera@/ })
    .first()
    .click();
  const proof = page.getByRole('region', { name: 'Consent' });
  await expect(proof.getByText('Confirmed').first()).toBeVisible();
  await proof.getByText('Proof for Letter').click();
  await expect(proof.getByText('I can unsubscribe at any time')).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);

  // They ask for their page, take another topic and a break, then leave.
  await visitor.goto(`${server.url}/p/`);
  await visitor.getByLabel('Email address').fill('vera@example.org');
  await visitor.getByRole('button', { name: 'Send me the link' }).click();
  await visitor.goto(server.url + (await linkIn(page, 'vera@example.org', 'p')));
  await visitor.getByLabel('Offers').check();
  await visitor.getByLabel('At most one a week').check();
  await visitor.getByRole('button', { name: 'Save' }).click();
  await expect(visitor.getByText('Saved. It holds from now on.')).toBeVisible();
  await expect(visitor.getByLabel('Offers')).toBeChecked();
  await visitor.getByRole('button', { name: 'Pause for 30 days' }).click();
  await expect(visitor.getByText('You are taking a break until')).toBeVisible();
  await expect(proof.getByText('Wants at most one campaign a week.')).toBeVisible();
  await visitor.getByRole('button', { name: 'Unsubscribe from everything' }).click();
  await visitor.getByLabel('Too many messages').check();
  await visitor.getByLabel('In your own words, if you like').fill('I have enough recipes');
  await visitor.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(visitor.getByText('Thank you for telling us.')).toBeVisible();
  await context.close();

  await page.goto(`${server.url}/#/suppressions?tab=reasons`);
  await page.getByRole('link', { name: /Too many messages/ }).click();
  await expect(page.getByText('I have enough recipes')).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  await server.stop();
});

test('addresses are suppressed by a file and by hand, and taken off with a reason', async ({
  signedInPage: page,
  server,
}) => {
  await call(page, 'contacts/create', { email: 'ana@example.org', first_name: 'Ana' });
  await page.goto(`${server.url}/#/suppressions`);
  await page.getByRole('button', { name: 'Add addresses' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('input[type=file]').setInputFiles({
    name: 'old-list.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`Email;Reason\nana@example.org;opt-out\n${'b'.repeat(64)};Bounce\nnowhere;\n`),
  });
  await expect(dialog.getByText('Reads the column “Email”.')).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Suppress what is in the file' }).click();
  await expect(dialog.getByText('2 addresses added, one line could not be read.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  const grid = page.getByRole('grid', { name: 'Suppression' });
  await expect(grid.getByRole('row')).toHaveCount(3);

  await page.getByRole('button', { name: 'Reason' }).click();
  await page.getByRole('option', { name: 'Unsubscribed (1)' }).click();
  await expect(grid.getByRole('row')).toHaveCount(2);
  await page.getByRole('button', { name: 'Take ana@example.org off the list' }).click();
  await expect(dialog.getByText('They asked for no more mail.')).toBeVisible();
  await expect(dialog.getByText('Ana can be written to again by campaigns to everybody.')).toBeVisible();
  await dialog.getByLabel('Why? It is kept in the log.').fill('She asked us to, by phone');
  expect(await seriousFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Take off the list' }).click();
  await expect(page.getByText('ana@example.org is off the list.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('It is suppressed again.')).toBeVisible();
});

/** The path of the link in the newest mail to this address. */
async function linkIn(page: Parameters<typeof call>[0], address: string, kind: 'y' | 'p'): Promise<string> {
  let path: string | undefined;
  await expect
    .poll(async () => {
      const { items } = await call<Listed>(page, 'mailbox/list', {});
      for (const { id } of items.filter(({ to }) => to === address)) {
        const { text } = await call<{ text: string | null }>(page, 'mailbox/get', { id });
        path = new RegExp(`https?://[^/\\s]+(/${kind}/[\\w-]+)`).exec(text ?? '')?.[1];
        if (path) return true;
      }
      return false;
    })
    .toBe(true);
  return path ?? '';
}
