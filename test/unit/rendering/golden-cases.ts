import type { CompileOptions, MessageSource } from '#main/rendering/compile-message.ts';
import { inLanguage } from '#main/rendering/in-language.ts';
import { NO_LINK_TAGS } from '#shared/domain/campaign/link-tags.ts';
import type { Block, LeafBlock } from '#shared/domain/design/design.ts';
import { type Inline, richTextOf } from '#shared/domain/design/rich-text.ts';
import { designWith, PLAIN } from '#test/support/sample-design.ts';

export interface GoldenCase {
  name: string;
  source: MessageSource;
  options?: Partial<CompileOptions>;
}

const field = (path: string, fallback: string): Inline => ({ type: 'field', attrs: { path, fallback } });
const leaf = { ...PLAIN, id: 'b1' };
const link = { type: 'link', attrs: { href: 'https://shop.example/{{ first_name | url_encode }}' } } as const;

const TEXT = {
  ...leaf,
  kind: 'text',
  align: 'left',
  text: richTextOf(
    [
      { type: 'text', text: 'Dear ' },
      field('first_name', 'reader'),
      { type: 'text', text: ', <here> is ' },
      { type: 'text', text: 'a link', marks: [{ type: 'bold' }, link] },
    ],
    '',
    'Bye & thanks',
  ),
} as const satisfies LeafBlock;

/** One of each kind, with everything that it can say. */
const BLOCKS: { [Kind in Block['kind']]: Extract<Block, { kind: Kind }> } = {
  text: TEXT,
  heading: { ...leaf, kind: 'heading', level: 1, align: 'center', text: richTextOf([field('city', 'Town')]) },
  image: {
    ...leaf,
    kind: 'image',
    src: 'https://cdn.example/{{ country }}.png',
    alt: 'A "hat"',
    href: 'https://shop.example/hat',
    width: 50,
    align: 'right',
  },
  button: {
    ...leaf,
    background: '#203040',
    kind: 'button',
    label: 'Buy, {{ first_name }}',
    href: 'https://shop.example/buy#now',
    align: 'center',
    form: 'outline',
    wide: true,
  },
  divider: { ...leaf, space: 'large', kind: 'divider', thickness: 3, color: null },
  spacer: { ...leaf, space: 'none', kind: 'spacer', height: 40 },
  social: {
    ...leaf,
    kind: 'social',
    align: 'center',
    links: [
      { network: 'mastodon', href: 'https://social.example/@acme' },
      { network: 'x', href: 'javascript:alert(1)' },
    ],
  },
  product: {
    ...leaf,
    kind: 'product',
    src: 'https://cdn.example/hat.png',
    alt: '',
    title: 'Hat & scarf',
    text: 'For {{ city }}',
    price: '19 €',
    old_price: '25 €',
    label: 'To the shop',
    href: 'https://shop.example/hat',
  },
  coupon: { ...leaf, kind: 'coupon', title: '10 % off', code: 'SPRING-{{ attributes.plan }}', terms: 'Until May' },
  html: { ...leaf, kind: 'html', source: '<p onclick="x()">Own <b>HTML</b></p><script>x()</script>' },
  columns: {
    ...leaf,
    id: 'row',
    kind: 'columns',
    stack: true,
    valign: 'top',
    columns: [
      { share: 60, blocks: [TEXT] },
      { share: 40, blocks: [{ ...leaf, id: 'b2', kind: 'divider', thickness: 1, color: '#ff0000' }] },
    ],
  },
};

const mail = (part: Partial<MessageSource>): MessageSource => ({
  subject: 'News',
  preheader: '',
  body_kind: 'html',
  body: '',
  ...part,
});
const blocks = (...some: Block[]) => mail({ body_kind: 'visual', body: designWith(...some) });
const WAY_OUT = '<a href="{{ unsubscribe_url }}">Leave</a>';
const TAGS = { ...NO_LINK_TAGS, on: true, source: 'golden', campaign: 'spring' };
const LINKS = [
  '<a href="https://shop.example/a?x=1&amp;y=2#part">twice</a> <a href="https://shop.example/a?x=1&amp;y=2#part">twice</a>',
  '<a href="https://shop.example/?utm_source=own">own source</a> <a href="mailto:a@acme.example">mail</a> <a href="#top">place</a>',
  '<a href="https://{{ city }}.example/">own host</a> <a href="https://shop.example/x" data-herald-track="false">left alone</a>',
  '{% if city == "Bonn" %}<a href="https://shop.example/bonn">for Bonn</a>{% endif %}',
].join('\n');

