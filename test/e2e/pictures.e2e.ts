import { seriousFindings } from '#test/support/axe-findings.ts';
import { expect, test } from '#test/support/e2e-server.ts';
import { restClient } from '#test/support/rest-client.ts';
import { designWith, PLAIN } from '#test/support/sample-design.ts';
import { pictureOf } from '#test/support/sample-picture.ts';

const shot = async (page: import('@playwright/test').Page, name: string) => {
  if (!process.env.SHOTS) return;
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: `${process.env.SHOTS}/${name}-${colorScheme}.png` });
  }
  await page.emulateMedia({ colorScheme: 'light' });
};

test('a picture is uploaded, described, put into a mail, and can’t be deleted while it is there', async ({
  signedInPage: page,
  server,
}) => {
  await page.goto(`${server.url}/#/media`);
  await expect(page.getByText('No pictures yet')).toBeVisible();
  await shot(page, 'media-empty');
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Upload pictures' }).click();
  await (await chooser).setFiles([
    { name: 'beach.png', mimeType: 'image/png', buffer: await pictureOf({ width: 900, height: 400 }) },
    { name: 'logo.png', mimeType: 'image/png', buffer: svg },
  ]);
  await expect(page.getByRole('alert').getByText(/logo\.png.*SVG/)).toBeVisible();
  const tile = page.getByRole('list', { name: 'Media' }).getByRole('button', { name: /beach\.png/ });
  await expect(tile.getByText('Not described')).toBeVisible();
  await expect.poll(() => tile.locator('img').evaluate((img) => (img as HTMLImageElement).naturalWidth)).toBe(320);
  await shot(page, 'media');
  expect(await seriousFindings(page)).toEqual([]);

  // Dropped on the page, and pasted.
  for (const [red, kind] of [
    [10, 'drop'],
    [90, 'paste'],
  ] as const) {
    const bytes = [...(await pictureOf({ red }))];
    await page.evaluate(
      ({ bytes, kind }) => {
        const data = new DataTransfer();
        data.items.add(new File([Uint8Array.from(bytes)], `${kind}.png`, { type: 'image/png' }));
        const made =
          kind === 'drop'
            ? new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true })
            : new ClipboardEvent(kind, { clipboardData: data, bubbles: true });
        document.querySelector('main ul')?.dispatchEvent(made);
      },
      { bytes, kind },
    );
    await expect(page.getByRole('button', { name: `${kind}.png` })).toBeVisible();
  }

  await tile.press('Enter');
  await page.getByRole('textbox', { name: 'What the picture says' }).fill('The beach at noon');
  await page.getByRole('dialog').getByLabel('Folder').fill('Summer');
  await expect(page.getByText('Nothing shows it.')).toBeVisible();
  await shot(page, 'media-dialog');
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(tile.getByText('Not described')).toHaveCount(0);

  const rest = await restClient(server);
  const image = {
    ...PLAIN,
    id: 'pic',
    kind: 'image',
    src: '',
    alt: '',
    href: '',
    width: 100,
    align: 'center',
  } as const;
  const content = { body_kind: 'visual', body: designWith(image) };
  const { id } = await rest.post<{ id: string }>('/templates', { name: 'Postcard', content });
  await page.goto(`${server.url}/#/templates/${id}`);
  const mail = page.getByRole('region', { name: 'The mail' });
  await mail.getByRole('group').first().click();
  await page.getByRole('button', { name: 'Choose from media' }).click();
  await shot(page, 'media-picker');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /beach\.png/ })
    .click();
  await expect(mail.getByRole('img', { name: 'The beach at noon' })).toBeVisible();
  await expect(page.locator('[data-save="saved"]')).toBeVisible();

  await page.goto(`${server.url}/#/media?folder=Summer`);
  await tile.click();
  await expect(page.getByRole('dialog').getByRole('link', { name: 'Postcard' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Move to the recycle bin' })).toBeDisabled();
});
