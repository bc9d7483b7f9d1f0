import { expect, it } from 'vitest';
import { fieldsOf, mailboxFieldsOf, providerValues, valuesOf } from '#renderer/features/settings/sender-values.ts';

const typed = { ...valuesOf(undefined), name: 'Relay', from_email: 'a@b.example', host: 'smtp.example.com' };

it('keeps a password that nobody typed over', () => {
  expect(fieldsOf({ ...typed, username: 'news', password: '' })).not.toHaveProperty('password');
});

it('takes the password away with the user name', () => {
  expect(fieldsOf({ ...typed, username: '', password: 'left over' })).toMatchObject({ username: null, password: null });
});

it('sends an empty limit as no limit', () => {
  const rate = { per_second: 10, per_minute: '', per_hour: '', per_day: '' } as const;
  expect(fieldsOf({ ...typed, rate }).rate).toEqual({
    per_second: 10,
    per_minute: null,
    per_hour: null,
    per_day: null,
  });
});

it('sends what the service has to be told, and of secrets those that were typed', () => {
  const ses = { ...typed, provider: 'ses', ...providerValues('ses', { region: 'eu-west-1' }) } as const;
  expect(fieldsOf(ses)).toMatchObject({ from_email: 'a@b.example', settings: { region: 'eu-west-1', endpoint: '' } });
  expect(Object.keys(fieldsOf(ses))).not.toEqual(expect.arrayContaining(['host', 'secrets']));
  const secrets = { secret_access_key: 'typed' };
  expect(fieldsOf({ ...ses, secrets })).toMatchObject({ secrets });
});

it('leaves the way into the test mailbox alone', () => {
  expect(Object.keys(mailboxFieldsOf(typed))).not.toContain('host');
});
