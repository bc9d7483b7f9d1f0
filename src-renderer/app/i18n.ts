import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import * as en from './messages/en/index.ts';

/** English is the tongue that is always there; others are fetched when somebody wants them. */
const CATALOGUES = {
  en: () => Promise.resolve(en),
  de: () => import('./messages/de/index.ts'),
};

export type Language = keyof typeof CATALOGUES;

export const LANGUAGES: { code: Language; name: string }[] = [
  { code: 'en', name: 'English' },
  { code: 'de', name: 'Deutsch' },
];

const CHOICE = 'herald.language';

const known = (tag: string | null | undefined): Language | undefined =>
  LANGUAGES.find(({ code }) => tag?.toLowerCase().startsWith(code))?.code;

export async function startLanguage(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    defaultNS: 'common',
    ns: Object.keys(en),
    resources: { en: { ...en } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  await apply(known(localStorage.getItem(CHOICE)) ?? known(navigator.language) ?? 'en');
}

/** The reader's own choice; it outlives the session on this device. */
export async function speak(language: Language): Promise<void> {
  localStorage.setItem(CHOICE, language);
  await apply(language);
}

/** The organization's language, for readers who have not chosen. */
export async function speakByDefault(locale: string): Promise<void> {
  if (!localStorage.getItem(CHOICE)) await apply(known(locale) ?? 'en');
}

async function apply(language: Language): Promise<void> {
  const catalogue = await CATALOGUES[language]();
  for (const [namespace, messages] of Object.entries(catalogue))
    i18next.addResourceBundle(language, namespace, messages);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}
