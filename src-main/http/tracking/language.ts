import type { IncomingMessage } from 'node:http';
import { isPageLanguage, type PageLanguage } from '#shared/domain/consent/page-language.ts';

export type { PageLanguage };

/** The language of a public page: the contact's, else the first one the browser asks for that we speak. */
export function languageOf(request: IncomingMessage, locale = ''): PageLanguage {
  const wanted = [locale, ...(request.headers['accept-language'] ?? '').split(',')];
  for (const tag of wanted) {
    const language = tag.trim().slice(0, 2).toLowerCase();
    if (isPageLanguage(language)) return language;
  }
  return 'en';
}
