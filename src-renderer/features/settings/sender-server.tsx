import { Fieldset, Group, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { PasswordField } from '#renderer/ui/password-field.tsx';
import { PORTS, type SenderValues } from './sender-values.ts';

const SECURITIES = ['tls', 'starttls', 'none'] as const;

interface SenderServerProps {
  form: UseFormReturnType<SenderValues>;
  hasPassword: boolean;
}

/** How to reach the mail server and what to say at its door. */
export function SenderServer({ form, hasPassword }: SenderServerProps) {
  const { t } = useTranslation('settings');
  const chooseSecurity = (value: string | null) => {
    const security = SECURITIES.find((known) => known === value);
    if (!security) return;
    const { port, security: before } = form.getValues();
    form.setFieldValue('security', security);
    if (port === PORTS[before]) form.setFieldValue('port', PORTS[security]);
  };
  return (
    <Fieldset legend={t('sender.server')}>
      <Stack gap="md">
        <Group grow preventGrowOverflow={false} align="flex-start">
          <TextInput
            label={t('sender.host')}
            placeholder="smtp.example.com"
            required
            style={{ flexGrow: 3 }}
            {...form.getInputProps('host')}
          />
          <NumberInput
            label={t('sender.port')}
            required
            min={1}
            max={65_535}
            hideControls
            w={96}
            style={{ flexGrow: 0 }}
            {...form.getInputProps('port')}
          />
        </Group>
        <Select
          label={t('sender.security')}
          data={SECURITIES.map((value) => ({ value, label: t(`sender.security_${value}`) }))}
          {...form.getInputProps('security')}
          onChange={chooseSecurity}
        />
        <Group grow align="flex-start">
          <TextInput label={t('sender.username')} autoComplete="off" {...form.getInputProps('username')} />
          <PasswordField
            label={t('sender.password')}
            placeholder={hasPassword ? t('sender.password_kept') : undefined}
            autoComplete="new-password"
            disabled={form.getValues().username === ''}
            {...form.getInputProps('password')}
          />
        </Group>
      </Stack>
    </Fieldset>
  );
}
