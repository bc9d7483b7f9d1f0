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

const NAMES = ['source', 'medium', 'campaign', 'term', 'content'] as const;

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
  const known = new Set(query.split('&').map((pair) => pair.split('=', 1)[0]?.toLowerCase()));
  return NAMES.filter((name) => tags[name].trim() !== '' && !known.has(`utm_${name}`))
    .map((name) => `utm_${name}=${encodeURIComponent(tags[name].trim())}`)
    .join('&');
}
