import type { LinkTags } from '#shared/domain/campaign/link-tags.ts';
import type { Edit } from './edit-text.ts';
import { escapeAroundLiquid } from './escape-around-liquid.ts';
import { liquidRegions } from './liquid-regions.ts';
import type { Attribute, HtmlScan } from './scan-html.ts';
import { tagLink } from './tag-link.ts';

const WEB_ADDRESS = /^https?:\/\//i;
const LINK_TAGS = ['a', 'area'];

export interface RewrittenLinks {
  edits: Edit[];
  /** Targets by index, each once: those known before, then in the order in which they first stand in the page. */
  targets: string[];
}

export interface LinkRewriting {
  /** Where a link leads instead, by its index; null: clicks are not measured, and it leads to its target. */
  linkAt: ((index: number) => string) | null;
  tags: LinkTags | null;
  /** Targets that have their places already. */
  known?: readonly string[];
}

/**
 * Sends web links through Herald and gives them their tags. Everything else stays as it is: mail and telephone links, places on the
 * page, links that are Liquid alone (such as `{{ unsubscribe_url }}`), and those marked `data-herald-track="false"`.
 */
export function rewriteLinks(
  { tags }: HtmlScan,
  { linkAt, tags: linkTags, known = [] }: LinkRewriting,
): RewrittenLinks {
  const indexes = new Map(known.map((target, index) => [target, index]));
  const edits: Edit[] = [];
  for (const { name, attributes } of tags) {
    const href = attributes.get('href');
    if (!href || !LINK_TAGS.includes(name) || attributes.get('data-herald-track')?.value === 'false') continue;
    const written = targetOf(href);
    if (written === null) continue;
    const target = tagLink(written, linkTags);
    const { start, end } = href;
    if (linkAt) {
      const index = indexes.get(target) ?? indexes.size;
      indexes.set(target, index);
      edits.push({ start, end, text: linkAt(index) });
    } else if (target !== written) edits.push({ start, end, text: escapeAroundLiquid(target) });
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
