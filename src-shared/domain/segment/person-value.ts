import { instantOf, type Millis } from '#shared/kernel/instant.ts';
import { scoreOf } from '../engagement.ts';
import type { FieldName } from './segment-ast.ts';
import type { SegmentPerson } from './segment-subject.ts';

export type PersonValue = string | number | boolean | string[];

/** What a contact has in a field now; null for null, an empty text and an empty list. Moments come as RFC 3339. */
export function personValue(
  person: SegmentPerson,
  { name, custom }: Pick<FieldName, 'name' | 'custom'>,
  now: Millis,
): PersonValue | null {
  if (custom) return Object.hasOwn(person.attributes, name) ? presentValue(person.attributes[name]) : null;
  switch (name) {
    case 'name':
      return presentValue(`${person.first_name} ${person.last_name}`.replace(/^ +| +$/g, ''));
    case 'created_at':
      return instantOf(person.created_at);
    case 'last_seen_at':
      return person.last_seen_at === null ? null : instantOf(person.last_seen_at);
    case 'engagement':
      return scoreOf(person.engaged_until, now);
    default:
      return presentValue(Object.hasOwn(person, name) ? person[name as keyof SegmentPerson] : null);
  }
}

/** A stored value that can be compared, or null. An empty text is none, in a list as well. */
export function presentValue(value: unknown): PersonValue | null {
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'string') return value === '' ? null : value;
  if (!Array.isArray(value)) return null;
  const texts = value.filter((item): item is string => typeof item === 'string' && item !== '');
  return texts.length === 0 ? null : texts;
}
