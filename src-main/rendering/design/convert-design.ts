import { htmlToPlainText } from '../html-to-plain-text.ts';
import { RenderError, type TemplateProblem } from '../render-error.ts';
import { designToHtml } from './design-html.ts';

export type ConvertedDesign = { html: string; text: string } | { problem: TemplateProblem };

/** A mail made of blocks as HTML with its Liquid, and as its mere words. */
export function convertDesign(body: string): ConvertedDesign {
  try {
    const html = designToHtml(body);
    return { html, text: htmlToPlainText(html) };
  } catch (error) {
    if (error instanceof RenderError) return { problem: error.problem };
    throw error;
  }
}
