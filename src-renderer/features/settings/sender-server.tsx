import { Fieldset, Select, Stack } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { HostFields } from './host-fields.tsx';
import { SignInFields } from './oauth/sign-in-fields.tsx';
import { PORTS, type SenderValues } from './sender-values.ts';

const SECURITIES = ['tls', 'starttls', 'none'] as const;

interface SenderServerProps {
  form: UseFormReturnType<SenderValues>;
  kept: { password: boolean; grant: boolean };
}

/** How to reach the mail server and what to say at its door. */
export function SenderServer({ form, kept }: SenderServerProps) {
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
        <HostFields
          labels={{ host: t('sender.host'), port: t('sender.port') }}
          placeholder="smtp.example.com"
          host={form.getInputProps('host')}
          port={form.getInputProps('port')}
        />
        <Select
          label={t('sender.security')}
          data={SECURITIES.map((value) => ({ value, label: t(`sender.security_${value}`) }))}
          {...form.getInputProps('security')}
          onChange={chooseSecurity}
        />
        <SignInFields form={form} kept={kept} />
      </Stack>
    </Fieldset>
  );
}
