import type { Campaign } from '#shared/contract/campaign.contract.ts';
import { seriousFindings } from '#test/support/axe-findings.ts';
import { expect, test } from '#test/support/e2e-server.ts';
import { restClient } from '#test/support/rest-client.ts';
import { draftFor, listOf } from '#test/support/sample-campaign.ts';

const BODY = `<p>Dear {{ company }},</p>
<p style="color:#cccccc">Pale words</p>
<p><a href="{{ unsubscribe_url }}">Unsubscribe</a></p>`;

test('preflight says what stands against a message, leads to it, and asks before it goes out', async ({
  signedInPage: page,
  server,
}) => {
  const rest = await restClient(server);
  const list = await listOf(rest, 'Readers', 3);
  const { id, revision } = await draftFor(rest, { name: 'Spring', list });
  await rest.put(`/campaigns/${id}`, { revision, body: BODY });
  await page.goto(`${server.url}/#/campaigns/${id}?panel=preflight`);
  await page.getByRole('button', { name: 'Look now' }).click();
  const warnings = page.getByRole('region', { name: '2 warnings' });
  await expect(warnings).toContainText('No value for company');
  await expect(warnings).toContainText('“Pale words” is hard to read');
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await seriousFindings(page)).toEqual([]);
  }

  await warnings.getByRole('button', { name: '3 people' }).click();
  await expect(page.getByRole('dialog').getByRole('listitem')).toHaveCount(3);
  await page.keyboard.press('Escape');
  await warnings.getByRole('button', { name: 'Show' }).last().click();
  await expect(page.locator('.cm-activeLine')).toContainText('Pale words');

  await page.getByRole('button', { name: 'Send to 3 people' }).click();
  const dialog = page.getByRole('dialog');
  const send = dialog.getByRole('button', { name: 'Send to 3 people' });
  await expect(send).toBeDisabled();
  expect(await seriousFindings(page)).toEqual([]);
  await dialog.getByRole('checkbox', { name: 'Send it with the 2 warnings' }).check();
  await send.click();
  await expect.poll(async () => (await rest.get<Campaign>(`/campaigns/${id}`)).state).not.toBe('draft');
});
