import { type Icon, IconCircleCheck, IconClock, IconUserMinus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { StatusPill, type Tone } from '#renderer/ui/status-pill.tsx';
import type { MemberState } from '#shared/domain/contact-status.ts';

const SIGNS: Record<MemberState, { tone: Tone; icon: Icon }> = {
  subscribed: { tone: 'success', icon: IconCircleCheck },
  unconfirmed: { tone: 'warning', icon: IconClock },
  unsubscribed: { tone: 'neutral', icon: IconUserMinus },
};

/** How somebody stands on a list. */
export function ListStatePill({ state }: { state: MemberState }) {
  const { t } = useTranslation('audience');
  return <StatusPill {...SIGNS[state]} label={t(`member_state.${state}`)} />;
}
