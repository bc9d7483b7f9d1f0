import { seriousFindings } from '#test/support/axe-findings.ts';
import { expect, test } from '#test/support/e2e-server.ts';
import { restClient } from '#test/support/rest-client.ts';
import { draftFor, listOf } from '#test/support/sample-campaign.ts';

test('two subjects are tried on a sample, and a person sends one of them to the rest', async ({
  signedInPage: page,
  server,
}) => {
  const rest = await restClient(server);
  const draft = await draftFor(rest, { name: 'Spring', list: await listOf(rest, 'Spring', 24) });
  await page.goto(`${server.url}/#/campaigns/${draft.id}?panel=test`);
  await page.getByRole('button', { name: 'Set up a test' }).click();
  const second = page.getByRole('group', { name: 'Variant B' });
  await second.getByLabel('Subject').fill('Bargains for you');
  await second.getByRole('button', { name: 'Write' }).click();
  await page.getByRole('textbox', { name: 'Message' }).fill('<p>A text for B</p>');
  await expect(page.getByText('Of its own: subject and text.')).toBeVisible();
  await expect(second.getByText('Text of its own')).toBeVisible();
  await page.getByRole('tab', { name: 'Preview' }).click();
  await expect(page.frameLocator('iframe').getByText('A text for B')).toBeVisible();
  await page.getByRole('radiogroup', { name: 'Variant being written' }).getByText('A', { exact: true }).click();
  await expect(page.frameLocator('iframe').getByText('A text for B')).toBeHidden();
  await page.getByRole('tab', { name: 'A/B test' }).click();
  await page.getByRole('slider', { name: 'Sample' }).focus();
  for (let steps = 0; steps < 30; steps++) await page.keyboard.press('ArrowRight');
  await expect(page.getByText('50 % of those who get it')).toBeVisible();
  await expect(page.getByText('Each of 2 variants goes to about 6 people.')).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Send to 24 people' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('Each of 2 variants goes to about 6 people.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Send to 24 people' }).click();
  await expect(page.getByText(/people wait for the outcome/)).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Send variant B to the rest' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Send variant B to the rest' }).click();
  await expect(page.getByText('Somebody chose variant B for the rest.')).toBeVisible();
  await expect.poll(async () => (await rest.get<{ state: string }>(`/campaigns/${draft.id}`)).state).toBe('sent');
});
