import { join } from 'node:path';
import pino from 'pino';
import { createStream } from 'rotating-file-stream';
import type { Logger, LogLevel } from '#shared/kernel/logger.ts';

export interface FileLogger extends Logger {
  /** Resolves once everything logged so far is on disk. */
  close(): Promise<void>;
}

/** JSON lines in `folder`, a new file each day or 10 MB, fourteen kept. */
export function openFileLogger(folder: string, level: LogLevel): FileLogger {
  const stream = createStream(fileName, { path: folder, size: '10M', interval: '1d', maxFiles: 14 });
  const logger = pino({ level, base: { pid: process.pid } }, stream);
  return Object.assign(logger as unknown as Logger, {
    close: () => new Promise<void>((resolve) => stream.end(() => resolve())),
  });

  function fileName(time: Date | number | null, index?: number): string {
    if (!time) return 'herald.log';
    return join(`herald-${new Date(time).toISOString().slice(0, 10)}-${index ?? 1}.log`);
  }
}

export const silentLogger: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  child: () => silentLogger,
};
