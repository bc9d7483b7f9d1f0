/** What a template can say about a person, in the order in which it is offered. */
export const MERGE_FIELDS = [
  'first_name',
  'last_name',
  'name',
  'email',
  'company',
  'city',
  'country',
  'attribute',
  'unsubscribe_url',
  'preferences_url',
  'view_in_browser_url',
] as const;
export type MergeField = (typeof MERGE_FIELDS)[number];

interface Wish {
  field: MergeField;
  /** The name of a custom field, when `field` is `attribute`. */
  attribute?: string;
  /** What to say to people without a value; empty for nothing. */
  fallback?: string;
}

/** Addresses that Herald makes are never empty. */
export function suggestsFallback(field: MergeField): boolean {
  return !field.endsWith('_url') && field !== 'email';
}

/** How a field is named in a template; empty while the custom field has no name. */
export function fieldPath({ field, attribute = '' }: Pick<Wish, 'field' | 'attribute'>): string {
  return field === 'attribute' ? attributePath(attribute.trim()) : field;
}

/** `{{ first_name | default: "there" }}`; empty while the custom field has no name. */
export function mergeTag({ field, attribute = '', fallback = '' }: Wish): string {
  const path = fieldPath({ field, attribute });
  if (!path) return '';
  return fallback ? `{{ ${path} | default: ${quoted(fallback)} }}` : `{{ ${path} }}`;
}

/** What a tag of this menu names; null for Liquid of any other kind. */
export function readMergeTag(tag: string): { path: string; fallback: string } | null {
  const match = /^\{\{ (\S+)(?: \| default: "([^"]*)")? \}\}$/.exec(tag);
  return match?.[1] ? { path: match[1], fallback: match[2] ?? '' } : null;
}

function attributePath(name: string): string {
  if (!name) return '';
  return /^[A-Za-z_][\w-]*$/.test(name) ? `attributes.${name}` : `attributes[${quoted(name)}]`;
}

/** Liquid knows no escapes inside quotes, but two kinds of them. */
function quoted(text: string): string {
  return text.includes('"') ? `'${text.replaceAll("'", '’')}'` : `"${text}"`;
}
