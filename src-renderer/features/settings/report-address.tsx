import { ActionIcon, Alert, CopyButton, TextInput } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Sender } from '#shared/contract/sender.contract.ts';

/** Where the service behind a sender tells what became of messages: to be entered in its own console. */
export function ReportAddress({ sender }: { sender: Pick<Sender, 'provider' | 'report_url'> }) {
  const { t } = useTranslation('providers');
  const { provider, report_url } = sender;
  if (report_url === null) return <Alert color="blue">{t('report.unreachable')}</Alert>;
  const hints: Partial<Record<string, string>> = t('report.hint', { returnObjects: true });
  return (
    <TextInput
      label={t('report.address')}
      description={hints[provider]}
      readOnly
      value={report_url}
      rightSection={
        <CopyButton value={report_url}>
          {({ copied, copy }) => (
            <ActionIcon variant="subtle" onClick={copy} aria-label={t(copied ? 'report.copied' : 'report.copy')}>
              {copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
            </ActionIcon>
          )}
        </CopyButton>
      }
    />
  );
}
