import { Alert, Button, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { SESSION_KEY } from '#renderer/data/session.ts';
import { describeError } from '#renderer/ui/describe-error.ts';
import { Door } from '#renderer/ui/door.tsx';
import { PasswordField } from '#renderer/ui/password-field.tsx';

export default function SignInScreen() {
  const { t } = useTranslation('sign_in');
  const queries = useQueryClient();
  const form = useForm({ mode: 'uncontrolled', initialValues: { email: '', password: '' } });
  const login = useMutation(
    api.account.login.mutationOptions({
      onSuccess: () => queries.resetQueries({ queryKey: SESSION_KEY }),
    }),
  );
  const refusal = login.error && describeError(login.error);
  return (
    <Door title={t('title')}>
      <form onSubmit={form.onSubmit((values) => login.mutate(values))}>
        <Stack gap="md">
          <TextInput
            label={t('email')}
            type="email"
            autoComplete="username"
            required
            autoFocus
            key={form.key('email')}
            {...form.getInputProps('email')}
          />
          <PasswordField
            label={t('password')}
            autoComplete="current-password"
            required
            key={form.key('password')}
            {...form.getInputProps('password')}
          />
          {refusal && (
            <Alert color="red" title={refusal.message} role="alert">
              {refusal.hint}
            </Alert>
          )}
          <Button type="submit" loading={login.isPending} fullWidth>
            {t('submit')}
          </Button>
          <Text size="sm" c="dimmed">
            {t('forgot')}
          </Text>
        </Stack>
      </form>
    </Door>
  );
}
