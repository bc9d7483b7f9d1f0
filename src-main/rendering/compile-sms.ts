import type { LinkTags } from '#shared/domain/campaign/link-tags.ts';
import { sizeOfSms } from '#shared/domain/channel/sms-segments.ts';
import { shortLink } from '#shared/domain/tracking/tracking-urls.ts';
import { type CompiledText, compileText, fillText } from './compiled-text.ts';
import { type Edit, editText } from './edit-text.ts';
import { findTextLinks } from './find-text-links.ts';
import { TOKEN_SLOT } from './liquid-engine.ts';
import type { MergeData } from './merge-data.ts';
import { RenderError } from './render-error.ts';
import { tagLink } from './tag-link.ts';

/** As long as a real one, so that lengths are right; it leads to the neutral page and counts nothing. */
export const SHORT_TOKEN_OF_NOBODY = 'preview-example';

/** No service takes more of one text message. */
const LONGEST_TEXT = 1_600;

/** How links of a text message lead through Herald, so that clicks can be measured. */
export interface SmsLinking {
  /** Where recipients reach Herald, without a slash at its end. */
  base_url: string;
  link_tags?: LinkTags | null;
}

export interface CompiledSms extends CompiledText {
  /** Targets of the links by index, as Liquid where they are personal: see `renderLinkTarget`. */
  links: readonly string[];
}

/**
 * @param linking absent: links lead where they are written to; else each is as short as it can be, and `token` of the merge data is
 *   a short one
 * @throws RenderError for a text that can't be parsed
 */
export function compileSms(body: string, linking?: SmsLinking): CompiledSms {
  const plain = compileText({ part: 'body', text: body, written: body, mode: 'plain' });
  const found = findTextLinks(body);
  const targets = found.map(({ target }) => (linking ? tagLink(target, linking.link_tags ?? null) : target));
  const links = [...new Set(targets)];
  if (!linking || found.length === 0) return { ...plain, links };
  const edits: Edit[] = found.map(({ start, end }, place) => {
    const index = links.indexOf(targets[place] ?? '');
    return { start, end, text: shortLink(linking.base_url, TOKEN_SLOT, index) };
  });
  return { ...compileText({ part: 'body', text: editText(body, edits), written: body, mode: 'plain' }), links };
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
