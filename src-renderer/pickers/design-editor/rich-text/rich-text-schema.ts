import { type Node, Schema } from 'prosemirror-model';

const shown = (path: string, fallback: string) => (fallback ? `${path} | ${fallback}` : path);

/** The kinds of text that src-shared/domain/design/rich-text.ts knows, and no others: what is pasted keeps only these. */
export const TEXT_SCHEMA = new Schema({
  nodes: {
    doc: { content: '(paragraph | bullets | numbers)+' },
    paragraph: {
      content: '(text | break | field)*',
      parseDOM: ['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'pre', 'tr'].map((tag) => ({ tag })),
      toDOM: () => ['p', 0],
    },
    bullets: { content: 'item+', parseDOM: [{ tag: 'ul' }], toDOM: () => ['ul', 0] },
    numbers: { content: 'item+', parseDOM: [{ tag: 'ol' }], toDOM: () => ['ol', 0] },
    item: {
      content: 'paragraph (paragraph | bullets | numbers)*',
      defining: true,
      parseDOM: [{ tag: 'li' }],
      toDOM: () => ['li', 0],
    },
    text: {},
    break: { inline: true, selectable: false, parseDOM: [{ tag: 'br' }], toDOM: () => ['br'], leafText: () => '\n' },
    field: {
      inline: true,
      atom: true,
      attrs: { path: {}, fallback: { default: '' } },
      parseDOM: [
        {
          tag: 'span[data-merge-field]',
          getAttrs: (dom) => ({
            path: dom.getAttribute('data-merge-field'),
            fallback: dom.getAttribute('data-fallback') ?? '',
          }),
        },
      ],
      toDOM: ({ attrs }: Node) => {
        const { path, fallback } = attrs as { path: string; fallback: string };
        return ['span', { 'data-merge-field': path, 'data-fallback': fallback }, shown(path, fallback)];
      },
    },
  },
  marks: {
    bold: { parseDOM: [{ tag: 'strong' }, { tag: 'b' }, { style: 'font-weight=bold' }], toDOM: () => ['strong', 0] },
    italic: { parseDOM: [{ tag: 'em' }, { tag: 'i' }, { style: 'font-style=italic' }], toDOM: () => ['em', 0] },
    underline: { parseDOM: [{ tag: 'u' }], toDOM: () => ['u', 0] },
    link: {
      attrs: { href: {} },
      inclusive: false,
      parseDOM: [{ tag: 'a[href]', getAttrs: (dom) => ({ href: dom.getAttribute('href') }) }],
      // In the editor a link leads nowhere; where it leads in the mail is said beside it.
      toDOM: ({ attrs }) => ['u', { title: (attrs as { href: string }).href, 'data-link': '' }, 0],
    },
  },
});
