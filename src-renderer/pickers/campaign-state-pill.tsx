import {
  type Icon,
  IconAlertTriangle,
  IconCalendarTime,
  IconCheck,
  IconHourglassHigh,
  IconPencil,
  IconPlayerPause,
  IconSend,
  IconX,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { StatusPill, type Tone } from '#renderer/ui/status-pill.tsx';
import type { CampaignState } from '#shared/contract/campaign.contract.ts';

const SIGNS: Record<CampaignState, { tone: Tone; icon: Icon }> = {
  draft: { tone: 'neutral', icon: IconPencil },
  scheduled: { tone: 'info', icon: IconCalendarTime },
  sending: { tone: 'accent', icon: IconSend },
  paused: { tone: 'warning', icon: IconPlayerPause },
  sent: { tone: 'success', icon: IconCheck },
  cancelled: { tone: 'neutral', icon: IconX },
  failed: { tone: 'danger', icon: IconAlertTriangle },
};

interface CampaignStatePillProps {
  state: CampaignState;
  /** Started, but its recipients are still being fixed. */
  preparing?: boolean;
}

export function CampaignStatePill({ state, preparing = false }: CampaignStatePillProps) {
  const { t } = useTranslation();
  if (preparing) return <StatusPill tone="accent" icon={IconHourglassHigh} label={t('campaign_state.preparing')} />;
  return <StatusPill {...SIGNS[state]} label={t(`campaign_state.${state}`)} />;
}
