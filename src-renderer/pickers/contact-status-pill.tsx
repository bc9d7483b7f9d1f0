import {
  type Icon,
  IconAlertTriangle,
  IconBan,
  IconCircleCheck,
  IconClock,
  IconFlag,
  IconMailOff,
  IconUserMinus,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { StatusPill, type Tone } from '#renderer/ui/status-pill.tsx';
import type { ContactStatus } from '#shared/domain/contact-status.ts';

const SIGNS: Record<ContactStatus, { tone: Tone; icon: Icon }> = {
  deliverable: { tone: 'success', icon: IconCircleCheck },
  unconfirmed: { tone: 'warning', icon: IconClock },
  unsubscribed: { tone: 'neutral', icon: IconUserMinus },
  bounced: { tone: 'danger', icon: IconAlertTriangle },
  complained: { tone: 'danger', icon: IconFlag },
  blocked: { tone: 'danger', icon: IconBan },
  no_address: { tone: 'neutral', icon: IconMailOff },
};

/** Whether somebody can be written to. */
export function ContactStatusPill({ status }: { status: ContactStatus }) {
  const { t } = useTranslation('audience');
  return <StatusPill {...SIGNS[status]} label={t(`status.${status}`)} />;
}
