import type { EmailMessage } from '#main/channels/email/email-message.ts';
import { compileTexts } from '#main/rendering/compile-message.ts';
import { textIndexFor, textsOfSend } from '#shared/domain/campaign/texts-of-send.ts';
import { compileRunMessage, type RunMessage, type RunMessageOptions } from '../sending/run-message.ts';

/**
 * The message of a send, or one of each variant and language: people of the sample get theirs, the others what was chosen, and who
 * speaks another of its languages the text in that.
 * @throws RenderError when one can't be parsed
 */
export function compileRunVariants(options: RunMessageOptions): RunMessage<EmailMessage> {
  const { campaign, sender, base_url, hidden_link, pictures } = options;
  const { experiment, decision, track_opens, track_clicks, link_tags, embed_pictures } = campaign;
  const embed = embed_pictures ? pictures?.embed : undefined;
  const how = { base_url, track_opens, track_clicks, link_tags, hidden_link, embed };
  const texts = compileTexts(textsOfSend(campaign), how);
  const senders = experiment?.variants.map(({ from_name }) => from_name ?? sender.from_name) ?? [sender.from_name];
  const made = new Map<string, RunMessage<EmailMessage>>();

  function messageOf(text_index: number, from_name: string): RunMessage<EmailMessage> {
    const key = `${text_index} ${from_name}`;
    const text = texts[text_index];
    if (!text) throw new Error('A send has a text.');
    const message = made.get(key) ?? compileRunMessage(text, { ...options, sender: { ...sender, from_name } });
    made.set(key, message);
    return message;
  }

  const rest = decision?.chosen ?? 0;
  return {
    build(delivery, recipient, now) {
      const variant = delivery.variant ?? rest;
      const from_name = senders[variant] ?? senders[0] ?? sender.from_name;
      const index = textIndexFor(campaign, { locale: recipient.locale, variant });
      return messageOf(index, from_name).build(delivery, recipient, now);
    },
  };
}
