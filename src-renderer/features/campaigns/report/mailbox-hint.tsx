import { Alert, Anchor } from '@mantine/core';
import { IconFlask } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import type { Campaign } from '#shared/contract/campaign.contract.ts';

/** Where messages are that went to nobody outside. */
export function MailboxHint({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation('campaign');
  const may = useMay();
  const { data: senders } = useQuery(api.senders.list.queryOptions());
  const sender = senders?.find(({ id }) => id === campaign.sender_id);
  if (sender?.provider !== 'test_mailbox' || !may('mailbox.read')) return null;
  return (
    <Alert role="note" color="blue" py="xs" data-print="no" icon={<IconFlask size={18} aria-hidden />}>
      {t('overview.mailbox')}{' '}
      <Anchor component={Link} href="/mailbox" size="sm" underline="always">
        {t('overview.open_mailbox')}
      </Anchor>
    </Alert>
  );
}
