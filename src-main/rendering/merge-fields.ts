import type { TemplatePlace } from '#shared/domain/preflight/template-place.ts';
import type { MessageSource } from './compile-message.ts';
import { designToHtml } from './design/design-html.ts';
import { engineOf } from './liquid-engine.ts';
import type { MergeData } from './merge-data.ts';
import { isVisual, placeIn } from './place-in.ts';
import type { TemplatePart, TemplateProblem } from './render-error.ts';

/** Fields that Herald fills itself, for every message. */
const OWN_FIELDS = ['unsubscribe_url', 'preferences_url', 'view_in_browser_url', 'preheader'];

const PARTS: readonly TemplatePart[] = ['subject', 'preheader', 'body'];

/** Merge fields that the parts name as dotted paths, each once. Meant for parts that parse. */
export function mergeFieldsOf(source: MessageSource): string[] {
  const texts = [...PARTS.map((part) => liquidOf(source, part)), ...Object.values(source.push ?? {})];
  return [...new Set(texts.flatMap((text) => engineOf('plain').fields(text)))].filter(
    (field) => !OWN_FIELDS.includes(field),
  );
}

/** The same of a message that may not parse: then none. */
export function readableFields(source: MessageSource): string[] {
  try {
    return mergeFieldsOf(source);
  } catch {
    return [];
  }
}

/** What a message is filled in with for one person. */
export interface FieldValue {
  name: string;
  value: string;
  missing: boolean;
}

export function fieldValues(fields: readonly string[], data: MergeData): FieldValue[] {
  return fields.map((name) => {
    const value = valueAt(data, name);
    return { name, value: textOf(value), missing: isEmpty(value) };
  });
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return Array.isArray(value) ? value.join(', ') : typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Those that this person has no value for. */
export function missingFields(fields: readonly string[], data: MergeData): string[] {
  return fields.filter((field) => isEmpty(valueAt(data, field)));
}

/** Names that no contact can have: slips of the pen, since fields of one's own stand under `attributes`. */
export function unknownFields(source: MessageSource, data: MergeData): TemplateProblem[] {
  return PARTS.flatMap((part) =>
    engineOf('plain')
      .fields(liquidOf(source, part))
      .filter((field) => !OWN_FIELDS.includes(field) && !Object.hasOwn(data, field.split('.', 1)[0] ?? ''))
      .map((field) => ({
        ...problemAt(placeIn(source, part, field)),
        message: `There is no merge field named "${field}". Fields of your own are written attributes.${field}.`,
      })),
  );
}

function problemAt({ block, ...place }: TemplatePlace): Omit<TemplateProblem, 'message'> {
  return block ? { ...place, block: block.id } : place;
}

/** A part as the template language reads it. */
export function liquidOf(source: MessageSource, part: TemplatePart): string {
  return isVisual(source, part) ? designToHtml(source.body) : source[part];
}

function valueAt(data: object, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
      data,
    );
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}
