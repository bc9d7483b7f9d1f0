import type { Span } from './segment-ast.ts';

export type TokenKind = 'word' | 'number' | 'duration' | 'date' | 'text' | 'symbol' | 'unknown' | 'end';

export interface Token extends Span {
  kind: TokenKind;
  /** What stands there; for a text what is between its quotes, for a symbol the one that it means (`<>` is `!=`). */
  text: string;
  /** A word in small letters; empty for everything else. */
  word: string;
  /** False for a text whose closing quote is missing. */
  closed: boolean;
}

const SPACE = /\s*/y;
const WORD = /[\p{L}_][\p{L}\p{M}\p{N}_]*/uy;
const DATE = /\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?(?![\d:])/iy;
const NUMBER = /(?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?/iy;
const UNIT = /\p{L}+/uy;
const SYMBOL = /<=|>=|!=|<>|==|&&|\|\||[()=<>~,.+\-≠≤≥!]/y;

const MEANT: Record<string, string> = { '<>': '!=', '==': '=', '≠': '!=', '≤': '<=', '≥': '>=' };
/** Which quote closes a text, by the one that opens it: what keyboards and word processors write. */
const CLOSING: Record<string, string> = { "'": "'", '"': '"', '‘': '’', '“': '”', '„': '“', '‚': '‘', '«': '»' };

/** Takes a rule apart. Never refuses: what means nothing is a token of its own. The last token is the end. */
export function scanTokens(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    at = ends(SPACE, source, at) ?? at;
    const token = tokenAt(source, at);
    tokens.push(token);
    if (token.kind === 'end') return tokens;
    at = token.to;
  }
}

function tokenAt(source: string, at: number): Token {
  const sign = source[at];
  if (sign === undefined) return { kind: 'end', text: '', word: '', from: at, to: at, closed: true };
  const closing = CLOSING[sign];
  if (closing !== undefined) return textAt(source, at, closing);
  const word = ends(WORD, source, at);
  if (word !== null) return plain('word', source, at, word);
  const date = ends(DATE, source, at);
  if (date !== null) return plain('date', source, at, date);
  const number = ends(NUMBER, source, at);
  if (number !== null) return numberAt(source, at, number);
  const symbol = ends(SYMBOL, source, at);
  if (symbol === null) return plain('unknown', source, at, at + ((source.codePointAt(at) ?? 0) > 0xffff ? 2 : 1));
  const token = plain('symbol', source, at, symbol);
  return { ...token, text: MEANT[token.text] ?? token.text };
}

function numberAt(source: string, at: number, to: number): Token {
  const unit = ends(UNIT, source, to);
  return unit === null ? plain('number', source, at, to) : plain('duration', source, at, unit);
}

/** A closing quote that stands for itself is written twice. */
function textAt(source: string, at: number, closing: string): Token {
  let to = at + 1;
  for (;;) {
    const found = source.indexOf(closing, to);
    if (found < 0) {
      const text = source.slice(at + 1).replaceAll(closing + closing, closing);
      return { kind: 'text', text, word: '', from: at, to: source.length, closed: false };
    }
    if (source[found + 1] !== closing) {
      const text = source.slice(at + 1, found).replaceAll(closing + closing, closing);
      return { kind: 'text', text, word: '', from: at, to: found + 1, closed: true };
    }
    to = found + 2;
  }
}

function plain(kind: TokenKind, source: string, from: number, to: number): Token {
  const text = source.slice(from, to);
  return { kind, text, word: kind === 'word' ? text.toLowerCase() : '', from, to, closed: true };
}

function ends(pattern: RegExp, source: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.test(source) ? pattern.lastIndex : null;
}
