import type { Translation } from '#shared/contract/campaign.contract.ts';

type Texts = Omit<Translation, 'language'>;
interface Written extends Texts {
  translations: Translation[];
}

/** What a message says in one of its languages; null: its own. */
export function textsIn({ translations, ...own }: Written, language: string | null): Texts {
  const { subject, preheader, body } = translations.find((other) => other.language === language) ?? own;
  return { subject, preheader, body };
}

/** The change that writes in one of the languages. */
export function withTexts(
  { translations }: Written,
  language: string | null,
  change: Partial<Texts>,
): Partial<Written> {
  if (language === null) return change;
  return { translations: translations.map((other) => (other.language === language ? { ...other, ...change } : other)) };
}
