import type { IncomingMessage } from 'node:http';

export type PageLanguage = 'en' | 'de';

/** The language of a public page: the contact's, else the first one the browser asks for that we speak. */
export function languageOf(request: IncomingMessage, locale = ''): PageLanguage {
  const wanted = [locale, ...(request.headers['accept-language'] ?? '').split(',')];
  for (const tag of wanted) {
    const language = tag.trim().slice(0, 2).toLowerCase();
    if (language === 'en' || language === 'de') return language;
  }
  return 'en';
}
