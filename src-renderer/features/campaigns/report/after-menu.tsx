import { Menu } from '@mantine/core';
import { IconMailForward, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMay } from '#renderer/data/session.ts';
import type { Campaign } from '#shared/contract/campaign.contract.ts';
import { useFailureActions } from '../failures/use-failure-actions.ts';
import { useResendUnopened } from '../use-campaign-actions.ts';

/** What is worth doing once a campaign has been sent: again for whom it failed, again for who did not open it. */
export function AfterMenu({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation('campaign');
  const may = useMay();
  const { id, counts, started_at, state } = campaign;
  const failed = useFailureActions({ campaign_id: id }, counts.failed);
  const resend = useResendUnopened(campaign);
  return (
    <>
      {may('campaign.send') && counts.failed > 0 && state !== 'cancelled' && (
        <Menu.Item leftSection={<IconRefresh size={16} aria-hidden />} onClick={failed.retry}>
          {t('action.retry_failed', { count: counts.failed })}
        </Menu.Item>
      )}
      {started_at !== null && (
        <Menu.Item leftSection={<IconMailForward size={16} aria-hidden />} onClick={resend}>
          {t('action.resend_unopened')}
        </Menu.Item>
      )}
    </>
  );
}
