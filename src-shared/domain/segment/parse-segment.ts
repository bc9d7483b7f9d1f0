import { parseCondition } from './read/parse-condition.ts';
import { RuleReader } from './read/rule-reader.ts';
import type { SegmentNode } from './segment-ast.ts';
import { type SegmentProblem, tellProblems } from './segment-problem.ts';

export const LONGEST_RULE = 1_000_000;
/** Deeper than anybody reads; keeps the parser, and the SQL that is made of the tree, away from the ends of their stacks. */
export const DEEPEST_RULE = 100;

export interface ParsedRule {
  /** Null while there are problems. */
  rule: SegmentNode | null;
  /** What could be read although there are problems; conditions that could not are missing. */
  partial: SegmentNode | null;
  problems: SegmentProblem[];
}

/**
 * Reads a rule of the segment language (docs/segment-language.md). Never throws: whatever the text is, the answer is a tree or
 * problems with their places. Takes time in proportion to the length of the text.
 */
export function parseSegment(source: string): ParsedRule {
  if (source.length > LONGEST_RULE) {
    const span = { from: LONGEST_RULE, to: source.length };
    const problem = { code: 'rule_too_long', span, values: { limit: LONGEST_RULE } } as const;
    return { rule: null, partial: null, problems: tellProblems(source, [problem]) };
  }
  const reader = new RuleReader(source);
  const tree = parseRule(reader);
  const rule = reader.findings.length === 0 ? tree : null;
  return { rule, partial: tree, problems: tellProblems(source, reader.findings) };
}

/** The whole text, or as much as makes sense of it. */
export function parseRule(reader: RuleReader): SegmentNode | null {
  const empty = reader.isAtEnd;
  const parts: SegmentNode[] = [];
  parseUntil(reader, parts, null);
  if (empty) reader.findings.splice(0, reader.findings.length, { code: 'rule_empty', span: reader.token });
  return together('and', parts);
}

/** One `or`; where conditions stand side by side without AND and OR, that is told and those that follow are read as well. */
function parseUntil(reader: RuleReader, parts: SegmentNode[], closing: ')' | null): void {
  const { parentheses } = reader;
  const isDone = () => reader.isAtEnd || (closing !== null && reader.isSymbol(closing));
  for (;;) {
    const part = parseOr(reader);
    if (part) parts.push(part);
    if (closing) reader.offer({ kind: 'symbol', symbol: closing });
    if (isDone()) return;
    reader.fail();
    reader.recover(parentheses);
    if (isDone()) return;
    if (reader.isSymbol(')')) reader.next();
    reader.parentheses = parentheses;
    if (reader.isWord('and') || reader.isWord('or')) reader.next();
  }
}

function parseOr(reader: RuleReader): SegmentNode | null {
  return parseChain(reader, 'or', () => parseChain(reader, 'and', () => parseNot(reader)));
}

function parseChain(reader: RuleReader, word: 'and' | 'or', parse: () => SegmentNode | null): SegmentNode | null {
  const children: SegmentNode[] = [];
  do {
    const child = parse();
    if (child) children.push(child);
  } while (reader.takeWord(word));
  return together(word, children);
}

function together(kind: 'and' | 'or', children: SegmentNode[]): SegmentNode | null {
  const [first] = children;
  const last = children.at(-1);
  if (!first || !last || first === last) return first ?? null;
  return { kind, children, span: { from: first.span.from, to: last.span.to } };
}

function parseNot(reader: RuleReader): SegmentNode | null {
  const { from } = reader.token;
  if (reader.depth >= DEEPEST_RULE) {
    reader.report({ code: 'too_deep', span: reader.token, values: { limit: DEEPEST_RULE } });
    reader.stop();
    return null;
  }
  reader.depth++;
  const node = parseNotHere(reader, from);
  reader.depth--;
  return node;
}

function parseNotHere(reader: RuleReader, from: number): SegmentNode | null {
  if (reader.takeWord('not')) {
    const child = parseNot(reader);
    return child && { kind: 'not', child, span: reader.spanFrom(from) };
  }
  if (reader.takeSymbol('(')) return parseGroup(reader, from);
  const { parentheses } = reader;
  const condition = parseCondition(reader);
  if (!condition) reader.recover(parentheses);
  return condition;
}

function parseGroup(reader: RuleReader, from: number): SegmentNode | null {
  const parts: SegmentNode[] = [];
  parseUntil(reader, parts, ')');
  if (reader.isSymbol(')')) reader.next();
  else reader.report({ code: 'parenthesis_open', span: { from, to: from + 1 } });
  return together('and', parts);
}
