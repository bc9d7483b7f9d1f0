import { isHeraldError } from '#shared/kernel/herald-error.ts';

/** What went wrong, as people are told. */
export function inWords(error: unknown): string {
  if (!isHeraldError(error)) return 'Something went wrong inside Herald; the log has the details.';
  return `${error.message} ${error.detail.hint ?? ''}`.trim();
}
