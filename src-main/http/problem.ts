import type { ORPCError } from '@orpc/server';
import { ERROR_STATUS, type ErrorCode } from '#shared/kernel/error-codes.ts';
import { type ErrorDetail, isHeraldError } from '#shared/kernel/herald-error.ts';

/** RFC 9457 problem details. `code` is stable; `detail` is a sentence for people. */
export interface Problem {
  type: 'about:blank';
  title: string;
  status: number;
  code: ErrorCode;
  detail: string;
  field?: string;
  hint?: string;
  [fact: string]: unknown;
}

/** What the machinery below the procedures calls its refusals, in Herald's words. */
const FOREIGN_CODES: Record<string, ErrorCode> = {
  BAD_REQUEST: 'INVALID_INPUT',
  UNAUTHORIZED: 'UNAUTHENTICATED',
  CSRF_TOKEN_MISMATCH: 'FORBIDDEN',
  METHOD_NOT_SUPPORTED: 'NOT_FOUND',
  PAYLOAD_TOO_LARGE: 'TOO_LARGE',
  UNSUPPORTED_MEDIA_TYPE: 'INVALID_INPUT',
};

export function problemOf(
  code: ErrorCode,
  detail: string,
  facts: ErrorDetail = {},
  status = ERROR_STATUS[code],
): Problem {
  const { field, hint, ...others } = facts;
  return { ...others, type: 'about:blank', title: titleOf(code), status, code, detail, field, hint };
}

export function problemOfWireError(error: ORPCError<string, unknown>): Problem {
  const code = error.code in ERROR_STATUS ? (error.code as ErrorCode) : (FOREIGN_CODES[error.code] ?? 'INTERNAL');
  return problemOf(code, error.message, (error.data ?? {}) as ErrorDetail);
}

/** For whatever Fastify itself throws before a procedure is reached. */
export function problemOfError(error: Error & { statusCode?: number }): Problem {
  if (isHeraldError(error)) return problemOf(error.code, error.message, error.detail);
  if (error.statusCode === 413) return problemOf('TOO_LARGE', 'The request is larger than Herald accepts.');
  if (error.statusCode === 415) {
    return problemOf('INVALID_INPUT', 'Send JSON, or a form with a file.', { field: 'Content-Type' }, 415 as 400);
  }
  if (error.statusCode && error.statusCode < 500) return problemOf('INVALID_INPUT', error.message);
  return problemOf('INTERNAL', 'Something went wrong inside Herald; the log has the details.');
}

function titleOf(code: ErrorCode): string {
  const words = code.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
