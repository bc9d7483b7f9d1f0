/** What links of a campaign say to the statistics of the site they lead to: UTM parameters. */
export interface LinkTags {
  on: boolean;
  source: string;
  medium: string;
  /** Empty: the name of the campaign. */
  campaign: string;
  term: string;
  content: string;
}

export const NO_LINK_TAGS: LinkTags = { on: false, source: '', medium: 'email', campaign: '', term: '', content: '' };

export const TAG_NAMES = ['source', 'medium', 'campaign', 'term', 'content'] as const;
export type TagName = (typeof TAG_NAMES)[number];

/** A campaign's name as sites show it in their reports: small letters, digits and hyphens. */
export function tagOfName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 100);
}

/** The tags that hold for a campaign: its own, else those of the organization, with its name where they leave the campaign out. */
export function linkTagsOf(own: LinkTags | null, organization: LinkTags, name: string): LinkTags {
  const tags = own ?? organization;
  return { ...tags, campaign: tags.campaign || tagOfName(name) };
}

/**
 * The query parameters that are missing from an address, ready to be put into it; empty when there are none.
 * @param query what the address already asks, without its question mark
 */
export function missingTags(tags: LinkTags, query: string): string {
  if (!tags.on) return '';
  const known = tagsIn(query);
  return TAG_NAMES.filter((name) => tags[name].trim() !== '' && !known.includes(name))
    .map((name) => `utm_${name}=${encodeURIComponent(tags[name].trim())}`)
    .join('&');
}

/** The parameters that a query says already. */
export function tagsIn(query: string): TagName[] {
  const known = new Set(query.split('&').map((pair) => pair.split('=', 1)[0]?.toLowerCase()));
  return TAG_NAMES.filter((name) => known.has(`utm_${name}`));
}

/** A web address, in its parts: what stands before its query, its query, and its fragment with its sign. */
const ADDRESS = /^(https?:\/\/[^\s#?]+)(?:\?([^\s#]*))?(#\S*)?$/i;

/**
 * A link for elsewhere, such as a post or an advertisement: the address with the tags that it lacks, and those that it had. Null: it is no
 * web address.
 */
export function buildLink(address: string, tags: LinkTags): { link: string; kept: TagName[] } | null {
  const [, place, query = '', fragment = ''] = ADDRESS.exec(address.trim()) ?? [];
  if (place === undefined) return null;
  const whole = [query, missingTags({ ...tags, on: true }, query)].filter((part) => part !== '').join('&');
  return { link: `${place}${whole && `?${whole}`}${fragment}`, kept: tagsIn(query) };
}
