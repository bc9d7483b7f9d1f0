import { LiquidError } from 'liquidjs';

export interface Failure {
  message: string;
  line: number | null;
  column: number | null;
}

/** Words for what the template language complains about. Unlisted complaints keep its own words. */
const WORDS: readonly [pattern: RegExp, say: (match: RegExpExecArray) => string][] = [
  [/^template render limit exceeded/, () => 'This takes too long to fill in. Is there a loop that runs too often?'],
  [/^memory alloc limit exceeded/, () => 'This needs too much memory to fill in. Is there a loop that runs too often?'],
  [/^output limit exceeded/, () => 'This makes more than 5 million characters. Is there a loop that runs too often?'],
  [/^Maximum call stack/, () => 'This is nested too deeply.'],
  [/^output ("?.*?"?) not closed/s, () => 'A {{ is not closed: }} is missing.'],
  [/^tag ("?.*?"?) not closed/s, (match) => `The tag ${brief(match[1])} is not closed.`],
  [/^tag "(.*?)" not found/, (match) => `There is no tag named "${match[1]}".`],
  [/^undefined filter: (\S+)/, (match) => `There is no filter named "${match[1]}".`],
];

export function explainFailure(error: unknown): Failure {
  const raw = error instanceof Error ? error.message : String(error);
  const [line = null, column = null] = LiquidError.is(error) ? error.token.getPosition() : [];
  const complaint = raw.replace(/, (file:.*, )?line:\d+, col:\d+$/s, '');
  return { message: inWords(complaint), line, column };
}

function inWords(complaint: string): string {
  for (const [pattern, say] of WORDS) {
    const match = pattern.exec(complaint);
    if (match) return say(match);
  }
  const sentence = complaint.charAt(0).toUpperCase() + complaint.slice(1);
  return sentence.endsWith('.') ? sentence : `${sentence}.`;
}

function brief(text: string | undefined): string {
  const line = (text ?? '').split('\n', 1)[0] ?? '';
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}
