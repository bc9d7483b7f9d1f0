import type { MessageContent } from '#shared/domain/campaign/message-content.ts';
import { readDesign } from '#shared/domain/design/read-design.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';

/** Refuses what could never be sent over this channel, or is no design though it says so. Unfinished Liquid may be kept. */
export function checkContent({ body_kind, body, translations }: MessageContent, channel: 'email' | 'sms'): void {
  if ((body_kind === 'text') !== (channel === 'sms')) {
    throw new HeraldError('INVALID_INPUT', 'This kind of source does not fit the channel.', {
      field: 'content.body_kind',
      hint: channel === 'sms' ? 'Text messages are plain text.' : 'Mails are made of blocks, HTML or Markdown.',
    });
  }
  if (body_kind === 'visual') {
    requireDesign(body, 'content.body');
    for (const [index, translation] of translations.entries()) {
      requireDesign(translation.body, `content.translations.${index}.body`);
    }
  }
  requireDistinct(translations, 'content.translations');
}

export function requireDesign(body: string, field: string): void {
  const answer = readDesign(body);
  if (!answer.ok) {
    throw new HeraldError('INVALID_INPUT', answer.problem, {
      field,
      hint: 'Begin again from a template or an earlier version.',
    });
  }
}

export function requireDistinct(translations: readonly { language: string }[], field: string): void {
  const languages = translations.map(({ language }) => language.toLowerCase());
  const twice = languages.findIndex((language, index) => languages.indexOf(language) !== index);
  if (twice < 0) return;
  throw new HeraldError('INVALID_INPUT', `There are two versions for the language ${languages[twice]}.`, {
    field: `${field}.${twice}.language`,
    hint: 'Keep one of them.',
  });
}
