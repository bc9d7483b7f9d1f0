import { Group, Select, Stack, Text, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { PasswordField } from '#renderer/ui/password-field.tsx';
import { chooseSignIn, type OAuthValues, SIGN_INS } from './oauth-values.ts';

export interface SignInValues {
  username: string;
  password: string;
  oauth: OAuthValues;
}

interface SignInFieldsProps<Values extends SignInValues> {
  form: UseFormReturnType<Values>;
  /** Whether a password is kept, and a grant. */
  kept: { password: boolean; grant: boolean };
  /** Whether it can't be reached without an account. */
  required?: boolean;
}

/** As whom to sign in, and with what: a password, or tokens that a service gives. */
export function SignInFields<Values extends SignInValues>({ form, kept, required }: SignInFieldsProps<Values>) {
  const { t } = useTranslation('oauth');
  const { username, oauth } = form.getValues();
  const choose = (value: string | null) => {
    const way = SIGN_INS.find((known) => known === value);
    if (way) form.setValues({ oauth: chooseSignIn(oauth, way) } as Partial<Values>);
  };
  const byPassword = oauth.way === 'password';
  return (
    <Stack gap="md">
      <Select
        label={t('way')}
        allowDeselect={false}
        data={SIGN_INS.map((value) => ({ value, label: t(`way_${value}`) }))}
        value={oauth.way}
        onChange={choose}
      />
      <Group grow align="flex-start">
        <TextInput
          label={t('username')}
          autoComplete="off"
          required={required || !byPassword}
          {...form.getInputProps('username')}
        />
        {byPassword && (
          <PasswordField
            label={t('password')}
            placeholder={kept.password ? t('kept') : undefined}
            autoComplete="new-password"
            disabled={!required && username === ''}
            {...form.getInputProps('password')}
          />
        )}
      </Group>
      {!byPassword && <GrantFields form={form} kept={kept.grant} />}
    </Stack>
  );
}

function GrantFields<Values extends SignInValues>({ form, kept }: { form: UseFormReturnType<Values>; kept: boolean }) {
  const { t } = useTranslation('oauth');
  const { way } = form.getValues().oauth;
  return (
    <>
      <Text size="sm" c="dimmed">
        {t(`hint_${way === 'password' ? 'other' : way}`)}
      </Text>
      <Group grow align="flex-start">
        <TextInput label={t('client_id')} autoComplete="off" required {...form.getInputProps('oauth.client_id')} />
        <PasswordField
          label={t('client_secret')}
          placeholder={kept ? t('kept') : undefined}
          autoComplete="off"
          {...form.getInputProps('oauth.client_secret')}
        />
      </Group>
      <PasswordField
        label={t('refresh_token')}
        placeholder={kept ? t('kept') : undefined}
        autoComplete="off"
        required={!kept}
        {...form.getInputProps('oauth.refresh_token')}
      />
      <TextInput
        label={t('token_endpoint')}
        placeholder="https://login.example.com/oauth2/token"
        required
        {...form.getInputProps('oauth.token_endpoint')}
      />
      <TextInput label={t('scope')} description={t('scope_hint')} {...form.getInputProps('oauth.scope')} />
    </>
  );
}
