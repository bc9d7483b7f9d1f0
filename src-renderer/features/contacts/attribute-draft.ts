import type { AttributeValue } from '#shared/domain/contact-fields.ts';

export const ATTRIBUTE_KINDS = ['text', 'number', 'boolean', 'list'] as const;
export type AttributeKind = (typeof ATTRIBUTE_KINDS)[number];

/** One own field as a row of a form. All kinds keep their value, so that trying another one loses nothing. */
export interface AttributeDraft {
  key: string;
  name: string;
  kind: AttributeKind;
  text: string;
  number: number | '';
  boolean: boolean;
  list: string[];
}

let made = 0;

export function newAttribute(): AttributeDraft {
  return { key: `attribute-${++made}`, name: '', kind: 'text', text: '', number: '', boolean: false, list: [] };
}

export function draftsOf(attributes: Record<string, AttributeValue>): AttributeDraft[] {
  return Object.entries(attributes).map(([name, value]) => ({ ...newAttribute(), name, ...typed(value) }));
}

/** Rows without a name are unfinished and left out. */
export function attributesOf(drafts: AttributeDraft[]): Record<string, AttributeValue> {
  return Object.fromEntries(
    drafts.filter(({ name }) => name.trim()).map((draft) => [draft.name.trim(), attributeValue(draft)]),
  );
}

/** The rows whose name stands in an earlier row already. */
export function doubledNames(drafts: AttributeDraft[]): number[] {
  const seen = new Set<string>();
  return drafts.flatMap(({ name }, index) => {
    const known = seen.has(name.trim());
    seen.add(name.trim());
    return known && name.trim() ? [index] : [];
  });
}

function typed(value: AttributeValue): Partial<AttributeDraft> {
  if (typeof value === 'number') return { kind: 'number', number: value, text: String(value) };
  if (typeof value === 'boolean') return { kind: 'boolean', boolean: value };
  if (Array.isArray(value)) return { kind: 'list', list: value, text: value.join(', ') };
  return { kind: 'text', text: value ?? '' };
}

function attributeValue({ kind, text, number, boolean, list }: AttributeDraft): AttributeValue {
  if (kind === 'number') return number === '' ? null : number;
  if (kind === 'boolean') return boolean;
  return kind === 'list' ? list : text;
}
