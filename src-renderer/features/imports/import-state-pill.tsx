import {
  type Icon,
  IconAlertTriangle,
  IconArrowBackUp,
  IconBan,
  IconCircleCheck,
  IconClock,
  IconListCheck,
  IconPlayerPlay,
  IconTableOptions,
  IconUpload,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { StatusPill, type Tone } from '#renderer/ui/status-pill.tsx';
import type { ImportJob } from '#shared/contract/import.contract.ts';

const SIGNS: Record<ImportJob['state'], { tone: Tone; icon: Icon }> = {
  uploading: { tone: 'info', icon: IconUpload },
  ready: { tone: 'warning', icon: IconTableOptions },
  checking: { tone: 'info', icon: IconListCheck },
  waiting: { tone: 'info', icon: IconClock },
  running: { tone: 'info', icon: IconPlayerPlay },
  done: { tone: 'success', icon: IconCircleCheck },
  cancelled: { tone: 'neutral', icon: IconBan },
  failed: { tone: 'danger', icon: IconAlertTriangle },
  undoing: { tone: 'info', icon: IconArrowBackUp },
  undone: { tone: 'neutral', icon: IconArrowBackUp },
};

export function ImportStatePill({ state }: { state: ImportJob['state'] }) {
  const { t } = useTranslation('imports');
  return <StatusPill {...SIGNS[state]} label={t(`state.${state}`)} />;
}
