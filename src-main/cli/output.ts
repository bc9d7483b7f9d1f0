import { isHeraldError } from '#shared/kernel/herald-error.ts';

/** How a command answers: one JSON value for programs, or lines for people. */
export interface Output {
  /** The result: `value` as JSON with --json, else what `lines` makes of it. */
  result<Value>(value: Value, lines: (value: Value) => string | string[]): void;
  /** Progress for a person at a terminal; silent with --json or when nobody watches. */
  progress(line: string): void;
}

export function createOutput(json: boolean): Output {
  const watched = !json && process.stderr.isTTY;
  return {
    result(value, lines) {
      const text = json ? JSON.stringify(value) : [lines(value)].flat().join('\n');
      process.stdout.write(`${text}\n`);
    },
    progress(line) {
      if (watched) process.stderr.write(`\r\u001b[2K${line}`);
    },
  };
}

/** Prints why a command failed: one sentence and the remedy, on standard error. */
export function reportFailure(error: unknown, json: boolean): void {
  const { code, message, field, hint } = failureOf(error);
  if (json) process.stderr.write(`${JSON.stringify({ error: { code, message, field, hint } })}\n`);
  else process.stderr.write(`herald: ${message}${hint ? ` ${hint}` : ''}\n`);
}

interface PlainFailure {
  code: string;
  message: string;
  field?: string;
  hint?: string;
}

function failureOf(error: unknown): PlainFailure {
  if (isHeraldError(error)) return { code: error.code, message: error.message, ...error.detail };
  if (isWireError(error)) return { code: error.code, message: error.message, ...error.data };
  return { code: 'INTERNAL', message: error instanceof Error ? error.message : String(error) };
}

function isWireError(error: unknown): error is Error & { code: string; data?: { field?: string; hint?: string } } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}
