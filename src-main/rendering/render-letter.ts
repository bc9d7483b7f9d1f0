import { compileText, fillText } from './compiled-text.ts';
import { htmlToPlainText } from './html-to-plain-text.ts';
import { engineOf } from './liquid-engine.ts';
import { markdownToHtml } from './markdown-to-html.ts';
import type { MergeData } from './merge-data.ts';

/** A mail that Herald itself writes to one person: a subject and Markdown, with merge fields. */
export interface LetterSource {
  subject: string;
  body: string;
}

export interface Letter {
  subject: string;
  html: string;
  text: string;
}

/** Values besides those of the person. */
export type LetterFields = Record<string, string>;

/** @throws RenderError */
export function renderLetter({ subject, body }: LetterSource, person: MergeData, fields: LetterFields): Letter {
  const data = { ...person, ...fields };
  // What was written first, so that problems are found in the lines their author knows.
  compileText({ part: 'body', text: body, written: body, mode: 'html' });
  const html = markdownToHtml(body);
  const fill = (text: string, mode: 'html' | 'html_as_text') =>
    fillText(compileText({ part: 'body', text, written: body, mode }), data);
  return {
    subject: fillText(
      compileText({ part: 'subject', text: subject, written: subject, mode: 'plain', one_line: true }),
      data,
    ),
    html: fill(html, 'html'),
    text: fill(htmlToPlainText(html), 'html_as_text'),
  };
}

/** Whether a text says the value of this field anywhere. Meant for texts that parse. */
export function mentionsField(text: string, field: string): boolean {
  return engineOf('plain').fields(text).includes(field);
}
