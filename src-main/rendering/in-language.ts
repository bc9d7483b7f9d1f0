import { type Translation, translationFor } from '#shared/domain/campaign/translation.ts';
import type { MessageSource } from './compile-message.ts';

export interface TranslatedSource extends MessageSource {
  translations: Translation[];
}

/** The message as a contact of this locale gets it. */
export function inLanguage({ translations, ...source }: TranslatedSource, locale: string): MessageSource {
  const { subject, preheader, body } = translationFor(translations, locale) ?? source;
  return { ...source, subject, preheader, body };
}
