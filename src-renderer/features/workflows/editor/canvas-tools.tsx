import { ActionIcon, Group, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconClipboard,
  IconCopy,
  IconLayoutDistributeVertical,
  IconTrash,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useCopiedNodes } from './copied-nodes.store.ts';
import classes from './editor.module.css';
import type { GraphDraft } from './graph-draft.ts';

/** What the keys do, for the mouse. */
export function CanvasTools({ draft, onArrange }: { draft: GraphDraft; onArrange(): void }) {
  const { t } = useTranslation('workflow');
  const { past, future, selected, ways } = useStore(draft.store);
  const hasCopied = useCopiedNodes(({ nodes }) => nodes.length > 0);
  const tools = [
    { key: 'undo', icon: IconArrowBackUp, disabled: past.length === 0, act: draft.undo },
    { key: 'redo', icon: IconArrowForwardUp, disabled: future.length === 0, act: draft.redo },
    { key: 'copy', icon: IconCopy, disabled: selected.size === 0, act: draft.copy },
    { key: 'paste', icon: IconClipboard, disabled: !hasCopied, act: draft.paste },
    { key: 'delete', icon: IconTrash, disabled: selected.size + ways.size === 0, act: draft.removeChosen },
    { key: 'arrange', icon: IconLayoutDistributeVertical, disabled: false, act: onArrange },
  ] as const;
  return (
    <Group gap={2} className={classes.tools} role="toolbar" aria-label={t('tools')}>
      {tools.map(({ key, icon: Sign, disabled, act }) => (
        <Tooltip key={key} label={t(`tool.${key}`)}>
          <ActionIcon aria-label={t(`tool.${key}`)} disabled={disabled} onClick={act}>
            <Sign size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
      ))}
    </Group>
  );
}
