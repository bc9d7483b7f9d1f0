import type { Edit } from './edit-text.ts';
import { escapeAroundLiquid } from './escape-around-liquid.ts';
import { liquidRegions } from './liquid-regions.ts';
import type { HtmlScan } from './scan-html.ts';

const UNSUBSCRIBE = /\bunsubscribe_url\b/;
const PREHEADER = /\{\{-?\s*preheader\s*-?\}\}/g;

/** Blanks that keep mail programs from showing the start of the body behind the preheader. */
const PADDING = '&#8199;&#65279;&#847; '.repeat(60);

const HIDDEN = 'display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;mso-hide:all';

const FOOTER = `<div style="margin:24px auto;max-width:600px;padding:0 16px;text-align:center;font-family:Helvetica,Arial,sans-serif;font-size:12px;line-height:1.5;color:#4b5563"><a href="{{ unsubscribe_url }}" style="color:#4b5563">Unsubscribe</a></div>
`;

export function hasUnsubscribe(body: string): boolean {
  return liquidRegions(body).some(({ start, end }) => UNSUBSCRIBE.test(body.slice(start, end)));
}

/** The preheader, where the body names it, as HTML with its Liquid kept. */
export function placePreheader(body: string, preheader: string): string {
  return body.replace(PREHEADER, () => escapeAroundLiquid(preheader));
}

/** The preheader at the top of a page that does not name it. */
export function preheaderEdit(scan: HtmlScan, body: string, preheader: string): Edit[] {
  if (preheader.trim() === '' || body.match(PREHEADER)) return [];
  const at = scan.tags.find(({ name }) => name === 'body')?.end ?? 0;
  return [{ start: at, end: at, text: `<div style="${HIDDEN}">${escapeAroundLiquid(preheader)}${PADDING}</div>\n` }];
}

export function footerEdit(scan: HtmlScan, source: string): Edit {
  return atEnd(scan, source, FOOTER);
}

export function pixelEdit(scan: HtmlScan, source: string, url: string): Edit {
  const style = 'display:block;width:1px;height:1px;border:0';
  return atEnd(scan, source, `<img src="${url}" width="1" height="1" alt="" style="${style}">`);
}

/** A link that no person sees or is told of: whoever follows it is a machine. */
export function hiddenLinkEdit(scan: HtmlScan, source: string, url: string): Edit {
  return atEnd(
    scan,
    source,
    `<div style="${HIDDEN}" aria-hidden="true"><a href="${url}" tabindex="-1" rel="nofollow"></a></div>`,
  );
}

function atEnd({ body_close }: HtmlScan, source: string, text: string): Edit {
  const at = body_close ?? source.length;
  return { start: at, end: at, text };
}
