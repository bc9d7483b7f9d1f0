import { NO_PUSH_PARTS, type PushContent, type PushParts } from '#shared/domain/push/push-content.ts';
import type { MessageSource } from './compile-message.ts';
import { type CompiledText, compileText, fillText } from './compiled-text.ts';
import type { MergeData } from './merge-data.ts';
import { RenderError, type TemplatePart } from './render-error.ts';

export interface CompiledPush {
  title: CompiledText;
  text: CompiledText;
  parts: Record<keyof PushParts, CompiledText>;
}

/** Push services take 4,096 bytes, encryption and names of the parts included. */
const LARGEST = 3_600;

/** @throws RenderError for a text that can't be parsed */
export function compilePush({ subject, body, push }: Pick<MessageSource, 'subject' | 'body' | 'push'>): CompiledPush {
  const plain = (part: TemplatePart, text: string) =>
    compileText({ part, text, written: text, mode: 'plain', one_line: part === 'subject' });
  const { link, icon, image } = push ?? NO_PUSH_PARTS;
  return {
    title: plain('subject', subject),
    text: plain('body', body),
    parts: { link: plain('body', link), icon: plain('body', icon), image: plain('body', image) },
  };
}

/** The message as one person gets it. @throws RenderError where nothing is left of it, too much, or an address is none */
export function fillPush({ title, text, parts }: CompiledPush, data: MergeData): PushContent {
  const content = {
    title: fillText(title, data).trim(),
    text: fillText(text, data).replace(/\r\n?/g, '\n').trim(),
    link: fillText(parts.link, data).trim(),
    icon: fillText(parts.icon, data).trim(),
    image: fillText(parts.image, data).trim(),
  };
  if (content.title === '') throw tooBad('subject', 'Nothing is left of the title for this person.');
  for (const part of ['link', 'icon', 'image'] as const) {
    if (content[part] !== '' && !isWebAddress(content[part])) {
      throw tooBad('body', `The ${part} is no web address: ${content[part].slice(0, 200)}`);
    }
  }
  const size = Buffer.byteLength(JSON.stringify(content));
  if (size > LARGEST) {
    throw tooBad('body', `The message has ${size} bytes; at most ${LARGEST} can be sent. Shorten the text.`);
  }
  return content;
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s/]/i.test(text) && URL.canParse(text);
}

function tooBad(part: TemplatePart, message: string): RenderError {
  return new RenderError({ part, line: null, column: null, message });
}
