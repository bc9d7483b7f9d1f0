import type { PushMessage } from '#main/channels/push/push-message.ts';
import type { Reader } from '#main/db/access.ts';
import { compilePush, fillPush } from '#main/rendering/compile-push.ts';
import { mergeAddressesOf, mergeDataOf } from '#main/rendering/merge-data.ts';
import { findPushRecipient } from '#main/repositories/delivery/delivery-run.repo.ts';
import { devicesToReach } from '#main/repositories/push/push-device.repo.ts';
import { trackingUrls } from '#shared/domain/tracking/tracking-urls.ts';
import { mergeRecipientOf, type RunMessage, type RunMessageOptions } from './run-message.ts';

/**
 * The push message of one send, compiled once. It goes to all devices that a person has at the moment when it leaves.
 * @throws RenderError when it can't be parsed
 */
export function compileRunPush(
  { campaign, sender, base_url, signer }: RunMessageOptions,
  reader: Reader,
): RunMessage<PushMessage> {
  const service = sender.provider === 'fcm' ? 'fcm' : 'web_push';
  const compiled = compilePush(campaign);
  return {
    recipientOf: ({ contact_no }) => findPushRecipient(reader, contact_no, service),
    build(delivery, recipient): PushMessage {
      const token = signer.sign(delivery.no);
      const urls = trackingUrls(base_url, token);
      const data = mergeDataOf(mergeRecipientOf(recipient, ''), mergeAddressesOf(token, urls));
      const content = fillPush(compiled, data);
      const link = campaign.track_clicks && content.link !== '' ? urls.link(0) : content.link;
      return {
        devices: devicesToReach(reader, delivery.contact_no, service),
        content: { ...content, link },
        tag: campaign.id,
      };
    },
  };
}
