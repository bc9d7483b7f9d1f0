import type { FieldValue } from '#main/rendering/merge-fields.ts';
import type { PreviewQuestion } from '#main/rendering/preview-message.ts';
import type { TemplateProblem } from '#main/rendering/render-error.ts';
import type { SmsSize } from '#shared/domain/channel/sms-segments.ts';
import type { PushContent } from '#shared/domain/push/push-content.ts';
import type { ServiceContext } from '../service-context.ts';

/** What a message comes to for one person, without its envelope. */
export interface RenderedContent {
  subject: string;
  preheader: string;
  html: string;
  text: string;
  bytes: number;
  missing: string[];
  fields: FieldValue[];
  problems: TemplateProblem[];
  /** Of a text message. */
  sms: SmsSize | null;
  /** Of a push message. */
  push: PushContent | null;
}

const UNSUBSCRIBE_ADDED: TemplateProblem = {
  part: 'body',
  line: null,
  column: null,
  message:
    'The text has no unsubscribe link, so a footer with one is added. To place it yourself, link to {{ unsubscribe_url }}.',
};

/** Nothing in it is tracked. A message that can't be filled in is shown by its problems alone. */
export async function renderPreview(
  ctx: Pick<ServiceContext, 'rendering'>,
  question: PreviewQuestion,
): Promise<RenderedContent> {
  const message = await ctx.rendering.run('preview', question);
  if (!('html' in message)) {
    const { subject, preheader } = question.source;
    return {
      subject,
      preheader,
      html: '',
      text: '',
      bytes: 0,
      missing: [],
      fields: [],
      sms: null,
      push: null,
      ...message,
    };
  }
  const { has_own_unsubscribe, problems, ...parts } = message;
  return {
    ...parts,
    bytes: Buffer.byteLength(parts.html) + Buffer.byteLength(parts.text),
    problems: has_own_unsubscribe ? problems : [...problems, UNSUBSCRIBE_ADDED],
  };
}