const languages = {
  ...mail({ subject: 'Hello', preheader: 'In English', body: `<p>Hello {{ first_name }}</p>${WAY_OUT}` }),
  translations: [
    { language: 'de', subject: 'Hallo', preheader: 'Auf Deutsch', body: `<p>Hallo {{ first_name }}</p>${WAY_OUT}` },
    { language: 'pt-BR', subject: 'Olá', preheader: '', body: `<p>Olá</p>${WAY_OUT}` },
  ],
};

export const GOLDEN_CASES: readonly GoldenCase[] = [
  ...Object.entries(BLOCKS).map(([kind, block]) => ({ name: `block-${kind}`, source: blocks(block) })),
  {
    name: 'block-conditional',
    source: blocks({
      ...TEXT,
      show_if: {
        match: 'all',
        tests: [
          { field: 'country', test: 'is', value: 'DE' },
          { field: 'attributes.plan', test: 'is_set', value: '' },
        ],
      },
    }),
  },
  ...['de-AT', 'pt', 'fr'].map((locale) => ({ name: `language-${locale}`, source: inLanguage(languages, locale) })),
  {
    name: 'conditions-and-loops',
    source: mail({
      body: `{% if attributes.plan == "pro" %}<p>Pro</p>{% elsif city %}<p>{{ city }}</p>{% else %}<p>Plain</p>{% endif %}
<ul>{% for n in (1..3) %}<li>{{ n }}{% unless forloop.last %},{% endunless %}</li>{% endfor %}</ul>
{% assign greeting = "Hi " | append: first_name %}<p>{{ greeting | default: "Hi" }} {{ company | default: "at work" }} {{ first_name | raw }}</p>${WAY_OUT}`,
    }),
  },
  { name: 'links-measured', source: mail({ body: LINKS + WAY_OUT }) },
  { name: 'links-measured-and-tagged', source: mail({ body: LINKS + WAY_OUT }), options: { link_tags: TAGS } },
  {
    name: 'links-tagged-alone',
    source: mail({ body: LINKS + WAY_OUT }),
    options: { link_tags: TAGS, track_clicks: false, track_opens: false },
  },
  {
    name: 'hidden-link-and-pixel',
    source: mail({ body: `<body><p>x</p>${WAY_OUT}</body>` }),
    options: { hidden_link: true },
  },
  { name: 'nothing-measured', source: mail({ body: LINKS }), options: { track_clicks: false, track_opens: false } },
  { name: 'no-footer', source: mail({ body: '<p>To one person</p>' }), options: { footer: false, track_opens: false } },
  {
    name: 'addresses-of-the-reader',
    source: mail({
      body: `<p><a href="{{ view_in_browser_url }}">As a page</a> <a href="{{ preferences_url }}">Choose</a> ${WAY_OUT}</p>`,
    }),
  },
  {
    name: 'preheader-at-the-top',
    source: mail({ preheader: 'For {{ first_name }} & you', body: `<body><p>x</p>${WAY_OUT}</body>` }),
  },
  {
    name: 'preheader-in-its-place',
    source: mail({ preheader: 'For {{ first_name }} & you', body: `<p>{{ preheader }}</p><p>x</p>${WAY_OUT}` }),
  },
  {
    name: 'styles-and-dark-screens',
    source: mail({
      body: `<html><head><style>p{color:#222;margin:0}.big{font-size:20px}a:hover{color:red}
@media (prefers-color-scheme:dark){p{color:#eee !important}}@media (max-width:600px){.big{font-size:16px}}</style></head>
<body><p class="big" style="color:#111">Dark {{ city }}</p>${WAY_OUT}</body></html>`,
    }),
  },
  {
    name: 'words-of-a-page',
    source: mail({
      body: `<h1>Title &amp; more</h1><p>First<br>second</p><ol><li>one</li><li>two</li></ol><table><tr><td>a</td><td>b</td></tr></table>
<img src="https://cdn.example/a.png" alt="A picture"><a href="https://shop.example/x">A link</a> ${WAY_OUT}`,
    }),
  },
  {
    name: 'pictures-in-the-mail',
    source: mail({
      body: `<p><img src="https://cdn.example/a.png" alt=""><img src="https://cdn.example/b.png" alt=""></p>${WAY_OUT}`,
    }),
    options: { embed: (address) => (address.endsWith('/a.png') ? 'a.600@herald' : null) },
  },
];
