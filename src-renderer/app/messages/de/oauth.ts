import type { oauth as english } from '../en/oauth.ts';

export const oauth: typeof english = {
  way: 'Anmelden mit',
  way_password: 'Passwort',
  way_google: 'Google (OAuth)',
  way_microsoft: 'Microsoft (OAuth)',
  way_other: 'Anderer Dienst (OAuth)',
  username: 'Benutzername',
  password: 'Passwort',
  kept: 'Bleibt; zum Ersetzen tippen',
  hint_google:
    'Legen Sie in der Google-Cloud-Konsole einen OAuth-Client an und gewähren Sie ihm den Bereich https://mail.google.com/. Google zeigt das Refresh-Token einmal.',
  hint_microsoft:
    'Registrieren Sie in Microsoft Entra eine Anwendung, erlauben Sie ihr SMTP.Send oder IMAP.AccessAsUser.All mit offline_access, und melden Sie sich einmal an, um ein Refresh-Token zu erhalten.',
  hint_other:
    'Ein Dienst, der für ein Refresh-Token Zugriffstoken gibt (OAuth 2). Der Mailserver muss XOAUTH2 anbieten.',
  client_id: 'Client-ID',
  client_secret: 'Client-Geheimnis',
  refresh_token: 'Refresh-Token',
  token_endpoint: 'Adresse, die Token gibt',
  scope: 'Bereich',
  scope_hint: 'Leer: alles, was gewährt wurde.',
};
