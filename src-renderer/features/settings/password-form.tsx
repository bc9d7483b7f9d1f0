import { Button, Group, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { showFormError } from '#renderer/ui/form-errors.ts';
import { PasswordField } from '#renderer/ui/password-field.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { SectionHead } from './section-head.tsx';
import classes from './settings.module.css';

export function PasswordForm() {
  const { t } = useTranslation('settings');
  const form = useForm({ initialValues: { current: '', password: '' } });
  const change = useMutation(
    api.account.changePassword.mutationOptions({
      onSuccess() {
        form.reset();
        toast.done(t('password.changed'));
      },
      onError: (error) => showFormError(form, error),
    }),
  );
  return (
    <section>
      <SectionHead title={t('password.title')} text={t('password.text')} />
      <form className={classes.panel} onSubmit={form.onSubmit((values) => change.mutate(values))}>
        <Stack gap="md" className={classes.form}>
          <PasswordField
            label={t('password.current')}
            autoComplete="current-password"
            required
            {...form.getInputProps('current')}
          />
          <PasswordField
            label={t('password.new')}
            description={t('password.hint')}
            autoComplete="new-password"
            required
            minLength={12}
            maxLength={128}
            {...form.getInputProps('password')}
          />
          <Group>
            <Button type="submit" loading={change.isPending}>
              {t('password.change')}
            </Button>
          </Group>
        </Stack>
      </form>
    </section>
  );
}
