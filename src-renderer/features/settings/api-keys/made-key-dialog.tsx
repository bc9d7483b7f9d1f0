import { Button, CopyButton, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import classes from '../settings.module.css';

interface MadeKeyDialogProps {
  name: string;
  secret: string;
  onClose(): void;
}

/** The one time that this key can be seen: only its hash is kept. */
export function MadeKeyDialog({ name, secret, onClose }: MadeKeyDialogProps) {
  const { t } = useTranslation(['api_keys', 'common']);
  const doctor = useQuery(api.system.doctor.queryOptions());
  const console_url = doctor.data?.console_url ?? window.location.origin;
  const example = `curl ${console_url}/api/v1/tenants/-/transactional/email \\
  -H "Authorization: Bearer ${secret}" \\
  -H "Content-Type: application/json" -H "Idempotency-Key: order-1" \\
  -d '{"to":"ana@example.org","subject":"Order {{ number }}","markdown":"Thank you.","data":{"number":1}}'`;
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('made_title', { name })}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <Stack gap="md">
        <Text>{t('made_text')}</Text>
        <Group gap="xs" wrap="nowrap">
          <TextInput
            aria-label={t('key')}
            value={secret}
            readOnly
            flex={1}
            ff="monospace"
            onFocus={(event) => event.currentTarget.select()}
          />
          <CopyButton value={secret}>
            {({ copied, copy }) => (
              <Button
                data-autofocus
                leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
                onClick={copy}
              >
                {copied ? t('common:copied') : t('common:copy')}
              </Button>
            )}
          </CopyButton>
        </Group>
        <Text size="sm" fw={500}>
          {t('try')}
        </Text>
        <pre className={classes.said}>{example}</pre>
      </Stack>
    </Modal>
  );
}
