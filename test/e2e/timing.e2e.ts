import { seriousFindings } from '#test/support/axe-findings.ts';
import { expect, test } from '#test/support/e2e-server.ts';
import { restClient } from '#test/support/rest-client.ts';
import { draftFor, listOf } from '#test/support/sample-campaign.ts';

test('a program gets a key, asks for a message, and the log says what the server said', async ({
  signedInPage: page,
  server,
}) => {
  await page.goto(`${server.url}/#/settings/keys`);
  await page.getByRole('button', { name: 'New key' }).click();
  await page.getByLabel('Name').fill('Shop');
  await page.getByRole('button', { name: 'Make the key' }).click();
  const key = await page.getByRole('textbox', { name: 'Key' }).inputValue();
  await page.keyboard.press('Escape');
  await page.goto(`${server.url}/#/transactional`);
  await expect(page.getByText('No program has asked for a message yet.')).toBeVisible();
  const answer = await fetch(`${server.url}/api/v1/tenants/-/transactional/email`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'idempotency-key': 'order-7' },
    body: JSON.stringify({
      to: 'ana@example.org',
      subject: 'Order {{ number }}',
      markdown: 'It is on its way.',
      data: { number: 7 },
    }),
  });
  expect(answer.status).toBe(202);
  await page.getByText('Order 7').click();
  await expect(page.getByText('The mail server took it.')).toBeVisible();
  await expect(page.getByText('250 OK: message queued')).toBeVisible();
  await expect(page.frameLocator('iframe').getByText('It is on its way.')).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
});

test('a campaign is told to repeat, says when, and can be taken back', async ({ signedInPage: page, server }) => {
  const rest = await restClient(server);
  const draft = await draftFor(rest, { name: 'Weekly', list: await listOf(rest, 'Weekly', 2) });
  await page.goto(`${server.url}/#/campaigns/${draft.id}`);
  await page.getByRole('button', { name: 'Send to 2 people' }).click();
  await page.getByRole('radiogroup', { name: 'When to send' }).getByText('Again and again').click();
  await page.getByLabel('First time').fill('2031-03-03T09:00');
  await page.getByText('Mon', { exact: true }).click();
  await expect(page.getByText('Monday, 31 March 2031 at 09:00')).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Schedule for 2 people' }).click();
  await expect(page.getByText('Next times')).toBeVisible();
  await expect(page.getByText('It has not gone out yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Back to draft' }).click();
  await expect(page.getByRole('button', { name: 'Send to 2 people' })).toBeVisible();
});
