import type { EmailMessage } from '#main/channels/email/email-message.ts';
import { compileRunMessage, type RunMessage, type RunMessageOptions } from '../sending/run-message.ts';

/** The message of a send, or one of each variant: people of the sample get theirs, the others what was chosen. */
export function compileRunVariants(options: RunMessageOptions): RunMessage<EmailMessage> {
  const { campaign, sender } = options;
  const plain = compileRunMessage(options);
  if (!campaign.experiment) return plain;
  const messages = campaign.experiment.variants.map(({ subject, from_name }) =>
    compileRunMessage({
      ...options,
      campaign: { ...campaign, subject: subject ?? campaign.subject },
      sender: { ...sender, from_name: from_name ?? sender.from_name },
    }),
  );
  const rest = campaign.decision?.chosen ?? 0;
  return {
    build(delivery, recipient, now) {
      return (messages[delivery.variant ?? rest] ?? plain).build(delivery, recipient, now);
    },
  };
}
