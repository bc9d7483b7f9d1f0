import { ActionIcon } from '@mantine/core';
import { IconGripVertical } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TreeNode } from '../tree/rule-tree.ts';
import classes from './builder.module.css';
import { NodeMenu } from './node-menu.tsx';

interface NodeFrameProps {
  node: TreeNode;
  /** The word between this and what stands above; none for the first. */
  joiner: string | null;
  /** What it is called, for its handle and menu. */
  name: string;
  unfinished?: boolean;
  children: ReactNode;
}

/** A place in a group: joining word, handle, what stands there, and what can be done with it. */
export function NodeFrame({ node, joiner, name, unfinished, children }: NodeFrameProps) {
  const { t } = useTranslation('segment');
  return (
    <li className={classes.node} data-node={node.key} data-unfinished={unfinished || undefined}>
      <span className={classes.joiner}>{joiner}</span>
      <ActionIcon
        className={classes.handle}
        size={24}
        draggable
        data-handle
        aria-label={t('row.handle', { name })}
        title={t('row.handle_hint')}
      >
        <IconGripVertical size={16} aria-hidden />
      </ActionIcon>
      <div className={classes.content}>{children}</div>
      <NodeMenu node={node} name={name} />
    </li>
  );
}
