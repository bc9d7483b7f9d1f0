import { Alert, Stack } from '@mantine/core';
import { IconAlertTriangle, IconFlask } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Organization } from '#shared/contract/organization.contract.ts';
import type { Sender } from '#shared/contract/sender.contract.ts';

interface SendWarningsProps {
  sender: Sender | undefined;
  organization: Organization | undefined;
}

/** What does not stop the send but should be known before it. */
export function SendWarnings({ sender, organization }: SendWarningsProps) {
  const { t } = useTranslation('campaign');
  const test = sender?.provider === 'test_mailbox';
  const unreachable = organization && sender && !test && !organization.tracking.reachable;
  return (
    <Stack gap="xs">
      {test && (
        <Alert role="note" color="blue" icon={<IconFlask size={18} aria-hidden />}>
          {t('warning.test_mailbox')}
        </Alert>
      )}
      {sender?.paused_reason && (
        <Alert role="note" color="amber" icon={<IconAlertTriangle size={18} aria-hidden />}>
          {t('warning.sender_paused', { why: sender.paused_reason })}
        </Alert>
      )}
      {unreachable && (
        <Alert role="note" color="amber" icon={<IconAlertTriangle size={18} aria-hidden />}>
          {t('warning.unreachable', { url: organization.tracking.effective_url })}
        </Alert>
      )}
    </Stack>
  );
}
