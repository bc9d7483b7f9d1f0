import type { Offer } from './offer.ts';
import { PROBLEM_WORDS, TYPE_WORDS } from './problem-words.ts';
import type { Span } from './segment-ast.ts';

export type ProblemCode = keyof typeof PROBLEM_WORDS;
export type ProblemValues = Record<string, string | number>;

/** What is wrong with a rule, and where. Screens may say it in another language by its code and values. */
export interface SegmentProblem extends Span {
  code: ProblemCode;
  values: ProblemValues;
  /** What could stand there instead, for `unexpected` and `unexpected_end`. */
  expected: readonly Offer[];
  /** A plain sentence. */
  message: string;
  /** What to do about it. */
  hint: string | null;
  /** Counted from 1; a column is a UTF-16 unit, as in editors. */
  line: number;
  column: number;
  /** What probably was meant; stands for the text from `from` to `to`. */
  suggestion: string | null;
}

/** A problem before its place has been looked up in the text. */
export interface Finding {
  code: ProblemCode;
  span: Span;
  values?: ProblemValues;
  expected?: readonly Offer[];
  suggestion?: string | null;
}

/** More than these help nobody. */
export const MOST_PROBLEMS = 20;
const LONGEST_VALUE = 500;

/** Gives findings their words and places, in the order of the text. */
export function tellProblems(source: string, findings: readonly Finding[]): SegmentProblem[] {
  const lines = lineStarts(source);
  return [...findings]
    .sort((a, b) => a.span.from - b.span.from)
    .map(({ code, span, values: told = {}, expected = [], suggestion = null }) => {
      const values = shortened(told);
      const words: { message: string; hint?: string } = PROBLEM_WORDS[code];
      return {
        code,
        values,
        expected,
        message: fill(words.message, values),
        hint: words.hint === undefined ? null : fill(words.hint, values),
        from: span.from,
        to: span.to,
        ...placeOf(lines, span.from),
        suggestion,
      };
    });
}

/** The usual one line: `Line 1, column 9: There is no field "contry". Did you mean country?` */
export function sayProblem(problem: SegmentProblem): string {
  const meant = problem.suggestion === null ? problem.hint : `Did you mean ${problem.suggestion}?`;
  return `Line ${problem.line}, column ${problem.column}: ${problem.message}${meant === null ? '' : ` ${meant}`}`;
}

/** A name or a text can be as long as the rule. */
function shortened(values: ProblemValues): ProblemValues {
  const short = (value: string | number) =>
    typeof value === 'string' && value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE)}...` : value;
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, short(value)]));
}

function fill(words: string, values: ProblemValues): string {
  return words.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = String(values[name] ?? '');
    return name.endsWith('type') ? (TYPE_WORDS[value] ?? value) : value;
  });
}

function lineStarts(source: string): number[] {
  const starts = [0];
  for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function placeOf(lines: readonly number[], offset: number): { line: number; column: number } {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (lines[low] ?? 0) + 1 };
}
