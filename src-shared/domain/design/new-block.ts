import type { Block, BlockKind, BlockOf } from './design.ts';
import { richTextOf } from './rich-text.ts';

/** Words that a new block begins with, in the language of its author. */
export interface BlockWords {
  text: string;
  heading: string;
  button: string;
  product: string;
  product_text: string;
  price: string;
  buy: string;
  coupon: string;
  code: string;
  terms: string;
}

/** A block as it is put into a mail. */
export function newBlock(kind: BlockKind, id: string, words: BlockWords, columnIds: readonly string[] = []): Block {
  const common = { id, space: 'normal', background: null, show_if: null } as const;
  const makers: { [Kind in BlockKind]: () => BlockOf<Kind> } = {
    text: () => ({ ...common, kind: 'text', text: richTextOf(words.text), align: 'left' }),
    heading: () => ({ ...common, kind: 'heading', level: 2, text: richTextOf(words.heading), align: 'left' }),
    image: () => ({ ...common, kind: 'image', src: '', alt: '', href: '', width: 100, align: 'center' }),
    button: () => ({
      ...common,
      kind: 'button',
      label: words.button,
      href: 'https://',
      align: 'left',
      form: 'filled',
      wide: false,
    }),
    divider: () => ({ ...common, kind: 'divider', thickness: 1, color: null }),
    spacer: () => ({ ...common, space: 'none', kind: 'spacer', height: 32 }),
    social: () => ({
      ...common,
      kind: 'social',
      links: [
        { network: 'linkedin', href: 'https://' },
        { network: 'instagram', href: 'https://' },
      ],
      align: 'center',
    }),
    columns: () => ({
      ...common,
      kind: 'columns',
      columns: columnIds.map((columnId) => ({
        share: Math.floor(100 / columnIds.length),
        blocks: [{ ...common, id: columnId, kind: 'text', text: richTextOf(words.text), align: 'left' }],
      })),
      stack: true,
      valign: 'top',
    }),
    product: () => ({
      ...common,
      kind: 'product',
      src: '',
      alt: '',
      title: words.product,
      text: words.product_text,
      price: words.price,
      old_price: '',
      label: words.buy,
      href: 'https://',
    }),
    coupon: () => ({ ...common, kind: 'coupon', title: words.coupon, code: words.code, terms: words.terms }),
    html: () => ({ ...common, kind: 'html', source: '' }),
  };
  return makers[kind]();
}
