import type { Campaign, CampaignStats } from '#shared/contract/campaign.contract.ts';
import type { ContactRow } from '#shared/contract/contact.contract.ts';
import type { Organization } from '#shared/contract/organization.contract.ts';
import type { Sender } from '#shared/contract/sender.contract.ts';
import type { SendingRules } from '#shared/contract/sending-rules.contract.ts';
import { seriousFindings } from '#test/support/axe-findings.ts';
import { expect, signedIn, startServer, test } from '#test/support/e2e-server.ts';
import { restClient } from '#test/support/rest-client.ts';
import { draftFor, listOf } from '#test/support/sample-campaign.ts';
import { SmtpSink } from '#test/support/smtp-sink.ts';

test('a send is taken back, sent after all, and who failed is tried again once it is put right', async ({ page }) => {
  // One of its own: its sender and its rules are not for other tests.
  const server = await startServer();
  await signedIn(page, server);
  let gone = true;
  const sink = await SmtpSink.start({
    faultOf: (address) =>
      gone && /-[12]@/.test(address) ? { at: 'rcpt', code: 550, text: '5.1.1 No such user' } : undefined,
  });
  try {
    const rest = await restClient(server);
    const { revision } = await rest.get<Organization>('/organization');
    await rest.put('/organization', { revision, tracking: { public_url: 'https://news.example.org' } });
    const rules = await rest.get<SendingRules>('/rate-limits');
    await rest.put('/rate-limits', { revision: rules.revision, undo_seconds: 600 });
    const sender = await rest.post<Sender>('/senders', {
      name: 'Relay',
      from_name: 'Test',
      from_email: 'news@example.org',
      host: '127.0.0.1',
      port: sink.port,
      security: 'none',
    });
    const list = await listOf(rest, 'Readers', 4);
    const draft = await draftFor(rest, { name: 'Spring', list, sender_id: sender.id });
    const send = async () => {
      await page.getByRole('button', { name: 'Send to 4 people' }).click();
      const dialog = page.getByRole('dialog');
      const accept = dialog.getByRole('checkbox', { name: /^Send it with/ });
      // Whether there are warnings about the records of the domain depends on whom this machine can ask.
      await expect(async () => {
        if (await accept.isVisible()) await accept.check();
        await expect(dialog.getByRole('button', { name: 'Send to 4 people' })).toBeEnabled({ timeout: 500 });
      }).toPass();
      await dialog.getByRole('button', { name: 'Send to 4 people' }).click();
      await expect(page.getByText(/Sending starts in 5\d\d seconds/)).toBeVisible();
    };
    await page.goto(`${server.url}/#/campaigns/${draft.id}`);
    await send();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByRole('textbox', { name: 'Subject', exact: true })).toBeVisible();
    expect((await rest.get<Campaign>(`/campaigns/${draft.id}`)).state).toBe('draft');
    await send();
    await page.getByRole('button', { name: 'Send now' }).click();
    const counts = async () => (await rest.get<CampaignStats>(`/campaigns/${draft.id}/stats`)).counts;
    await expect.poll(counts).toMatchObject({ accepted: 2, failed: 2 });

    await page.getByRole('link', { name: 'Failed messages' }).click();
    const group = page.getByRole('article', { name: 'The address does not exist' });
    await expect(group).toContainText('2 messages · in one campaign');
    await expect(group).toContainText('550 5.1.1 No such user');
    await group.getByRole('button', { name: 'Show them' }).click();
    await expect(group.getByText('readers-1@example.org')).toBeVisible();
    expect(await seriousFindings(page)).toEqual([]);
    gone = false;
    // They are suppressed by now; as the screen advises, their addresses are put right.
    const { items } = await rest.get<{ items: ContactRow[] }>('/contacts?search=readers');
    for (const { id, email, revision } of items.filter((contact) => /-[12]@/.test(contact.email ?? ''))) {
      await rest.put(`/contacts/${id}`, { revision, email: email?.replace('@', 'b@') });
    }
    await group.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByText('Nothing has failed.')).toBeVisible();
    await expect.poll(counts).toMatchObject({ accepted: 4, failed: 0 });
    expect(sink.doubled).toEqual([]);
  } finally {
    await sink.close();
    await server.stop();
  }
});
