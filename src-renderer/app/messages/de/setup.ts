import type { setup as en } from '../en/setup.ts';

export const setup: typeof en = {
  step: 'Schritt {{at}} von {{of}}',
  step_1: {
    title: 'Willkommen bei Herald',
    text: 'Sagen Sie Herald, wer sendet und wo Sie sind.',
  },
  step_2: {
    title: 'Ihr Konto',
    text: 'Sie werden Admin und können später andere einladen.',
  },
  organization: 'Name Ihrer Organisation',
  organization_hint: 'Empfänger sehen ihn als Absender Ihrer E-Mails.',
  timezone: 'Zeitzone',
  timezone_hint: 'Zeiten in Diagrammen und Plänen stehen in dieser Zone.',
  locale: 'Sprache',
  name: 'Ihr Name',
  email: 'E-Mail-Adresse',
  password: 'Passwort',
  password_hint: 'Mindestens 12 Zeichen. Ein paar Wörter merken sich leicht.',
  found: 'Konto anlegen',
  no_token: 'Öffnen Sie den Einrichtungslink',
  no_token_hint:
    'Herald hat ihn beim Start ausgegeben. Er enthält einen Code, der zeigt, dass Sie es einrichten dürfen.',
  start: {
    title: 'Womit beginnen Sie?',
    text: 'Das andere können Sie jederzeit nachholen.',
    sample: 'Mit Beispieldaten ausprobieren',
    sample_text: 'Erfundene Menschen in Listen und eine Kampagne, die darauf wartet, gesendet zu werden.',
    import: 'Meine Kontakte importieren',
    import_text: 'Aus einer CSV-Datei; Sie sehen die Zeilen, bevor etwas gespeichert wird.',
    empty: 'Leer beginnen',
    empty_text: 'Menschen und Listen von Hand anlegen.',
  },
  sender: {
    title: 'Wie verlassen E-Mails Herald?',
    text: 'Alles ist zum Ausprobieren bereit, und nichts erreicht versehentlich einen echten Menschen.',
    mailbox: 'Das Test-Postfach ist schon da',
    mailbox_text:
      'Herald sendet wirklich dorthin, aber jede Nachricht endet in einem Postfach auf diesem Rechner, wo Sie sie öffnen und klicken können.',
    own: 'Meinen Mailserver hinzufügen',
    finish: 'Zu Herald',
  },
};
