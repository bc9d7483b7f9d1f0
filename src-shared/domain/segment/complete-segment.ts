import { completionsFor } from './complete/completions-for.ts';
import type { CompletionItem } from './completion-item.ts';
import { parseRule } from './parse-segment.ts';
import { RuleReader } from './read/rule-reader.ts';
import type { SegmentCatalogue } from './segment-catalogue.ts';
import { scanTokens, type Token } from './segment-token.ts';

export interface Completion {
  /** What an item stands for: the word or name that the cursor is in or behind; empty between words. */
  from: number;
  to: number;
  /** Best first. */
  items: CompletionItem[];
}

const MOST_ITEMS = 100;

/**
 * What may follow at a place of a rule that is being written. It asks the parser itself what it would take there, so it never offers
 * anything else; fields decide which operators and values make sense.
 */
export function completeSegment(source: string, offset: number, catalogue: SegmentCatalogue): Completion {
  const tokens = scanTokens(source);
  const token = tokens.find((one) => one.from < offset && offset <= one.to && isOpenAt(one, offset));
  const from = token?.from ?? offset;
  const written = source.slice(from, offset);
  const reader = new RuleReader(source.slice(0, from));
  parseRule(reader);
  const items = completionsFor(reader.offers, reader.operand, { catalogue, written });
  return { from, to: endOf(token, tokens, offset), items: bestOf(items, bareText(written)) };
}

/** Whether what is typed at the end of this token would still belong to it. */
function isOpenAt(token: Token, offset: number): boolean {
  if (token.kind === 'text') return offset < token.to || !token.closed;
  return token.kind === 'word' || token.kind === 'number' || token.kind === 'duration' || token.kind === 'date';
}

/** While a quote is missing somewhere nobody knows where a text ends. */
function endOf(token: Token | undefined, tokens: readonly Token[], offset: number): number {
  if (!token) return offset;
  const isSure = token.kind !== 'text' || tokens.every((one) => one.closed);
  return isSure ? token.to : offset;
}

function bareText(written: string): string {
  return written.replace(/^['"‘“„‚«]/, '').toLowerCase();
}

/** Those that begin with what is written, then those that have it at the beginning of another word. */
function bestOf(items: readonly CompletionItem[], written: string): CompletionItem[] {
  if (written === '') return items.slice(0, MOST_ITEMS);
  const begins: CompletionItem[] = [];
  const contains: CompletionItem[] = [];
  for (const item of items) {
    const label = item.label.toLowerCase();
    if (label.startsWith(written)) begins.push(item);
    else if (label.split(/[^\p{L}\p{N}]+/u).some((part) => part.startsWith(written))) contains.push(item);
  }
  return [...begins, ...contains].slice(0, MOST_ITEMS);
}
