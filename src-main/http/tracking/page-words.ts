import type { LeaveReason } from '#shared/domain/tracking/leave-reason.ts';
import type { PageLanguage } from './language.ts';

export interface PageWords {
  ask_title: string;
  ask: (organization: string, address: string) => string;
  ask_button: string;
  left_title: string;
  left: (organization: string, address: string) => string;
  undo_button: string;
  why: string;
  why_words: string;
  why_button: string;
  reasons: Record<LeaveReason, string>;
  thanks: string;
  back_title: string;
  back: (organization: string, address: string) => string;
  test_title: string;
  test: string;
  invalid_title: string;
  invalid: string;
  failed_title: string;
  failed: string;
  too_large_title: string;
  too_large: string;
  too_many_title: string;
  too_many: string;
  to_preferences: string;
}

export const PAGE_WORDS: Record<PageLanguage, PageWords> = {
  en: {
    ask_title: 'Unsubscribe',
    ask: (organization, address) => `Stop all mail from ${organization} to ${address}?`,
    ask_button: 'Unsubscribe',
    left_title: 'You are unsubscribed',
    left: (organization, address) => `${organization} will send no more mail to ${address}.`,
    undo_button: 'That was a mistake, subscribe me again',
    why: 'Would you tell us why?',
    why_words: 'In your own words, if you like',
    why_button: 'Send',
    reasons: {
      too_many: 'Too many messages',
      not_relevant: 'They are not of interest to me',
      never_signed_up: 'I never signed up',
      other: 'Another reason',
    },
    thanks: 'Thank you for telling us.',
    back_title: 'You are subscribed again',
    back: (organization, address) => `${address} will get mail from ${organization} as before.`,
    test_title: 'This is a test message',
    test: 'The link works. In the real message it lets the reader unsubscribe; nothing has changed now.',
    invalid_title: 'This link is not valid',
    invalid: 'It may be incomplete. Please open it from the message again.',
    failed_title: 'That did not work',
    failed: 'Nothing has changed. Please try again in a few minutes.',
    too_large_title: 'That was too much',
    too_large: 'That was more than this page takes. Nothing has changed.',
    too_many_title: 'Please wait a moment',
    too_many: 'There were many requests from your network in a short time. Nothing has changed; try again in a minute.',
    to_preferences: 'Choose what you get instead',
  },
  de: {
    ask_title: 'Abmelden',
    ask: (organization, address) => `Keine E-Mails von ${organization} mehr an ${address}?`,
    ask_button: 'Abmelden',
    left_title: 'Sie sind abgemeldet',
    left: (organization, address) => `${organization} schickt keine E-Mails mehr an ${address}.`,
    undo_button: 'Das war ein Versehen, wieder anmelden',
    why: 'Verraten Sie uns den Grund?',
    why_words: 'Mit eigenen Worten, wenn Sie mögen',
    why_button: 'Absenden',
    reasons: {
      too_many: 'Zu viele Nachrichten',
      not_relevant: 'Sie interessieren mich nicht',
      never_signed_up: 'Ich habe mich nie angemeldet',
      other: 'Ein anderer Grund',
    },
    thanks: 'Danke für Ihre Antwort.',
    back_title: 'Sie sind wieder angemeldet',
    back: (organization, address) => `${address} bekommt wie bisher E-Mails von ${organization}.`,
    test_title: 'Dies ist eine Testnachricht',
    test: 'Der Link funktioniert. In der echten Nachricht kann man sich damit abmelden; jetzt hat sich nichts geändert.',
    invalid_title: 'Dieser Link ist nicht gültig',
    invalid: 'Vielleicht ist er unvollständig. Bitte öffnen Sie ihn noch einmal aus der Nachricht.',
    failed_title: 'Das hat nicht geklappt',
    failed: 'Es hat sich nichts geändert. Bitte versuchen Sie es in ein paar Minuten noch einmal.',
    too_large_title: 'Das war zu viel',
    too_large: 'Das war mehr, als diese Seite annimmt. Es hat sich nichts geändert.',
    too_many_title: 'Bitte einen Augenblick',
    too_many:
      'Aus Ihrem Netz kamen in kurzer Zeit viele Anfragen. Es hat sich nichts geändert; bitte versuchen Sie es in einer Minute noch einmal.',
    to_preferences: 'Lieber auswählen, was Sie bekommen',
  },
};
