import type { DataPaths } from '#main/platform/data-paths.ts';
import type { ChangeTopic } from '#shared/domain/change-topic.ts';
import type { ErrorCode } from '#shared/kernel/error-codes.ts';
import { type ErrorDetail, HeraldError, isHeraldError } from '#shared/kernel/herald-error.ts';
import type { LogLevel } from '#shared/kernel/logger.ts';

/** What a worker thread is started with. */
export interface WorkerSetup {
  paths: DataPaths;
  /** The data key, so that secrets can be unsealed in the thread. */
  key: Uint8Array;
  log_level: LogLevel;
}

export type ToWorker =
  | { type: 'call'; call: number; name: string; input: unknown }
  | { type: 'commit'; topics: readonly ChangeTopic[] }
  | { type: 'stop' };

export type FromWorker =
  | { type: 'ready'; value: unknown }
  | { type: 'answer'; call: number; output: unknown }
  | { type: 'refusal'; call: number; failure: Failure }
  | { type: 'commit'; topics: readonly ChangeTopic[] }
  | { type: 'log'; level: LogLevel; fields: object; message: string }
  | { type: 'stopped' };

/** An error as plain data, since classes do not survive the way between threads. */
export interface Failure {
  code: ErrorCode | null;
  message: string;
  detail: ErrorDetail;
  stack: string | undefined;
}

export function failureOf(error: unknown): Failure {
  if (isHeraldError(error)) {
    return { code: error.code, message: error.message, detail: error.detail, stack: error.stack };
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  return { code: null, message, detail: {}, stack };
}

export function errorOf(failure: Failure): Error {
  const error = failure.code
    ? new HeraldError(failure.code, failure.message, failure.detail)
    : new Error(failure.message);
  if (failure.stack) error.stack = failure.stack;
  return error;
}
