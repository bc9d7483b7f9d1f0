import { ERROR_STATUS, type ErrorCode } from './error-codes.ts';

/** What a refusal carries besides its code; everything a person needs to put it right. */
export interface ErrorDetail {
  /** The input field at fault, as a dotted path (`audience.lists.0`). */
  field?: string;
  /** What to do about it, in one sentence. */
  hint?: string;
  /** Facts a client may show or act on; never secrets. */
  [fact: string]: unknown;
}

/** A refusal: thrown once by a service, translated once by a transport. Its message is a plain sentence. */
export class HeraldError extends Error {
  readonly code: ErrorCode;
  readonly detail: ErrorDetail;

  constructor(code: ErrorCode, message: string, detail: ErrorDetail = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'HeraldError';
    this.code = code;
    this.detail = detail;
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }
}

export function isHeraldError(error: unknown): error is HeraldError {
  return error instanceof HeraldError;
}

/** Refuses with NOT_FOUND when there is no such record (or the asker may not know of it). */
export function found<Value>(value: Value | null | undefined, what: string): Value {
  if (value === null || value === undefined) throw new HeraldError('NOT_FOUND', `There is no such ${what}.`);
  return value;
}
