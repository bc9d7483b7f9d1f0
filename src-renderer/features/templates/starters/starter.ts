import type { Block, Design } from '#shared/domain/design/design.ts';
import type { Brand } from '#shared/domain/design/look.ts';
import { type Inline, richTextOf } from '#shared/domain/design/rich-text.ts';
import type { StarterName, StarterWords } from './starter-words.ts';

type Words = Omit<StarterWords[StarterName], 'points'> & { points: Points };
type Points = readonly [string, string, string, string];

const common = { space: 'normal', background: null, show_if: null } as const;

/** A whole mail by the name of a starter, in the look of the organization. */
export function starterDesign(name: StarterName, all: StarterWords, brand: Brand): Design {
  const pen = penOf(all, brand);
  return {
    version: 1,
    look: brand.look,
    blocks: numbered([
      ...pen.top(),
      ...MAKERS[name]({ ...all[name], points: pointsOf(all[name].points) }, pen),
      ...pen.bottom(name),
    ]),
  };
}

type Pen = ReturnType<typeof penOf>;
type Draft = Omit<Block, 'id'>;

const MAKERS: Record<StarterName, (words: Words, pen: Pen) => Draft[]> = {
  welcome: (words, pen) => [
    pen.heading(1, words.title),
    pen.hello(),
    pen.text(words.intro, words.body),
    pen.button(words.button),
    pen.divider(),
    pen.heading(3, words.second),
    pen.bullets(words.points.filter(Boolean)),
    pen.social(),
  ],
  newsletter: (words, pen) => [
    pen.heading(1, words.title),
    pen.hello(),
    pen.text(words.intro),
    pen.image(words.picture),
    pen.heading(2, words.second),
    pen.text(words.body),
    pen.button(words.button),
    pen.divider(),
    pen.columns(
      [pen.heading(3, words.points[0]), pen.text(words.points[1])],
      [pen.heading(3, words.points[2]), pen.text(words.points[3])],
    ),
    pen.social(),
  ],
  launch: (words, pen) => [
    pen.eyebrow(words.second),
    pen.heading(1, words.title, 'center'),
    pen.text(words.intro),
    pen.image(words.picture),
    pen.bullets(words.points.filter(Boolean)),
    pen.button(words.button, 'center'),
    pen.text(words.body),
  ],
  event: (words, pen) => [
    pen.heading(1, words.title),
    pen.hello(),
    pen.text(words.intro),
    pen.columns(
      [pen.heading(3, words.points[0]), pen.text(words.points[1])],
      [pen.heading(3, words.points[2]), pen.text(words.points[3])],
    ),
    pen.button(words.button),
    pen.divider(),
    pen.heading(3, words.second),
    pen.text(words.body),
  ],
  promotion: (words, pen) => [
    pen.heading(1, words.title, 'center'),
    pen.text(words.intro),
    { ...common, kind: 'coupon', title: words.second, code: 'SPRING20', terms: words.body } as Draft,
    pen.button(words.button, 'center'),
    pen.columns([pen.product(words.points[0], words.points[1])], [pen.product(words.points[2], words.points[3])]),
  ],
  memo: (words, pen) => [
    pen.eyebrow(words.second),
    pen.heading(2, words.title),
    pen.hello(),
    pen.text(words.intro, words.body),
    pen.bullets(words.points.filter(Boolean)),
    pen.button(words.button),
  ],
  receipt: (words, pen) => [
    pen.heading(2, words.title),
    pen.hello(),
    pen.text(words.intro),
    {
      ...common,
      background: '#f4f5f8',
      kind: 'html',
      source: `<table width="100%" cellpadding="0" cellspacing="0" style="font-family:Helvetica,Arial,sans-serif;font-size:15px;line-height:1.6;color:#1f2430">
  {% for item in items %}
  <tr>
    <td style="padding:6px 0">{{ item.name }} × {{ item.quantity }}</td>
    <td align="right" style="padding:6px 0">{{ item.price }}</td>
  </tr>
  {% endfor %}
  <tr>
    <td style="padding:10px 0 0;border-top:1px solid #c9ced8;font-weight:bold">${words.second}</td>
    <td align="right" style="padding:10px 0 0;border-top:1px solid #c9ced8;font-weight:bold">{{ total }}</td>
  </tr>
</table>`,
    } as Draft,
    pen.button(words.button),
    pen.text(words.body),
  ],
};

