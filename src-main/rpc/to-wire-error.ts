import { ORPCError } from '@orpc/server';
import { isHeraldError } from '#shared/kernel/herald-error.ts';
import type { Logger } from '#shared/kernel/logger.ts';

/** A refusal keeps its code, sentence and detail; a surprise is logged with its cause and told as INTERNAL. */
export function toWireError(error: unknown, log: Logger, procedure: string): ORPCError<string, unknown> {
  if (isHeraldError(error)) {
    return new ORPCError(error.code, {
      status: error.status,
      message: error.message,
      data: error.detail,
      defined: true,
    });
  }
  if (error instanceof ORPCError && error.status < 500) return error;
  log.error({ err: error, procedure }, 'procedure failed');
  return new ORPCError('INTERNAL', {
    status: 500,
    message: 'Something went wrong inside Herald. Nothing was half-saved; the log has the details.',
    defined: true,
  });
}
