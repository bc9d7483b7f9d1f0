import { seriousFindings } from '#test/support/axe-findings.ts';
import { expect, test } from '#test/support/e2e-server.ts';
import { restClient } from '#test/support/rest-client.ts';
import { draftFor, listOf } from '#test/support/sample-campaign.ts';

test.beforeEach(async ({ signedInPage: _founded, server }) => {
  const rest = await restClient(server);
  await rest.post('/test-mailbox/clear');
});

test('an empty mailbox leads to the first campaign', async ({ signedInPage: page, server }) => {
  await page.goto(`${server.url}/#/mailbox`);
  await expect(page.getByText('arrives here and nowhere else')).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('link', { name: 'Write your first campaign' }).click();
  await expect(page).toHaveURL(/#\/campaigns\/new$/);
});

test('mail arrives by itself, is read, searched, deleted and cleared', async ({ signedInPage: page, server }) => {
  const rest = await restClient(server);
  const draft = await draftFor(rest, { name: 'Inbox', list: await listOf(rest, 'Inbox', 4) });
  await page.goto(`${server.url}/#/mailbox`);
  await expect(page.getByText('arrives here and nowhere else')).toBeVisible();
  await rest.post(`/campaigns/${draft.id}/send`, { revision: draft.revision });
  const list = page.getByRole('listbox', { name: 'Messages' });
  await expect(list.getByRole('option')).toHaveCount(4, { timeout: 20_000 });
  await expect(page.getByText('4 unread')).toBeVisible();

  await list.focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.frameLocator('iframe').getByRole('heading', { name: 'Hello' })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByText('2 unread')).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);

  for (const [tab, words] of [
    ['Text', 'Have a look'],
    ['Headers', 'List-Unsubscribe-Post'],
    ['Source', 'Content-Type: multipart/alternative'],
  ] as const) {
    await page.getByRole('tab', { name: tab }).click();
    await expect(page.getByRole('article').getByText(words).first()).toBeVisible();
  }

  await page.getByRole('searchbox').last().fill('inbox-3@');
  await expect(list.getByRole('option')).toHaveCount(1);
  await list.getByRole('option').click();
  await page.getByRole('button', { name: 'Delete this message' }).click();
  await expect(page.getByText('No message matches.')).toBeVisible();
  await page.getByRole('searchbox').last().fill('');
  await expect(list.getByRole('option')).toHaveCount(3);

  await page.getByRole('button', { name: 'Clear the mailbox' }).click();
  await expect(page.getByRole('dialog')).toContainText('3 messages are thrown away');
  await page.getByRole('dialog').getByRole('button', { name: 'Clear the mailbox' }).click();
  await expect(page.getByText('arrives here and nowhere else')).toBeVisible();
});

test('a mail can neither run scripts nor reach Herald', async ({ signedInPage: page, server }) => {
  const rest = await restClient(server);
  const list = await listOf(rest, 'Hostile', 1);
  const draft = await draftFor(rest, { name: 'Hostile', list });
  const body = `<p id="seen">Here</p><img src="x" onerror="document.body.append('ran')"><script>top.document.title='taken'</script>
    <a href="javascript:alert(1)">Odd link</a><iframe src="/"></iframe><form action="/rpc"><button>Go</button></form>`;
  const { revision } = await rest.put<{ revision: number }>(`/campaigns/${draft.id}`, {
    revision: draft.revision,
    body_kind: 'html',
    body,
  });
  await rest.post(`/campaigns/${draft.id}/send`, { revision });
  await page.goto(`${server.url}/#/mailbox`);
  await page.getByRole('option').first().click({ timeout: 20_000 });
  const mail = page.frameLocator('article iframe');
  await expect(mail.getByText('Here')).toBeVisible();
  await mail.getByRole('button', { name: 'Go' }).click();
  await expect(mail.getByText('ran')).toHaveCount(0);
  await expect(page).toHaveTitle('Test mailbox · Herald');
  await expect(page).toHaveURL(/#\/mailbox/);
});
