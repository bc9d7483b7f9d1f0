import type { MessageSource } from './compile-message.ts';
import { liquidRegions } from './liquid-regions.ts';
import { liquidOf, mergeFieldsOf } from './merge-fields.ts';

const OPENS = /^\{%-?\s*(if|unless|case|for|elsif|when)\b/;
const CLOSES = /^\{%-?\s*end(if|unless|case|for)\b/;
const SAYS = /^\{%-?\s*(?:assign|capture|echo)\b/;
const HAS_DEFAULT = /\|\s*default\s*:/;

/**
 * Merge fields that leave a hole where a contact has no value for them: those that are said somewhere without a fallback, and outside any
 * condition or loop that asks for them. Meant for parts that parse.
 */
export function neededFields(source: MessageSource): string[] {
  const fields = mergeFieldsOf(source);
  const bare = new Set<string>();
  const texts = [source.subject, source.preheader, liquidOf(source, 'body'), ...Object.values(source.push ?? {})];
  for (const part of texts) addBare(part, fields, bare);
  return fields.filter((field) => bare.has(field));
}

function addBare(text: string, fields: readonly string[], bare: Set<string>): void {
  const asked: string[] = [];
  for (const { start, end, kind } of liquidRegions(text)) {
    const piece = text.slice(start, end);
    const opening = OPENS.exec(piece)?.[1];
    if (opening === 'elsif' || opening === 'when') asked.push(`${asked.pop() ?? ''} ${piece}`);
    else if (opening) asked.push(piece);
    else if (CLOSES.test(piece)) asked.pop();
    else if ((kind === 'output' || SAYS.test(piece)) && !HAS_DEFAULT.test(piece)) {
      for (const field of fields) {
        if (names(piece, field) && !asked.some((condition) => names(condition, field))) bare.add(field);
      }
    }
  }
}

function names(piece: string, field: string): boolean {
  const at = piece.indexOf(field);
  return at > 0 && !/[\w.]/.test(piece[at - 1] ?? '') && !/[\w]/.test(piece[at + field.length] ?? '');
}
