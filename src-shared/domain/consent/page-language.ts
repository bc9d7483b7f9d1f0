/** The languages that public pages and built-in mails speak. */
export const PAGE_LANGUAGES = ['en', 'de'] as const;
export type PageLanguage = (typeof PAGE_LANGUAGES)[number];

export function isPageLanguage(text: string | undefined): text is PageLanguage {
  return PAGE_LANGUAGES.some((language) => language === text);
}

/** The one for somebody with this language tag. */
export function spokenLanguage(locale: string): PageLanguage {
  const language = locale.slice(0, 2).toLowerCase();
  return isPageLanguage(language) ? language : 'en';
}
