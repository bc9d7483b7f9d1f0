import type { Reason, ReasonValue } from './reason.ts';
import { REASON_WORDS } from './reason-words.ts';

/** In English: for files, programs and refusals. */
export function sayReason({ code, values = {}, about }: Reason): string {
  const all: Record<string, string> = { value: 'This value', ...inWords(values) };
  const said = REASON_WORDS[code].replace(/\{\{(\w+)\}\}/g, (_, name: string) => all[name] ?? '');
  return about === undefined ? said : `${about}: ${said}`;
}

function inWords(values: Record<string, ReasonValue>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, wordsOf(name, value)]));
}

/** What somebody has written stands in quotes. */
function wordsOf(name: string, value: ReasonValue): string {
  if (typeof value === 'object') return value.map((one) => `"${one}"`).join(', ');
  return name === 'value' ? `"${value}"` : String(value);
}
