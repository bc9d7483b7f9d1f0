import type { EmailMessage } from '#main/channels/email/email-message.ts';
import { compileTexts } from '#main/rendering/compile-message.ts';
import { textsOf } from '#shared/domain/experiment/experiment.ts';
import { compileRunMessage, type RunMessage, type RunMessageOptions } from '../sending/run-message.ts';

/**
 * The message of a send, or one of each variant: people of the sample get theirs, the others what was chosen.
 * @throws RenderError when one can't be parsed
 */
export function compileRunVariants(options: RunMessageOptions): RunMessage<EmailMessage> {
  const { campaign, sender, base_url, hidden_link } = options;
  const { experiment, decision, track_opens, track_clicks, link_tags } = campaign;
  const texts = compileTexts(textsOf(campaign), { base_url, track_opens, track_clicks, link_tags, hidden_link });
  const messages = texts.map((text, index) => {
    const from_name = experiment?.variants[index]?.from_name ?? sender.from_name;
    return compileRunMessage(text, { ...options, sender: { ...sender, from_name } });
  });
  const rest = decision?.chosen ?? 0;
  return {
    build(delivery, recipient, now) {
      const message = messages[delivery.variant ?? rest] ?? messages[0];
      if (!message) throw new Error('A send has a text.');
      return message.build(delivery, recipient, now);
    },
  };
}
