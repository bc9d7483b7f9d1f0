import { IconArchive, IconPencil, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { StatusPill } from '#renderer/ui/status-pill.tsx';
import type { WorkflowRow } from '#shared/contract/workflow.contract.ts';

const LOOK = {
  draft: { tone: 'neutral', icon: IconPencil },
  live: { tone: 'success', icon: IconPlayerPlay },
  paused: { tone: 'warning', icon: IconPlayerPause },
  archived: { tone: 'neutral', icon: IconArchive },
} as const;

export function WorkflowStatePill({ state }: Pick<WorkflowRow, 'state'>) {
  const { t } = useTranslation('workflow');
  return <StatusPill {...LOOK[state]} label={t(`state.${state}`)} />;
}
