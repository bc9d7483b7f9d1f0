import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { APP_ROOT } from '#test/support/app-root.ts';
import { call, serious } from '#test/support/audience-pages.ts';
import { expect, test } from '#test/support/e2e-server.ts';

const SAMPLE = join(APP_ROOT, 'resources/sample/contacts.csv');
const csv = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

test('the sample file is imported by hand, and its bad rows come back as a file', async ({
  signedInPage: page,
  server,
}) => {
  await page.goto(`${server.url}/#/imports`);
  await expect(page.getByText('An import brings in the contacts of a CSV or Excel file')).toBeVisible();
  await page.getByRole('link', { name: 'Import contacts' }).click();
  expect(await serious(page)).toEqual([]);
  await page.locator('input[type=file]').setInputFiles(SAMPLE);

  await expect(page.getByText('12 columns, about 5,000 rows.')).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Where the column first_name goes' })).toHaveValue('First name');
  await expect(page.getByRole('region', { name: 'How the first rows will look' })).toContainText('Béranger');
  expect(await serious(page)).toEqual([]);
  await page.getByRole('button', { name: 'Continue' }).click();

  await expect(page.getByText('By importing you confirm that these people have agreed')).toBeVisible();
  await page.getByLabel('Name of the list').fill('Sample people');
  expect(await serious(page)).toEqual([]);
  await page.getByRole('button', { name: 'Import about 5,000 rows' }).click();

  await expect(page.getByText('5,000 rows read')).toBeVisible({ timeout: 30_000 });
  expect(await serious(page)).toEqual([]);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download rejected rows' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('contacts - rejected.csv');
  expect(readFileSync(await file.path(), 'utf8')).toContain('The address has no @.');

  await page.goto(`${server.url}/#/lists`);
  // 5,000 rows less 12 rejected and 6 whose address comes again.
  await expect(page.getByRole('row', { name: /Sample people/ })).toContainText('4,982');
});

test('what was guessed wrongly is put right, and the preview follows', async ({ signedInPage: page, server }) => {
  await page.goto(`${server.url}/#/imports/new`);
  const file = csv('fair.csv', 'wer;Mail;Farbe\nMüller, Jörg;joerg@example.org;blau\nohne;keine-adresse;rot\n');
  await page.locator('input[type=file]').setInputFiles(file);
  const preview = page.getByRole('region', { name: 'How the first rows will look' });
  await expect(preview).toContainText('joerg@example.org');
  await expect(preview).toContainText('Will be rejected: The address has no @.');

  const who = page.getByRole('combobox', { name: 'Where the column wer goes' });
  await who.click();
  await page.getByRole('option', { name: 'Full name' }).click();
  await expect(preview).toContainText('Jörg');
  await page.getByRole('combobox', { name: 'Where the column Farbe goes' }).fill('Lieblings Farbe');
  await page.getByRole('option', { name: 'New field “Lieblings Farbe”' }).click();
  await expect(preview).toContainText('Lieblings Farbe');

  await page.getByRole('combobox', { name: 'Separator' }).click();
  await page.getByRole('option', { name: 'Comma' }).click();
  await expect(page.getByText('Choose the column that holds the email address.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Continue' })).toBeDisabled();
  expect(await serious(page)).toEqual([]);
});

test('a piece that is lost on its way is sent again', async ({ signedInPage: page, server }) => {
  let lost = 0;
  await page.route('**/rpc/imports/append', async (route) => {
    if (lost++ === 0) await route.abort('connectionreset');
    else await route.continue();
  });
  await page.goto(`${server.url}/#/imports/new`);
  await page.locator('input[type=file]').setInputFiles(csv('lost.csv', 'email\nlost@example.org\n'));
  await expect(page.getByText('1 column, about 1 row.')).toBeVisible({ timeout: 15_000 });
  expect(lost).toBe(2);
});

test('a spreadsheet and an empty file are refused before anything is sent', async ({ signedInPage: page, server }) => {
  await page.goto(`${server.url}/#/imports/new`);
  await page.locator('input[type=file]').setInputFiles(csv('people.ods', 'PK'));
  await expect(page.getByText('This kind of spreadsheet can’t be read.')).toBeVisible();
  await page.locator('input[type=file]').setInputFiles(csv('nothing.csv', ''));
  await expect(page.getByText('This file is empty.')).toBeVisible();
});

test('an upload that a closed window cut off goes on with the same file', async ({ signedInPage: page, server }) => {
  const text = `email\n${Array.from({ length: 50 }, (_, at) => `cut.${at}@example.org`).join('\n')}\n`;
  const job = await call<{ id: string }>(page, 'imports/begin', {
    filename: 'cut.csv',
    bytes: Buffer.byteLength(text),
  });
  await page.goto(`${server.url}/#/imports/${job.id}`);
  await expect(page.getByText('Choose cut.csv once more')).toBeVisible();
  await page.locator('input[type=file]').setInputFiles(csv('other.csv', 'email\n'));
  await expect(page.getByText('This is another file.')).toBeVisible();
  await page.locator('input[type=file]').setInputFiles(csv('cut.csv', text));
  await expect(page.getByText('about 50 rows.')).toBeVisible();
});

