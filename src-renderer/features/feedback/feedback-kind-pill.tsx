import {
  type Icon,
  IconClock,
  IconFlag,
  IconHelp,
  IconMail,
  IconMailCheck,
  IconMailOff,
  IconMessage,
  IconRobot,
  IconUserMinus,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { StatusPill, type Tone } from '#renderer/ui/status-pill.tsx';
import type { FeedbackKind } from '#shared/domain/feedback/feedback-report.ts';

const LOOKS: Record<FeedbackKind, [tone: Tone, icon: Icon]> = {
  bounce: ['danger', IconMailOff],
  delay: ['warning', IconClock],
  delivered: ['success', IconMailCheck],
  complaint: ['danger', IconFlag],
  feedback_other: ['neutral', IconFlag],
  auto_reply: ['neutral', IconRobot],
  human_reply: ['info', IconMessage],
  unsubscribe: ['warning', IconUserMinus],
  read_receipt: ['neutral', IconMail],
  none: ['neutral', IconHelp],
};

export function FeedbackKindPill({ kind }: { kind: FeedbackKind }) {
  const { t } = useTranslation('feedback');
  const [tone, icon] = LOOKS[kind];
  return <StatusPill tone={tone} icon={icon} label={t(`kind.${kind}`)} />;
}
