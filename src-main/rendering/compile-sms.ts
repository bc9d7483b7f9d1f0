import { sizeOfSms } from '#shared/domain/channel/sms-segments.ts';
import { type CompiledText, compileText, fillText } from './compiled-text.ts';
import type { MergeData } from './merge-data.ts';
import { RenderError } from './render-error.ts';

/** No service takes more of one text message. */
const LONGEST_TEXT = 1_600;

/** @throws RenderError for a text that can't be parsed */
export function compileSms(body: string): CompiledText {
  return compileText({ part: 'body', text: body, written: body, mode: 'plain' });
}

/** The text as one person gets it. @throws RenderError where nothing is left of it, or too much */
export function fillSms(compiled: CompiledText, data: MergeData): string {
  const text = fillText(compiled, data).replace(/\r\n?/g, '\n').trim();
  if (text === '') throw tooBad('Nothing is left of the text for this person.');
  if (text.length > LONGEST_TEXT) {
    const { segments } = sizeOfSms(text);
    throw tooBad(`The text has ${text.length} characters (${segments} segments); at most ${LONGEST_TEXT} can be sent.`);
  }
  return text;
}

function tooBad(message: string): RenderError {
  return new RenderError({ part: 'body', line: null, column: null, message });
}
