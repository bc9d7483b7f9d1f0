import type { SmsMessage } from '#main/channels/sms/sms-message.ts';
import type { Reader } from '#main/db/access.ts';
import { compileSms, fillSms } from '#main/rendering/compile-sms.ts';
import { mergeAddressesOf, mergeDataOf } from '#main/rendering/merge-data.ts';
import { findTextRecipient } from '#main/repositories/delivery/delivery-run.repo.ts';
import { trackingUrls } from '#shared/domain/tracking/tracking-urls.ts';
import { reportAddress } from './report-address.ts';
import { mergeRecipientOf, type RunMessage, type RunMessageOptions } from './run-message.ts';

/** The text message of one send, compiled once. @throws RenderError when it can't be parsed */
export function compileRunSms(
  { campaign, sender, base_url, signer }: RunMessageOptions,
  reader: Reader,
): RunMessage<SmsMessage> {
  const { body, track_clicks, link_tags } = campaign;
  const compiled = compileSms(body, track_clicks ? { base_url, link_tags } : undefined);
  return {
    recipientOf: ({ contact_no }) => findTextRecipient(reader, contact_no),
    build(delivery, recipient): SmsMessage {
      const urls = trackingUrls(base_url, signer.sign(delivery.no));
      const addresses = mergeAddressesOf(signer.signShort(delivery.no), urls);
      const data = mergeDataOf(mergeRecipientOf(recipient, ''), addresses);
      return {
        to: delivery.address,
        text: fillSms(compiled, data),
        report_to: reportAddress(base_url, sender, delivery.no.toString(36)),
      };
    },
  };
}
