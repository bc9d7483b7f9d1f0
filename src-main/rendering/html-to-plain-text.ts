import { compile } from 'html-to-text';
import { withStandIns } from './stand-ins.ts';

const heading = { options: { uppercase: false } };

const convert = compile({
  wordwrap: false,
  // A page nested without end must not keep the thread. Cutting a page short would cut conditions in half, so length is no limit.
  limits: { maxInputLength: Number.MAX_SAFE_INTEGER, maxDepth: 200 },
  selectors: [
    { selector: 'a', options: { hideLinkHrefIfSameAsText: true, linkBrackets: ['<', '>'], noAnchorUrl: true } },
    { selector: 'img', format: 'skip' },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, ...heading })),
  ],
});

/** The text part of a page, link targets in angle brackets. Liquid in the page goes on into the text. */
export function htmlToPlainText(html: string): string {
  const { text, restore } = withStandIns(html);
  return `${restore(convert(text)).trim()}\n`;
}