test('a check counts beforehand, the import does just that, and it can be taken back', async ({
  signedInPage: page,
  server,
}) => {
  await page.goto(`${server.url}/#/imports/new`);
  const rows = ['a@check.example,Ada,"3,5",', 'b@check.example,Ben,4,yes', 'nobody,Nil,5,'];
  const file = csv('checked.csv', ['email,first name,score,unsubscribed', ...rows].join('\n'));
  await page.locator('input[type=file]').setInputFiles(file);
  await expect(page.getByRole('combobox', { name: 'What score holds' })).toHaveValue('Number');
  await expect(page.getByRole('combobox', { name: 'Decimal sign in score' })).toHaveValue('1.234,5');
  expect(await serious(page)).toEqual([]);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('Where did these people agree?').fill('At the fair');
  await page.getByRole('button', { name: 'Check first' }).click();

  await expect(page.getByRole('heading', { name: 'What this import will do' })).toBeVisible();
  await expect(page.getByText('Opt-outs in the file')).toBeVisible();
  await expect(page.getByRole('row', { name: /The address has no @/ })).toContainText('1');
  expect(await serious(page)).toEqual([]);
  await page.getByRole('button', { name: 'Import 2 people' }).click();

  await expect(page.getByText('3 rows read')).toBeVisible();
  await expect(page.getByText('Consent: At the fair')).toBeVisible();
  await expect(page.getByText('each opt-out is on the suppression list')).toBeVisible();
  expect(await serious(page)).toEqual([]);
  await page.getByRole('button', { name: 'Take back the import' }).click();
  await expect(page.getByText('2 new contacts go to the recycle bin.')).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Take back the import' }).click();
  await expect(page.getByText('This import was taken back.')).toBeVisible();
  await expect(page.getByText('Opt-outs that stay')).toBeVisible();
  expect(await serious(page)).toEqual([]);
});

test('the files of a Mailchimp export are known, and their opt-outs stand beside those of Herald', async ({
  signedInPage: page,
  server,
}) => {
  const folder = join(APP_ROOT, 'test/fixtures/exports');
  const files = ['subscribed', 'unsubscribed', 'cleaned'].map((kind) =>
    join(folder, `${kind}_email_audience_export_1a2b3c.csv`),
  );
  await page.goto(`${server.url}/#/imports/new`);
  await page.locator('input[type=file]').setInputFiles(files);
  await expect(page.getByRole('heading', { name: 'This is an export of Mailchimp' })).toBeVisible();
  expect(await serious(page)).toEqual([]);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: /^Import about/ }).click();
  await expect(page.getByRole('heading', { name: 'File and Herald side by side' })).toBeVisible();
  await expect(page.getByRole('row', { name: /^Bounced/ })).toContainText('1');
  expect(await serious(page)).toEqual([]);
});

test('purchases are imported as events', async ({ signedInPage: page, server }) => {
  await call(page, 'contacts/create', { email: 'buyer@events.example' });
  await page.goto(`${server.url}/#/imports/new`);
  await page.getByText('Events, such as purchases').click();
  const file = csv('orders.csv', 'Order ID,Email,Date,Total\nA1,buyer@events.example,2026-03-01,12.50\n');
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('combobox', { name: 'What happened?' }).fill('purchase');
  await expect(page.getByRole('region', { name: 'How the first rows will look' })).toContainText(
    'buyer@events.example',
  );
  expect(await serious(page)).toEqual([]);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Check first' }).click();
  await page.getByRole('button', { name: 'Import 1 event' }).click();
  await expect(page.getByText('1 row read')).toBeVisible();
});

test('every step is taken with the keyboard alone, and what is new has the focus', async ({
  signedInPage: page,
  server,
}) => {
  const tabTo = async (target: Locator) => {
    for (let steps = 0; steps < 60; steps++) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error('the keyboard does not reach it');
  };
  const heading = (name: string) => page.getByRole('heading', { name, level: 2 });
  const choose = async (file: ReturnType<typeof csv>) => {
    await tabTo(page.getByRole('button', { name: 'Choose a file' }));
    const chooser = page.waitForEvent('filechooser');
    await page.keyboard.press('Enter');
    await (await chooser).setFiles(file);
  };
  await page.goto(`${server.url}/#/imports/new`);
  await choose(csv('empty.csv', ''));
  await expect(page.getByRole('alert')).toBeFocused();
  await choose(csv('keys.csv', 'email,first_name\nkeyboard@example.org,Kay\n'));
  await expect(heading('Where does each column go?')).toBeFocused();
  await tabTo(page.getByRole('button', { name: 'Continue' }));
  await page.keyboard.press('Enter');
  await expect(heading('Who are these people?')).toBeFocused();
  await tabTo(page.getByLabel('Name of the list'));
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('By keyboard');
  await tabTo(page.getByRole('button', { name: 'Check first' }));
  await page.keyboard.press('Enter');
  await expect(heading('What the import would do')).toBeFocused();
  await tabTo(page.getByRole('button', { name: /^Import/ }));
  await page.keyboard.press('Enter');
  await expect(heading('What has become of the rows')).toBeFocused();
  await tabTo(page.getByRole('link', { name: 'Show contacts' }));
});
