import type { Edit } from './edit-text.ts';
import { liquidRegions } from './liquid-regions.ts';
import type { Attribute, HtmlScan } from './scan-html.ts';

const WEB_ADDRESS = /^https?:\/\//i;
const LINK_TAGS = ['a', 'area'];

export interface RewrittenLinks {
  edits: Edit[];
  /** Targets by index, each once, in the order in which they first stand in the page. */
  targets: string[];
}

/**
 * Sends web links through Herald. Everything else stays as it is: mail and telephone links, places on the page, links that
 * are Liquid alone (such as `{{ unsubscribe_url }}`), and those marked `data-herald-track="false"`.
 */
export function rewriteLinks({ tags }: HtmlScan, linkAt: (index: number) => string): RewrittenLinks {
  const indexes = new Map<string, number>();
  const edits: Edit[] = [];
  for (const { name, attributes } of tags) {
    const href = attributes.get('href');
    if (!href || !LINK_TAGS.includes(name) || attributes.get('data-herald-track')?.value === 'false') continue;
    const target = targetOf(href);
    if (target === null) continue;
    const index = indexes.get(target) ?? indexes.size;
    indexes.set(target, index);
    edits.push({ start: href.start, end: href.end, text: linkAt(index) });
  }
  return { edits, targets: [...indexes.keys()] };
}

function targetOf({ value }: Attribute): string | null {
  const target = value.trim();
  if (!WEB_ADDRESS.test(target)) return null;
  const [first] = liquidRegions(target);
  // A host that is only known per person could lead anywhere; such a link is left to the mail itself.
  return first && /^https?:\/\/[^/?#]*$/i.test(target.slice(0, first.start)) ? null : target;
}
