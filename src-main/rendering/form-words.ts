import type { PageLanguage } from '#shared/domain/consent/page-language.ts';
import type { FormFieldName } from '#shared/domain/consent/signup-form.ts';

/** Why what somebody typed can't be taken. */
export type FormProblem = 'missing' | 'email' | 'phone' | 'country' | 'number' | 'date' | 'choice' | 'text' | 'consent';

interface FormTexts {
  title: (list: string) => string;
  button: string;
  email: string;
  fields: Record<FormFieldName, string>;
  optional: string;
  nothing: string;
  list_hint: string;
  consent: (list: string, organization: string) => string;
  /** For people who must not see it. */
  trap: string;
  wrong: string;
  once_more: string;
  problems: Record<FormProblem, string>;
  mailed_title: string;
  mailed: (address: string) => string;
  joined_title: string;
  joined: (list: string, address: string) => string;
  closed_title: string;
  closed: string;
}

export const FORM_TEXTS: Record<PageLanguage, FormTexts> = {
  en: {
    title: (list) => list,
    button: 'Subscribe',
    email: 'Email address',
    fields: {
      first_name: 'First name',
      last_name: 'Last name',
      company: 'Company',
      city: 'City',
      country: 'Country',
      phone: 'Phone',
    },
    optional: 'optional',
    nothing: 'Please choose',
    list_hint: 'Several are separated by commas.',
    consent: (list, organization) =>
      `I want to get “${list}” from ${organization} by email. I can unsubscribe at any time, by the link in each mail.`,
    trap: 'Leave this empty',
    wrong: 'Please look at the marked fields once more.',
    once_more: 'One last step: please check what you have entered and press the button.',
    problems: {
      missing: 'Please fill this in.',
      email: 'Please enter an address such as ana@example.org.',
      phone: 'Please use digits, such as +49 30 1234567.',
      country: 'Please write the name of a country.',
      number: 'Please enter a number.',
      date: 'Please enter a date.',
      choice: 'Please choose one of these.',
      text: 'This is too long.',
      consent: 'Please tick this if you agree; without it we may not write to you.',
    },
    mailed_title: 'Please look into your mail',
    mailed: (address) =>
      `We have sent a message to ${address}. Press the button in it, and you are on the list. Nothing there? Have a look into the spam folder.`,
    joined_title: 'Thank you',
    joined: (list, address) =>
      `${address} will get “${list}”. If you had unsubscribed before, we have sent you a message first: please confirm it there.`,
    closed_title: 'This form is closed',
    closed: 'Nobody can subscribe here at the moment.',
  },
  de: {
    title: (list) => list,
    button: 'Anmelden',
    email: 'E-Mail-Adresse',
    fields: {
      first_name: 'Vorname',
      last_name: 'Nachname',
      company: 'Firma',
      city: 'Ort',
      country: 'Land',
      phone: 'Telefon',
    },
    optional: 'freiwillig',
    nothing: 'Bitte auswählen',
    list_hint: 'Mehrere werden durch Kommas getrennt.',
    consent: (list, organization) =>
      `Ich möchte „${list}“ von ${organization} per E-Mail bekommen. Ich kann mich jederzeit über den Link in jeder E-Mail abmelden.`,
    trap: 'Bitte leer lassen',
    wrong: 'Bitte sehen Sie sich die markierten Felder noch einmal an.',
    once_more: 'Ein letzter Schritt: Bitte prüfen Sie Ihre Angaben und drücken Sie den Knopf.',
    problems: {
      missing: 'Bitte füllen Sie dieses Feld aus.',
      email: 'Bitte geben Sie eine Adresse wie ana@example.org ein.',
      phone: 'Bitte verwenden Sie Ziffern, zum Beispiel +49 30 1234567.',
      country: 'Bitte geben Sie den Namen eines Landes ein.',
      number: 'Bitte geben Sie eine Zahl ein.',
      date: 'Bitte geben Sie ein Datum ein.',
      choice: 'Bitte wählen Sie eines davon aus.',
      text: 'Das ist zu lang.',
      consent: 'Bitte setzen Sie das Häkchen, wenn Sie einverstanden sind; sonst dürfen wir Ihnen nicht schreiben.',
    },
    mailed_title: 'Bitte sehen Sie in Ihr Postfach',
    mailed: (address) =>
      `Wir haben eine Nachricht an ${address} geschickt. Drücken Sie darin den Knopf, dann sind Sie dabei. Nichts angekommen? Sehen Sie bitte auch im Spam-Ordner nach.`,
    joined_title: 'Vielen Dank',
    joined: (list, address) =>
      `${address} bekommt „${list}“. Falls Sie sich früher abgemeldet hatten, haben wir Ihnen zuerst eine Nachricht geschickt: Bitte bestätigen Sie es dort.`,
    closed_title: 'Dieses Formular ist geschlossen',
    closed: 'Hier kann man sich zurzeit nicht anmelden.',
  },
};
