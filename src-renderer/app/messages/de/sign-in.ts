import type { sign_in as en } from '../en/sign-in.ts';

export const sign_in: typeof en = {
  title: 'Anmelden',
  email: 'E-Mail-Adresse',
  password: 'Passwort',
  submit: 'Anmelden',
  forgot: 'Kein Passwort mehr? Ein Admin kann Ihnen einen neuen Link geben.',
  invitation_title: 'Willkommen bei Herald',
  invitation_text: 'Wählen Sie Namen und Passwort, um Ihre Einladung anzunehmen.',
  name: 'Ihr Name',
  password_hint: 'Mindestens 12 Zeichen. Ein paar Wörter merken sich leicht.',
  join: 'Herald benutzen',
  no_token: 'Dieser Adresse fehlt der Einladungscode. Öffnen Sie den ganzen Link, den Sie bekommen haben.',
};
