/** Signing in at mail servers, with a password or with tokens. */
export const oauth = {
  way: 'Sign in with',
  way_password: 'A password',
  way_google: 'Google (OAuth)',
  way_microsoft: 'Microsoft (OAuth)',
  way_other: 'Another service (OAuth)',
  username: 'User name',
  password: 'Password',
  kept: 'Kept; type to replace',
  hint_google:
    'Make an OAuth client in the Google Cloud console and grant it the scope https://mail.google.com/. Google shows the refresh token once.',
  hint_microsoft:
    'Register an application in Microsoft Entra, allow it SMTP.Send or IMAP.AccessAsUser.All with offline_access, and sign in once for a refresh token.',
  hint_other: 'A service that gives access tokens for a refresh token (OAuth 2). The mail server has to offer XOAUTH2.',
  client_id: 'Client id',
  client_secret: 'Client secret',
  refresh_token: 'Refresh token',
  token_endpoint: 'Address that gives tokens',
  scope: 'Scope',
  scope_hint: 'Empty: everything that was granted.',
};
