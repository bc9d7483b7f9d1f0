import { Alert, Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { type UseFormReturnType, useForm } from '@mantine/form';
import { IconLink } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useSearchParams } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { sessionQuery } from '#renderer/data/session.ts';
import { Door } from '#renderer/ui/door.tsx';
import { showFormError } from '#renderer/ui/form-errors.ts';
import { PasswordField } from '#renderer/ui/password-field.tsx';
import { TimezoneSelect } from '#renderer/ui/timezone-select.tsx';
import { StepMarks } from './step-marks.tsx';

interface Founding {
  organization: { name: string; timezone: string; locale: string };
  account: { name: string; email: string; password: string };
}

/** Steps one and two: nothing is kept until both are filled, then all of it at once. */
export function FoundingForm({ desktop }: { desktop: boolean }) {
  const { t, i18n } = useTranslation(['setup', 'common']);
  const [step, setStep] = useState<1 | 2>(1);
  const [query] = useSearchParams();
  const token = query.get('token') ?? undefined;
  const form = useForm<Founding>({
    initialValues: {
      organization: {
        name: '',
        timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        locale: i18n.language,
      },
      account: { name: '', email: '', password: '' },
    },
  });
  const setup = useSetup(form, () => setStep(1));
  const submit = form.onSubmit(({ organization, account: { password, ...person } }) => {
    if (step === 1) return setStep(2);
    setup.mutate({ token, organization, account: desktop ? person : { ...person, password } });
  });
  return (
    <Door title={t(`step_${step}.title`)} text={t(`step_${step}.text`)} width={480} progress={<StepMarks at={step} />}>
      <form onSubmit={submit}>
        <Stack gap="md">
          {!desktop && !token && (
            <Alert color="amber" icon={<IconLink size={18} />} title={t('no_token')}>
              {t('no_token_hint')}
            </Alert>
          )}
          {step === 1 ? <OrganizationFields form={form} /> : <AccountFields form={form} desktop={desktop} />}
          <Group justify="flex-end" mt="xs">
            {step === 2 && (
              <Button variant="default" onClick={() => setStep(1)}>
                {t('common:back')}
              </Button>
            )}
            <Button type="submit" loading={setup.isPending}>
              {t(step === 1 ? 'common:next' : 'found')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Door>
  );
}

type Form = UseFormReturnType<Founding>;

function useSetup(form: Form, toFirstStep: () => void) {
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  return useMutation(
    api.account.setup.mutationOptions({
      async onSuccess() {
        navigate('/setup?step=3', { replace: true });
        await queries.resetQueries(sessionQuery);
        await queries.fetchQuery({ ...sessionQuery, staleTime: 0 });
        await queries.invalidateQueries({ queryKey: api.account.setupStatus.key() });
      },
      onError(error) {
        showFormError(form, error);
        if (Object.keys(form.errors).some((path) => path.startsWith('organization'))) toFirstStep();
      },
    }),
  );
}

function OrganizationFields({ form }: { form: Form }) {
  const { t } = useTranslation(['setup', 'common']);
  return (
    <>
      <TextInput
        label={t('organization')}
        description={t('organization_hint')}
        autoComplete="organization"
        required
        autoFocus
        maxLength={120}
        {...form.getInputProps('organization.name')}
      />
      <TimezoneSelect
        label={t('timezone')}
        description={t('timezone_hint')}
        required
        {...form.getInputProps('organization.timezone')}
      />
      <Select
        label={t('locale')}
        required
        data={[
          { value: 'en', label: 'English' },
          { value: 'de', label: 'Deutsch' },
        ]}
        {...form.getInputProps('organization.locale')}
      />
    </>
  );
}

function AccountFields({ form, desktop }: { form: Form; desktop: boolean }) {
  const { t } = useTranslation(['setup', 'common']);
  return (
    <>
      <TextInput
        label={t('name')}
        autoComplete="name"
        required
        autoFocus
        maxLength={120}
        {...form.getInputProps('account.name')}
      />
      <TextInput
        label={t('email')}
        type="email"
        autoComplete="username"
        required
        {...form.getInputProps('account.email')}
      />
      {!desktop && (
        <PasswordField
          label={t('password')}
          description={t('password_hint')}
          autoComplete="new-password"
          required
          minLength={12}
          maxLength={128}
          {...form.getInputProps('account.password')}
        />
      )}
    </>
  );
}
