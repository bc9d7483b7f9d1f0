import { expect, it } from 'vitest';
import { createPublicTokens } from '#main/platform/public-tokens.ts';
import { createTokenSigner } from '#main/platform/tracking-token.ts';
import { compileMessage } from '#main/rendering/compile-message.ts';
import type { CampaignRecord } from '#main/repositories/campaign/campaign.repo.ts';
import type { SenderRow } from '#main/repositories/sending/sender.repo.ts';
import { returnAddresses } from '#main/services/feedback/return-addresses.ts';
import { compileRunMessage } from '#main/services/sending/run-message.ts';

const key = new Uint8Array(32).fill(3);
const tokens = createPublicTokens(key);
const campaign = {
  id: 'c',
  subject: 'Hi',
  preheader: '',
  body: 'Hi',
  body_kind: 'html' as const,
  track_opens: true,
  track_clicks: true,
};
const recipient = { id: 'x', email: 'ana@shop.example', attributes: '{}', status: 'deliverable' };

it('each message expects its bounces at an address of its own, and can be left by mail, where a mailbox is read', () => {
  const options = { base_url: 'https://t.acme.example', track_opens: true, track_clicks: true };
  const message = compileRunMessage(compileMessage(campaign, options), {
    campaign: campaign as unknown as CampaignRecord,
    sender: { from_name: 'Acme', from_email: 'news@acme.example', reply_to: null } as SenderRow,
    base_url: 'https://t.acme.example',
    signer: createTokenSigner(key),
    returns: returnAddresses(tokens.return_path, 'returns@acme.example'),
  });
  const delivery = {
    no: 77,
    send_no: 1,
    contact_no: 1,
    address: 'ana@shop.example',
    attempts: 0,
    next_at: null,
    first_at: null,
    variant: null,
    planned: 0,
  };
  const { from, mime } = message.build(delivery, recipient as never, 0);
  const [, token = ''] = /^returns\+(.+)@acme\.example$/.exec(from) ?? [];
  expect(tokens.return_path.verify(token)).toEqual({ purpose: 'bounce', no: 77 });
  const [, leaving = ''] = /<mailto:returns\+(.+)@acme\.example\?subject=unsubscribe>/.exec(mime) ?? [];
  expect(tokens.return_path.verify(leaving)).toEqual({ purpose: 'unsubscribe', no: 77 });
  expect(mime).toContain('From: Acme <news@acme.example>');
});
