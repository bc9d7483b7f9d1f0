import { Text, UnstyledButton } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { NodeType } from '#shared/domain/workflow/workflow-graph.ts';
import { NODE_ICON } from '../node-icon.ts';
import { DRAGGED_TYPE } from './canvas.tsx';
import classes from './editor.module.css';
import { PALETTE } from './new-node.ts';

/** Nodes to add: a click puts one behind the node that is chosen, a drag puts it where it is let go. */
export const Palette = memo(function Palette({ onAdd }: { onAdd(type: NodeType): void }) {
  const { t } = useTranslation('workflow');
  return (
    <nav className={classes.palette} aria-label={t('palette')}>
      {PALETTE.map(({ group, types }) => (
        <section key={group}>
          <Text size="xs" c="dimmed" fw={600} mb={4}>
            {t(`group.${group}`)}
          </Text>
          {types.map((type) => {
            const Sign = NODE_ICON[type];
            return (
              <UnstyledButton
                key={type}
                className={classes.piece}
                draggable
                onDragStart={(event) => {
                  event.dataTransfer.setData(DRAGGED_TYPE, type);
                  event.dataTransfer.effectAllowed = 'copy';
                }}
                onClick={() => onAdd(type)}
              >
                <Sign size={16} aria-hidden />
                {t(`node.${type}`)}
              </UnstyledButton>
            );
          })}
        </section>
      ))}
    </nav>
  );
});
