import { Alert, Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLocation, useSearchParams } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { SESSION_KEY } from '#renderer/data/session.ts';
import { Door } from '#renderer/ui/door.tsx';
import { showFormError } from '#renderer/ui/form-errors.ts';
import { PasswordField } from '#renderer/ui/password-field.tsx';

/** Where the link of an invitation leads: `#/invite?token=...` */
export default function InvitationScreen() {
  const { t } = useTranslation('sign_in');
  const [query] = useSearchParams();
  const [, navigate] = useLocation();
  const queries = useQueryClient();
  const token = query.get('token') ?? '';
  const form = useForm({ mode: 'uncontrolled', initialValues: { name: query.get('name') ?? '', password: '' } });
  const register = useMutation(
    api.account.register.mutationOptions({
      async onSuccess() {
        navigate('/', { replace: true });
        await queries.resetQueries({ queryKey: SESSION_KEY });
      },
      onError: (error) => showFormError(form, error),
    }),
  );
  if (!token) return <Door title={t('invitation_title')}>{<Alert color="amber">{t('no_token')}</Alert>}</Door>;
  return (
    <Door title={t('invitation_title')} text={t('invitation_text')}>
      <form onSubmit={form.onSubmit((values) => register.mutate({ ...values, token }))}>
        <Stack gap="md">
          <TextInput
            label={t('name')}
            autoComplete="name"
            required
            autoFocus
            key={form.key('name')}
            {...form.getInputProps('name')}
          />
          <PasswordField
            label={t('password')}
            description={t('password_hint')}
            autoComplete="new-password"
            required
            minLength={12}
            key={form.key('password')}
            {...form.getInputProps('password')}
          />
          <Button type="submit" loading={register.isPending} fullWidth>
            {t('join')}
          </Button>
        </Stack>
      </form>
    </Door>
  );
}
