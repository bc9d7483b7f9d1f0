import type { BlockOf, LeafBlock } from '#shared/domain/design/design.ts';
import { isSafeLink, isSafePicture } from '#shared/domain/design/safe-address.ts';
import { NETWORK_NAMES } from '#shared/domain/design/social.ts';
import { escapeAroundLiquid } from '../escape-around-liquid.ts';
import { fontOf, type Pen } from './palette.ts';
import { inlineHtml, richTextHtml } from './rich-text-html.ts';
import { withoutScripts } from './without-scripts.ts';

/** What stands in the box of a block. */
export function contentHtml(block: LeafBlock, pen: Pen): string {
  switch (block.kind) {
    case 'text':
      return `<div class="${pen.text_class}" style="${textCss(pen)}text-align:${block.align}">${richTextHtml(block.text, textStyle(pen))}</div>`;
    case 'heading':
      return headingHtml(block, pen);
    case 'image':
      return pictureHtml(block, pen);
    case 'button':
      return buttonHtml(block, pen);
    case 'divider':
      return `<div class="${block.color ? '' : 'hd-line'}" style="border-top:${block.thickness}px solid ${block.color ?? pen.line};font-size:0;line-height:0">&nbsp;</div>`;
    case 'spacer':
      return `<div style="height:${block.height}px;font-size:0;line-height:${block.height}px">&nbsp;</div>`;
    case 'social':
      return socialHtml(block, pen);
    case 'product':
      return productHtml(block, pen);
    case 'coupon':
      return couponHtml(block, pen);
    case 'html':
      return withoutScripts(block.source);
  }
}

function textCss(pen: Pen, size = 16): string {
  return `font-family:${fontOf(pen.look)};font-size:${size}px;line-height:${size < 15 ? 1.5 : 1.6};color:${pen.text};`;
}

function textStyle(pen: Pen) {
  return { link: `color:${pen.link};text-decoration:underline`, link_class: pen.link_class };
}

const HEADING_SIZES = { 1: 30, 2: 22, 3: 18 } as const;

function headingHtml({ level, text, align }: BlockOf<'heading'>, pen: Pen): string {
  const css = `margin:0;font-family:${fontOf(pen.look)};font-size:${HEADING_SIZES[level]}px;line-height:1.25;font-weight:bold;color:${pen.text};text-align:${align}`;
  return `<h${level} class="${pen.text_class}" style="${css}">${inlineHtml(text, textStyle(pen))}</h${level}>`;
}

function pictureHtml(
  { src, alt, href, width, align }: Pick<BlockOf<'image'>, 'src' | 'alt' | 'href' | 'width' | 'align'>,
  pen: Pen,
): string {
  if (!isSafePicture(src)) return '';
  const pixels = Math.round((pen.room * width) / 100);
  const margin = { left: '0 auto 0 0', center: '0 auto', right: '0 0 0 auto' }[align];
  const css = `display:block;width:100%;max-width:${pixels}px;height:auto;margin:${margin};border:0;border-radius:${Math.min(pen.look.radius, 12)}px`;
  const image = `<img src="${escapeAroundLiquid(src.trim())}" alt="${escapeAroundLiquid(alt)}" width="${pixels}" style="${css}">`;
  return `<div style="text-align:${align};font-family:${fontOf(pen.look)};font-size:14px;color:${pen.text}">${linked(href, image)}</div>`;
}

function linked(href: string, inner: string): string {
  return isSafeLink(href) ? `<a href="${escapeAroundLiquid(href.trim())}">${inner}</a>` : inner;
}

function buttonHtml(
  { label, href, align, form, wide }: Pick<BlockOf<'button'>, 'label' | 'href' | 'align' | 'form' | 'wide'>,
  pen: Pen,
): string {
  const { accent, on_accent, radius } = pen.look;
  const filled = form === 'filled';
  const paint = filled ? `background:${accent}` : 'background:transparent';
  const ink = filled ? on_accent : pen.link;
  const link = isSafeLink(href) ? ` href="${escapeAroundLiquid(href.trim())}"` : '';
  const css = `display:${wide ? 'block' : 'inline-block'};padding:12px 26px;border:2px solid ${filled ? accent : pen.link};border-radius:${radius}px;${paint};font-family:${fontOf(pen.look)};font-size:16px;line-height:1.25;font-weight:bold;color:${ink};text-align:center;text-decoration:none;mso-padding-alt:0`;
  const cell = filled ? ` bgcolor="${accent}"` : '';
  const edge = '<!--[if mso]><i style="mso-font-width:300%;mso-text-raise:18px">&nbsp;</i><![endif]-->';
  return `<table role="presentation" align="${align}" cellpadding="0" cellspacing="0" border="0"${wide ? ' width="100%"' : ''}><tr><td align="center"${cell} style="border-radius:${radius}px"><a${link} class="${filled ? '' : pen.link_class}" style="${css}">${edge}${escapeAroundLiquid(label)}${edge}</a></td></tr></table>`;
}

function socialHtml({ links, align }: BlockOf<'social'>, pen: Pen): string {
  const chips = links
    .filter(({ href }) => isSafeLink(href))
    .map(
      ({ network, href }) =>
        `<a href="${escapeAroundLiquid(href.trim())}" class="${pen.text_class} hd-line" style="display:inline-block;margin:4px;padding:5px 13px;border:1px solid ${pen.line};border-radius:99px;${textCss(pen, 13)}text-decoration:none">${NETWORK_NAMES[network]}</a>`,
    );
  return `<div style="text-align:${align};font-size:13px;line-height:1.5">${chips.join('\n')}</div>`;
}

function productHtml(block: BlockOf<'product'>, pen: Pen): string {
  const { title, text, price, old_price, label, href } = block;
  const line = (html: string, size: number, extra = '') =>
    `<div class="${pen.text_class}" style="${textCss(pen, size)}${extra}">${html}</div>`;
  const prices = [
    ...(old_price ? [`<s style="font-weight:normal;opacity:.75">${escapeAroundLiquid(old_price)}</s>`] : []),
    ...(price ? [escapeAroundLiquid(price)] : []),
  ];
  return [
    pictureHtml({ ...block, width: 100, align: 'left' }, pen),
    title && line(escapeAroundLiquid(title), 18, 'font-weight:bold;margin-top:12px'),
    text && line(escapeAroundLiquid(text), 15, 'margin-top:4px'),
    prices.length > 0 && line(prices.join(' &nbsp;'), 17, 'font-weight:bold;margin-top:8px'),
    label &&
      `<div style="margin-top:14px">${buttonHtml({ label, href, align: 'left', form: 'filled', wide: false }, pen)}</div>`,
  ]
    .filter(Boolean)
    .join('\n');
}

function couponHtml({ title, code, terms }: BlockOf<'coupon'>, pen: Pen): string {
  const { accent, radius } = pen.look;
  const line = (text: string, css: string) =>
    text ? `<div class="${pen.text_class}" style="${css}">${escapeAroundLiquid(text)}</div>` : '';
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center" style="padding:22px 20px;border:2px dashed ${accent};border-radius:${radius}px">
${line(title, `${textCss(pen, 17)}font-weight:bold`)}
${line(code, `margin:10px 0;font-family:'Courier New',Courier,monospace;font-size:26px;line-height:1.3;font-weight:bold;letter-spacing:2px;color:${pen.text}`)}
${line(terms, textCss(pen, 13))}
</td></tr></table>`;
}
