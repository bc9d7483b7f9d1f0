import { liquidRegions, paintOver, type Region } from './liquid-regions.ts';

/** A web address in a plain text. */
export interface TextLink {
  start: number;
  end: number;
  /** As it was written, its Liquid kept. */
  target: string;
}

const WEB_ADDRESS = /https?:\/\/[^\s<>"]+/gi;
/** More do not fit into a text message. */
const MOST_LINKS = 200;
const HOST_ALONE = /^https?:\/\/[^/?#]*$/i;

const OPENING = /^\{%-?\s*(?:if|unless|case|for|tablerow|capture)\b/;
const BRANCH = /^\{%-?\s*(?:else|elsif|when)\b/;
const CLOSING = /^\{%-?\s*end/;

/**
 * Web addresses of a text that parses, in order, as far as each is the same piece of text for everybody. One whose host is only
 * known per person, or that a tag takes further for some, is left to the text.
 */
export function findTextLinks(text: string): TextLink[] {
  const regions = liquidRegions(text);
  const addresses = [...paintOver(text, regions).matchAll(WEB_ADDRESS)].slice(0, MOST_LINKS);
  return addresses.flatMap(({ 0: address, index: start }) => {
    const end = start + withoutPunctuation(address).length;
    const first = regions.find((region) => region.start >= start && region.start < end);
    const isPersonalHost = first !== undefined && HOST_ALONE.test(text.slice(start, first.start));
    const isWhole = isBounded(text, regions, start + address.length);
    return isPersonalHost || !isWhole ? [] : [{ start, end, target: text.slice(start, end) }];
  });
}

/** What ends a sentence is none of its address; a bracket is when it was opened in it. */
function withoutPunctuation(address: string): string {
  const cut = address.replace(/[.,;:!?'\]}]+$/, '');
  return cut.endsWith(')') && !cut.includes('(') ? withoutPunctuation(cut.slice(0, -1)) : cut;
}

/** Whether an address that ends here goes no further, whichever way a reader's text takes through the tags behind it. */
function isBounded(text: string, regions: readonly Region[], at: number): boolean {
  let end = at;
  /** How deep in branches that are not those of the address. */
  let depth = 0;
  for (const region of regions.filter(({ start }) => start >= at)) {
    if (depth === 0 && region.start !== end) break;
    const tag = text.slice(region.start, region.end);
    if (OPENING.test(tag)) {
      if (depth === 0) return false;
      depth += 1;
    } else if (CLOSING.test(tag)) {
      depth = Math.max(0, depth - 1);
      if (depth === 0) end = region.end;
    } else if (depth === 0) {
      if (!BRANCH.test(tag)) return false;
      depth = 1;
    }
  }
  return /^(?:$|[\s<>"]|[.,;:!?'")\]}]+(?:$|\s))/.test(text.slice(end));
}
