import type { CsvFormat, ImportOptions } from '#shared/contract/import.contract.ts';
import { attributeOf } from '#shared/domain/import/import-mapping.ts';

export type Mapping = ImportOptions['mapping'];

/** Where everybody of the file goes besides Contacts. */
export interface ListChoice {
  kind: 'existing' | 'new' | 'none';
  list_ids: string[];
  new_list: string;
}

/** Another list than by file name is rarely wanted: `2026-03 Spring fair.csv` makes "2026-03 Spring fair". */
export function listNameOf(filename: string): string {
  return filename
    .replace(/\.[^.]*$/, '')
    .replaceAll('_', ' ')
    .trim()
    .slice(0, 120);
}

/** An estimate is not said to the last digit: 5,045 is "about 5,000". */
export function aboutRows(estimated: number): number {
  return estimated < 1_000 ? estimated : Number(estimated.toPrecision(2));
}

export function optionsOf(
  format: CsvFormat,
  mapping: Mapping,
  { lists, update_existing }: { lists: ListChoice; update_existing: boolean },
): ImportOptions {
  const new_list = lists.kind === 'new' ? lists.new_list.trim() : '';
  return {
    format,
    mapping,
    list_ids: lists.kind === 'existing' ? lists.list_ids : [],
    ...(new_list && { new_list }),
    update_existing,
  };
}

/** `Lieblings-Farbe!` becomes `attributes.lieblings_farbe`; null when nothing is left of it. */
export function customTarget(typed: string): string | null {
  const name = typed
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 48);
  return name ? `attributes.${name}` : null;
}

/** The custom fields that a choice offers: those of the guesses, and those made by hand. */
export function customTargets(guesses: Mapping, mapping: Mapping): string[] {
  const named = [...guesses, ...mapping].filter((target): target is string => target !== null && isCustom(target));
  return [...new Set(named)].sort();
}

export function isCustom(target: string): boolean {
  return attributeOf(target) !== null;
}
