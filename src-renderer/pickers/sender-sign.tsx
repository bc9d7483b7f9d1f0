import { IconFlask, IconPlayerPause } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { StatusPill } from '#renderer/ui/status-pill.tsx';
import type { Sender } from '#shared/contract/sender.contract.ts';

/** What one must know of a sender before using it: it is paused, or it reaches nobody outside. */
export function SenderSign({ sender }: { sender: Pick<Sender, 'provider' | 'paused_reason'> }) {
  const { t } = useTranslation('campaign');
  if (sender.paused_reason) return <StatusPill tone="warning" icon={IconPlayerPause} label={t('sender.paused')} />;
  if (sender.provider === 'test_mailbox') return <StatusPill tone="info" icon={IconFlask} label={t('sender.test')} />;
  return null;
}
