/** The same message for contacts of another language. */
export interface Translation {
  language: string;
  subject: string;
  preheader: string;
  body: string;
}

/** What a contact of this locale gets: the closest of the translations (`de-AT`, then `de`), or null for the message itself. */
export function translationFor<Written extends Pick<Translation, 'language'>>(
  translations: readonly Written[],
  locale: string,
): Written | null {
  const wanted = locale.toLowerCase().replace('_', '-');
  for (let tag = wanted; tag !== ''; tag = tag.slice(0, Math.max(0, tag.lastIndexOf('-')))) {
    const found = translations.find(({ language }) => language.toLowerCase() === tag);
    if (found) return found;
  }
  return null;
}
