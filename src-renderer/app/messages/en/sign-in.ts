export const sign_in = {
  title: 'Sign in',
  email: 'Email address',
  password: 'Password',
  submit: 'Sign in',
  forgot: 'No password any more? An admin can give you a new link.',
  invitation_title: 'Welcome to Herald',
  invitation_text: 'Choose a name and a password to take up your invitation.',
  name: 'Your name',
  password_hint: 'At least 12 characters. A few words are easy to remember.',
  join: 'Start using Herald',
  no_token: 'This address lacks its invitation code. Open the whole link that you were given.',
};
