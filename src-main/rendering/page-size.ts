import { RenderError } from './render-error.ts';

/**
 * Characters that a mail may have. It is ten times what Gmail shows of one, and takes about a second to compile: while a send begins,
 * the others wait for that.
 */
const MOST_CHARACTERS = 1_000_000;

/** @throws RenderError for a text that is more than a mail can be */
export function requireSize(text: string): string {
  if (text.length <= MOST_CHARACTERS) return text;
  const size = (text.length / 1_000_000).toFixed(1);
  const message = `The text has ${size} million characters; a mail has at most one million. Take out pictures that are part of the text, and what a word processor has put around it.`;
  throw new RenderError({ part: 'body', line: null, column: null, message });
}
