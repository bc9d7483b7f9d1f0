import { ORPCError } from '@orpc/client';
import type { ErrorCode } from '#shared/kernel/error-codes.ts';

/** Whether the server refused with one of these codes. */
export function isRefusal(error: unknown, ...codes: ErrorCode[]): boolean {
  return error instanceof ORPCError && (codes as string[]).includes(error.code);
}

/** Answers that asking again will not change. */
export function isFinal(error: unknown): boolean {
  return error instanceof ORPCError && error.status < 500 && error.status !== 429;
}
