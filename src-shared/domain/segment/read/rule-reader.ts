import { nearestName } from '../nearest-name.ts';
import { type Offer, type Operand, wordOffer } from '../offer.ts';
import { usualWord } from '../reserved-words.ts';
import type { Span } from '../segment-ast.ts';
import { type Finding, MOST_PROBLEMS } from '../segment-problem.ts';
import { scanTokens, type Token } from '../segment-token.ts';
import { sayOffers, sayToken } from './say-offers.ts';

const SIGNS_MEANT: Record<string, string> = { '&&': 'AND', '||': 'OR', '!': 'NOT' };

/**
 * A place in the tokens of a rule. It notes what was looked for at the place (the offers), so that a message and the completion of
 * an editor can never say anything else than what the parser takes.
 */
export class RuleReader {
  readonly findings: Finding[] = [];
  /** How deep the parser is in groups and NOTs. */
  depth = 0;
  /** How many parentheses are open here, of groups and of calls. */
  parentheses = 0;
  /** The last one that was read. */
  operand: Operand | null = null;
  private readonly tokens: Token[];
  private at = 0;
  private offered: (Offer | readonly Offer[])[] = [];
  private stopped = false;
  /** Set once something was missing at the end: what is looked for there after that is no answer to it. */
  private ended = false;

  constructor(source: string) {
    this.tokens = scanTokens(source);
  }

  get token(): Token {
    return this.peek(0);
  }

  get offers(): readonly Offer[] {
    return this.offered.flat();
  }

  get isAtEnd(): boolean {
    return this.token.kind === 'end';
  }

  peek(ahead: number): Token {
    return this.tokens[Math.min(this.at + ahead, this.tokens.length - 1)] as Token;
  }

  /** Where what has been read so far ends. */
  spanFrom(from: number): Span {
    return { from, to: Math.max(from, this.tokens[this.at - 1]?.to ?? 0) };
  }

  next(): Token {
    const { token } = this;
    if (token.kind === 'end') return token;
    if (token.kind === 'text') this.checkText(token);
    this.at++;
    if (token.kind === 'symbol' && token.text === '(') this.parentheses++;
    if (token.kind === 'symbol' && token.text === ')') this.parentheses--;
    if (this.offered.length > 0) this.offered = [];
    return token;
  }

  /** Notes what would be taken here. A list is kept as it is: most of them are never looked at. */
  offer(offers: Offer | readonly Offer[]): void {
    if (!this.ended) this.offered.push(offers);
  }

  isWord(word: string): boolean {
    return this.token.word === word;
  }

  isSymbol(symbol: string): boolean {
    return this.token.kind === 'symbol' && this.token.text === symbol;
  }

  takeWord(word: string, offer = wordOffer(word)): boolean {
    this.offer(offer);
    if (!this.isWord(word)) return false;
    this.next();
    return true;
  }

  takeSymbol(symbol: string, offer: Offer = { kind: 'symbol', symbol }): boolean {
    this.offer(offer);
    if (!this.isSymbol(symbol)) return false;
    this.next();
    return true;
  }

  needWord(word: string): boolean {
    return this.takeWord(word) || this.fail() !== null;
  }

  needSymbol(symbol: string): boolean {
    return this.takeSymbol(symbol) || this.fail() !== null;
  }

  /** Reports what stands here, which is none of what was looked for. */
  fail(): null {
    const { token } = this;
    const comma = this.decimalComma();
    const meant = this.meantWord(token);
    if (token.kind === 'text' && !token.closed) this.checkText(token);
    else if (comma) this.report(comma);
    else if (meant)
      this.report({ code: 'word_mistyped', span: token, values: { found: sayToken(token) }, suggestion: meant });
    else {
      const code = token.kind === 'end' ? 'unexpected_end' : 'unexpected';
      const { offers } = this;
      const values = { found: sayToken(token), expected: sayOffers(offers) };
      this.report({ code, span: token, values, expected: offers });
    }
    return null;
  }

  /** One place is told once, and after the last problem the rest is not read any more. */
  report({ span, ...finding }: Finding): null {
    this.ended ||= this.isAtEnd;
    if (this.stopped || this.findings.some((one) => one.span.from === span.from)) return null;
    const place = { from: span.from, to: span.to };
    if (this.findings.length < MOST_PROBLEMS) this.findings.push({ ...finding, span: place });
    else this.findings.push({ code: 'too_many_problems', span: place });
    if (this.findings.length > MOST_PROBLEMS) this.stop();
    return null;
  }

  /**
   * Goes on to where another condition may begin: before an AND, an OR or a closing parenthesis at the given number of open ones, or
   * the end.
   */
  recover(parentheses: number): void {
    for (; !this.isAtEnd; this.next()) {
      if (this.parentheses > parentheses) continue;
      if (this.isSymbol(')') || this.isWord('and') || this.isWord('or')) return;
    }
  }

  stop(): void {
    this.stopped = true;
    this.at = this.tokens.length - 1;
  }

  private checkText(token: Token): void {
    if (!token.closed) this.report({ code: 'text_open', span: { from: token.from, to: token.from + 1 } });
    else if (token.text.includes('\0')) this.report({ code: 'text_with_nul', span: token });
  }

  private meantWord(token: Token): string | null {
    const words = this.offers.flatMap((offer) => ('word' in offer ? [usualWord(offer.word)] : []));
    const sign = SIGNS_MEANT[token.text];
    if (token.kind === 'symbol' && sign !== undefined) return words.includes(sign) ? sign : null;
    return token.kind === 'word' ? nearestName(token.text, words) : null;
  }

  /** `0,5` where one number was meant: the reader stands at the comma or behind it. */
  private decimalComma(): Finding | null {
    const start = this.token.text === ',' ? this.at - 1 : this.at - 2;
    const [whole, comma, decimals] = this.tokens.slice(Math.max(start, 0), start + 3);
    if (whole?.kind !== 'number' || comma?.text !== ',' || decimals?.kind !== 'number') return null;
    if (whole.to !== comma.from || comma.to !== decimals.from) return null;
    const suggestion = /^\d{3}$/.test(decimals.text) ? null : `${whole.text}.${decimals.text}`;
    return { code: 'decimal_comma', span: { from: whole.from, to: decimals.to }, suggestion };
  }
}
