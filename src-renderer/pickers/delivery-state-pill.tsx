import {
  type Icon,
  IconArrowForwardUp,
  IconBan,
  IconCheck,
  IconClock,
  IconClockPause,
  IconFlag,
  IconHelpCircle,
  IconMailX,
  IconSend,
  IconX,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { StatusPill, type Tone } from '#renderer/ui/status-pill.tsx';
import type { DeliveryState } from '#shared/contract/delivery.contract.ts';

const SIGNS: Record<DeliveryState, { tone: Tone; icon: Icon }> = {
  queued: { tone: 'neutral', icon: IconClock },
  claimed: { tone: 'accent', icon: IconSend },
  in_data: { tone: 'accent', icon: IconSend },
  accepted: { tone: 'success', icon: IconCheck },
  deferred: { tone: 'warning', icon: IconClockPause },
  failed: { tone: 'danger', icon: IconX },
  unknown: { tone: 'warning', icon: IconHelpCircle },
  skipped: { tone: 'neutral', icon: IconArrowForwardUp },
  cancelled: { tone: 'neutral', icon: IconBan },
  bounced: { tone: 'danger', icon: IconMailX },
  complained: { tone: 'danger', icon: IconFlag },
};

export function DeliveryStatePill({ state }: { state: DeliveryState }) {
  const { t } = useTranslation('campaign');
  return <StatusPill {...SIGNS[state]} label={t(`delivery_state.${state}`)} />;
}
