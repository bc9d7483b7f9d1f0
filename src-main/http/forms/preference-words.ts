import type { PageLanguage } from '#shared/domain/consent/page-language.ts';
import type { Frequency } from '#shared/domain/consent/preference.ts';
import type { SuppressionReason } from '#shared/domain/contact-status.ts';

interface PreferenceWords {
  title: string;
  lead: (organization: string, address: string) => string;
  topics: string;
  no_topics: string;
  frequency: string;
  frequencies: Record<Frequency, string>;
  language: string;
  languages: Record<PageLanguage, string>;
  save: string;
  saved: string;
  pause_title: string;
  pause: string;
  pause_button: string;
  paused: (until: string) => string;
  resume_button: string;
  leave_title: string;
  leave: (organization: string) => string;
  leave_button: string;
  suppressed: Record<SuppressionReason, string>;
  return_button: string;
  save_and_return: string;
  ask_title: string;
  ask: (organization: string) => string;
  email: string;
  ask_button: string;
  asked_title: string;
  asked: (address: string) => string;
  expired_link: string;
}

export const PREFERENCE_WORDS: Record<PageLanguage, PreferenceWords> = {
  en: {
    title: 'What you get from us',
    lead: (organization, address) => `Choose what ${organization} sends to ${address}.`,
    topics: 'Topics',
    no_topics: 'There are no topics to choose from at the moment.',
    frequency: 'How often',
    frequencies: {
      all: 'Everything that is sent',
      weekly: 'At most one a week',
      monthly: 'At most one a month',
    },
    language: 'Language',
    languages: { en: 'English', de: 'German (Deutsch)' },
    save: 'Save',
    saved: 'Saved. It holds from now on.',
    pause_title: 'Take a break',
    pause: 'No newsletters for 30 days; afterwards everything goes on as it is now.',
    pause_button: 'Pause for 30 days',
    paused: (until) => `You are taking a break until ${until}.`,
    resume_button: 'End the break',
    leave_title: 'Nothing at all',
    leave: (organization) => `${organization} sends you no more mail, whatever is ticked above.`,
    leave_button: 'Unsubscribe from everything',
    suppressed: {
      unsubscribed: 'You have unsubscribed from everything: nothing is sent to you now.',
      bounced: 'Messages to your address came back, so nothing is sent to you now. Please write to us to change that.',
      complained:
        'You have reported a message as spam, so nothing is sent to you now. Please write to us to change that.',
      blocked: 'Your address is blocked, so nothing is sent to you now. Please write to us to change that.',
    },
    return_button: 'Get mail again',
    save_and_return: 'Save, and get mail again',
    ask_title: 'Choose what you get',
    ask: (organization) =>
      `Enter the address at which you get mail from ${organization}. We send you a link to your page, on which you choose what you get or unsubscribe.`,
    email: 'Email address',
    ask_button: 'Send me the link',
    asked_title: 'Please look into your mail',
    asked: (address) => `If we write to ${address}, a message with the link is on its way. It works for one day.`,
    expired_link: 'This link is not valid any more. Ask for a new one here.',
  },
  de: {
    title: 'Was Sie von uns bekommen',
    lead: (organization, address) => `Wählen Sie aus, was ${organization} an ${address} schickt.`,
    topics: 'Themen',
    no_topics: 'Zurzeit gibt es keine Themen zur Auswahl.',
    frequency: 'Wie oft',
    frequencies: {
      all: 'Alles, was verschickt wird',
      weekly: 'Höchstens einmal in der Woche',
      monthly: 'Höchstens einmal im Monat',
    },
    language: 'Sprache',
    languages: { en: 'Englisch (English)', de: 'Deutsch' },
    save: 'Speichern',
    saved: 'Gespeichert. Es gilt ab sofort.',
    pause_title: 'Eine Pause machen',
    pause: '30 Tage lang keine Newsletter; danach geht alles weiter wie jetzt.',
    pause_button: '30 Tage Pause',
    paused: (until) => `Sie machen eine Pause bis ${until}.`,
    resume_button: 'Pause beenden',
    leave_title: 'Gar nichts mehr',
    leave: (organization) => `${organization} schickt Ihnen keine E-Mails mehr, gleich was oben angekreuzt ist.`,
    leave_button: 'Von allem abmelden',
    suppressed: {
      unsubscribed: 'Sie haben sich von allem abgemeldet: Ihnen wird zurzeit nichts geschickt.',
      bounced:
        'Nachrichten an Ihre Adresse kamen zurück, darum wird Ihnen nichts geschickt. Bitte schreiben Sie uns, um das zu ändern.',
      complained:
        'Sie haben eine Nachricht als Spam gemeldet, darum wird Ihnen nichts geschickt. Bitte schreiben Sie uns, um das zu ändern.',
      blocked:
        'Ihre Adresse ist gesperrt, darum wird Ihnen nichts geschickt. Bitte schreiben Sie uns, um das zu ändern.',
    },
    return_button: 'Wieder E-Mails bekommen',
    save_and_return: 'Speichern und wieder E-Mails bekommen',
    ask_title: 'Auswählen, was Sie bekommen',
    ask: (organization) =>
      `Geben Sie die Adresse ein, an die ${organization} Ihnen schreibt. Wir schicken Ihnen einen Link zu Ihrer Seite; dort wählen Sie aus, was Sie bekommen, oder melden sich ab.`,
    email: 'E-Mail-Adresse',
    ask_button: 'Link schicken',
    asked_title: 'Bitte sehen Sie in Ihr Postfach',
    asked: (address) =>
      `Wenn wir an ${address} schreiben, ist eine Nachricht mit dem Link unterwegs. Er gilt einen Tag.`,
    expired_link: 'Dieser Link gilt nicht mehr. Hier bekommen Sie einen neuen.',
  },
};