function penOf(all: StarterWords, brand: Brand) {
  const name: Inline = { type: 'field', attrs: { path: 'first_name', fallback: all.there } };
  const link = (text: string, href: string): Inline => ({
    type: 'text',
    text,
    marks: [{ type: 'link', attrs: { href } }],
  });
  const text = (...lines: (string | Inline[])[]): Draft =>
    ({ ...common, kind: 'text', text: richTextOf(...lines), align: 'left' }) as Draft;
  return {
    text,
    hello: () => text([{ type: 'text', text: `${all.hello} ` }, name, { type: 'text', text: ',' }]),
    heading: (level: 1 | 2 | 3, words: string, align: 'left' | 'center' = 'left') =>
      ({ ...common, kind: 'heading', level, text: richTextOf(words), align }) as Draft,
    eyebrow: (words: string) =>
      ({
        ...common,
        space: 'small',
        kind: 'text',
        text: richTextOf([{ type: 'text', text: words.toUpperCase(), marks: [{ type: 'bold' }] }]),
        align: 'center',
      }) as Draft,
    button: (label: string, align: 'left' | 'center' = 'left') =>
      ({ ...common, kind: 'button', label, href: 'https://example.com', align, form: 'filled', wide: false }) as Draft,
    image: (alt: string) =>
      ({ ...common, kind: 'image', src: '', alt, href: '', width: 100, align: 'center' }) as Draft,
    bullets: (points: readonly string[]) =>
      ({
        ...common,
        kind: 'text',
        align: 'left',
        text: {
          type: 'doc',
          content: [
            {
              type: 'bullets',
              content: points.map((point) => ({ type: 'item', content: richTextOf(point).content })),
            },
          ],
        },
      }) as Draft,
    divider: () => ({ ...common, kind: 'divider', thickness: 1, color: null }) as Draft,
    columns: (...columns: Draft[][]) =>
      ({
        ...common,
        space: 'small',
        kind: 'columns',
        columns: columns.map((blocks) => ({ share: Math.floor(100 / columns.length), blocks })),
        stack: true,
        valign: 'top',
      }) as unknown as Draft,
    product: (title: string, price: string) =>
      ({
        ...common,
        kind: 'product',
        src: '',
        alt: '',
        title,
        text: '',
        price,
        old_price: '',
        label: all.buy,
        href: 'https://example.com',
      }) as Draft,
    social: () =>
      ({
        ...common,
        kind: 'social',
        links: [
          { network: 'website', href: 'https://example.com' },
          { network: 'linkedin', href: 'https://www.linkedin.com/company/example' },
          { network: 'instagram', href: 'https://www.instagram.com/example' },
        ],
        align: 'left',
      }) as Draft,
    top: (): Draft[] =>
      brand.logo.src ? [{ ...common, kind: 'image', ...brand.logo, href: '', width: 30, align: 'left' } as Draft] : [],
    bottom: (starter: StarterName): Draft[] => [
      { ...common, kind: 'divider', thickness: 1, color: null } as Draft,
      text(
        ...(brand.footer ? [brand.footer] : []),
        starter === 'memo' || starter === 'receipt'
          ? all.why_internal
          : [
              link(all.unsubscribe, '{{ unsubscribe_url }}'),
              { type: 'text', text: ' · ' },
              link(all.preferences, '{{ preferences_url }}'),
            ],
      ),
    ],
  };
}

function pointsOf(text: string): Points {
  const [one = '', two = '', three = '', four = ''] = text.split('\n');
  return [one, two, three, four];
}

function numbered(drafts: readonly Draft[]): Block[] {
  let next = 0;
  const withId = (draft: Draft): Block => {
    const id = `b${next++}`;
    if (draft.kind !== 'columns') return { ...draft, id } as Block;
    const { columns } = draft as unknown as { columns: { share: number; blocks: Draft[] }[] };
    return {
      ...draft,
      id,
      columns: columns.map((column) => ({ ...column, blocks: column.blocks.map(withId) })),
    } as Block;
  };
  return drafts.map(withId);
}
