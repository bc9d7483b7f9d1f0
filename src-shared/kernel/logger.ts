export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/**
 * Structured log. Above `debug` a line may carry ids, counts and codes; never addresses, names, message text or secrets.
 */
export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  /** A logger that adds `fields` to each line. */
  child(fields: object): Logger;
}
