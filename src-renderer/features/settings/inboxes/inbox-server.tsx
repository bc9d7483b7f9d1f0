import { Fieldset, Group, Select, Stack, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { HostFields } from '../host-fields.tsx';
import { SignInFields } from '../oauth/sign-in-fields.tsx';
import { type InboxValues, usualPort } from './inbox-values.ts';

const PROTOCOLS = ['imap', 'pop3'] as const;
const SECURITIES = ['tls', 'starttls', 'none'] as const;

interface InboxServerProps {
  form: UseFormReturnType<InboxValues>;
  kept: { password: boolean; grant: boolean };
}

/** How to reach the mailbox. The port follows the choice as long as it is a usual one. */
export function InboxServer({ form, kept }: InboxServerProps) {
  const { t } = useTranslation('feedback');
  const { protocol, security, port } = form.getValues();
  const choose = (next: { protocol?: InboxValues['protocol']; security?: InboxValues['security'] }) => {
    const chosen = { protocol, security, ...next };
    form.setFieldValue('protocol', chosen.protocol);
    form.setFieldValue('security', chosen.security);
    if (port === usualPort(protocol, security)) form.setFieldValue('port', usualPort(chosen.protocol, chosen.security));
    // POP3 knows neither marks nor folders.
    if (chosen.protocol === 'pop3' && protocol === 'imap') form.setFieldValue('afterwards', 'keep');
  };
  return (
    <Fieldset legend={t('inbox.server')}>
      <Stack gap="md">
        <Group grow align="flex-start">
          <Select
            label={t('inbox.protocol')}
            allowDeselect={false}
            data={PROTOCOLS.map((value) => ({ value, label: value.toUpperCase() }))}
            {...form.getInputProps('protocol')}
            onChange={(value) => choose({ protocol: PROTOCOLS.find((one) => one === value) ?? protocol })}
          />
          <Select
            label={t('inbox.security')}
            allowDeselect={false}
            data={SECURITIES.map((value) => ({ value, label: t(`inbox.security_${value}`) }))}
            {...form.getInputProps('security')}
            onChange={(value) => choose({ security: SECURITIES.find((one) => one === value) ?? security })}
          />
        </Group>
        <HostFields
          labels={{ host: t('inbox.host'), port: t('inbox.port') }}
          placeholder={`${protocol}.example.com`}
          host={form.getInputProps('host')}
          port={form.getInputProps('port')}
        />
        <SignInFields form={form} kept={kept} required />
        {protocol === 'imap' && <TextInput label={t('inbox.folder')} required {...form.getInputProps('folder')} />}
      </Stack>
    </Fieldset>
  );
}
