import type { Inline, List, ListItem, Mark, Paragraph, RichText } from '#shared/domain/design/rich-text.ts';
import { isSafeLink } from '#shared/domain/design/safe-address.ts';
import { escapeAroundLiquid } from '../escape-around-liquid.ts';

export interface TextStyle {
  /** CSS of links. */
  link: string;
  link_class: string;
}

/** Paragraphs and lists of a text block. */
export function richTextHtml({ content }: RichText, style: TextStyle): string {
  return content.map((node, index) => blockHtml(node, index === content.length - 1, style)).join('\n');
}

/** What stands in the paragraphs, without them: for headings. */
export function inlineHtml({ content }: RichText, style: TextStyle): string {
  return content.map((node) => (node.type === 'paragraph' ? lineHtml(node, style) : '')).join('<br>');
}

function blockHtml(node: Paragraph | List, isLast: boolean, style: TextStyle): string {
  const margin = isLast ? '0' : '0 0 14px';
  if (node.type === 'paragraph') return `<p style="margin:${margin}">${lineHtml(node, style) || '&nbsp;'}</p>`;
  const tag = node.type === 'bullets' ? 'ul' : 'ol';
  const items = node.content.map((item) => itemHtml(item, style)).join('');
  return `<${tag} style="margin:${margin};padding:0 0 0 24px">${items}</${tag}>`;
}

function itemHtml({ content }: ListItem, style: TextStyle): string {
  const inner = content.map((node) =>
    node.type === 'paragraph' ? lineHtml(node, style) : blockHtml(node, true, style),
  );
  return `<li style="margin:0 0 6px">${inner.join('<br>')}</li>`;
}

function lineHtml({ content = [] }: Paragraph, style: TextStyle): string {
  return content.map((inline) => marked(wordsHtml(inline), inline.marks ?? [], style)).join('');
}

function wordsHtml(inline: Inline): string {
  if (inline.type === 'break') return '<br>';
  if (inline.type === 'text') return escapeAroundLiquid(inline.text);
  const { path, fallback } = inline.attrs;
  return fallback ? `{{ ${path} | default: "${fallback}" }}` : `{{ ${path} }}`;
}

const TAGS = { bold: 'strong', italic: 'em', underline: 'u' } as const;

function marked(html: string, marks: readonly Mark[], style: TextStyle): string {
  return marks.reduceRight((inner, mark) => {
    if (mark.type !== 'link') return `<${TAGS[mark.type]}>${inner}</${TAGS[mark.type]}>`;
    if (!isSafeLink(mark.attrs.href)) return inner;
    const href = escapeAroundLiquid(mark.attrs.href.trim());
    return `<a href="${href}" class="${style.link_class}" style="${style.link}">${inner}</a>`;
  }, html);
}
