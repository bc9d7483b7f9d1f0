import { isHeraldError } from '#shared/kernel/herald-error.ts';
import type { Logger } from '#shared/kernel/logger.ts';
import type { PageLanguage } from '../tracking/language.ts';
import { failedPage, tooLargePage } from '../tracking/public-page.ts';
import type { PublicPage } from './send-page.ts';

/** What a reader is told when their request could not be done. */
export function troubledPage(error: unknown, language: PageLanguage, log: Logger): PublicPage {
  if (isHeraldError(error) && error.code === 'TOO_LARGE') {
    // Nothing more of this connection is worth reading.
    return { status: 413, html: tooLargePage(language), headers: { connection: 'close' } };
  }
  if (isHeraldError(error) && error.code === 'INVALID_INPUT') return { status: 400, html: failedPage(language) };
  log.error({ err: error }, 'a public page failed');
  return { status: 503, html: failedPage(language) };
}
