import type { EmailMessage } from '#main/channels/email/email-message.ts';
import { compileMime } from '#main/channels/email/mime-message.ts';
import type { ChannelMessage } from '#main/channels/provider-registry.ts';
import type { TokenSigner } from '#main/platform/tracking-token.ts';
import type { CompiledMessage } from '#main/rendering/compile-message.ts';
import { type MergeContact, mergeAddressesOf, mergeDataOf } from '#main/rendering/merge-data.ts';
import type { CampaignRecord } from '#main/repositories/campaign/campaign.repo.ts';
import type { ClaimedDelivery } from '#main/repositories/delivery/delivery.repo.ts';
import type { RecipientRow } from '#main/repositories/delivery/delivery-run.repo.ts';
import type { SenderRow } from '#main/repositories/sending/sender.repo.ts';
import { trackingUrls } from '#shared/domain/tracking/tracking-urls.ts';
import type { ReturnAddresses } from '../feedback/return-addresses.ts';
import type { PictureShelf } from './picture-shelf.ts';

/** The message of one send, compiled once. */
export interface RunMessage<Message extends ChannelMessage = ChannelMessage> {
  /** Goes before others, and is tried until it is certain that the server has it. */
  urgent?: boolean;
  /** The first moment from now on at which somebody in this zone may be written to; absent: any. */
  allowedAt?(timezone: string, now: number): number;
  /** Whom a delivery goes to, where that is no contact. */
  recipientOf?(delivery: ClaimedDelivery): RecipientRow | undefined;
  /** @throws RenderError when the template can't be filled in for this person */
  build(delivery: ClaimedDelivery, recipient: RecipientRow, now: number): Message;
}

export interface RunMessageOptions {
  campaign: CampaignRecord;
  sender: SenderRow;
  base_url: string;
  /** Whether mails hold a link that no person sees. */
  hidden_link?: boolean;
  signer: TokenSigner;
  /** Given when each message may have a return path of its own. */
  returns?: ReturnAddresses;
  /** Those that may travel in mails. */
  pictures?: PictureShelf;
}

/** @param message the text of the campaign, or of a variant of it */
export function compileRunMessage(
  message: CompiledMessage,
  { campaign, sender, base_url, signer, returns, pictures }: RunMessageOptions,
): RunMessage<EmailMessage> {
  const from = sender.from_email;
  const domain = from.slice(from.lastIndexOf('@') + 1);
  const mime = compileMime({
    from: { name: sender.from_name, address: from },
    reply_to: sender.reply_to,
    subject: message.subject.chunks,
    html: message.html.chunks,
    text: message.text.chunks,
    pictures: pictures?.named(message.pictures),
  });

  return {
    build(delivery, recipient, now) {
      const token = signer.sign(delivery.no);
      const urls = trackingUrls(base_url, token);
      const data = mergeDataOf(mergeRecipientOf(recipient, delivery.address), mergeAddressesOf(token, urls));
      const to = delivery.address;
      return {
        from: returns?.bounce(delivery.no) ?? from,
        to,
        mime: mime.build({
          to,
          message_id: `${delivery.no.toString(36)}.${campaign.id}@${domain}`,
          unsubscribe_url: urls.unsubscribe,
          unsubscribe_address: returns?.unsubscribe(delivery.no),
          date: now,
          subject: message.subject.fill(data),
          html: message.html.fill(data),
          text: message.text.fill(data),
        }),
      };
    },
  };
}

/** @param email where the contact has none of their own any more */
export function mergeRecipientOf({ status: _status, ...row }: RecipientRow, email: string): MergeContact {
  return { ...row, email: row.email ?? email, attributes: JSON.parse(row.attributes) as Record<string, unknown> };
}
