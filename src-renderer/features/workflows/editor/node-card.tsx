import { IconAlertTriangle, IconUser } from '@tabler/icons-react';
import { Handle, type NodeProps, Position } from '@xyflow/react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.tsx';
import { isTrigger, portsOf } from '#shared/domain/workflow/workflow-graph.ts';
import { NODE_ICON } from '../node-icon.ts';
import type { CardNode } from './cards.ts';
import classes from './editor.module.css';

export const NodeCard = memo(function NodeCard({ data, selected }: NodeProps<CardNode>) {
  const { node, words, problem, here, failed, diff } = data;
  const { t } = useTranslation('workflow');
  const format = useFormat();
  const Sign = NODE_ICON[node.type];
  const ports = portsOf(node);
  const kind = isTrigger(node) ? 'trigger' : node.type;
  return (
    <div className={classes.card} data-kind={kind} data-selected={selected} data-problem={problem} data-diff={diff}>
      {!isTrigger(node) && node.type !== 'note' && <Handle type="target" position={Position.Top} />}
      <span className={classes.sign} aria-hidden>
        <Sign size={18} />
      </span>
      <span className={classes.words}>
        <span className={classes.title}>
          {words.title(node)}
          {diff && <span className={classes.diff}>{t(`diff.${diff}`)}</span>}
        </span>
        <span className={classes.detail}>{words.detail(node)}</span>
      </span>
      {problem && (
        <IconAlertTriangle className={classes.problem} size={16} role="img" aria-label={t(`problem.${problem}`)} />
      )}
      {here + failed > 0 && (
        <span className={classes.people} data-failed={failed > 0} title={t('people_here', { count: here + failed })}>
          <IconUser size={12} aria-hidden />
          {format.number(here + failed)}
        </span>
      )}
      {ports.map((port, index) => (
        <Handle
          key={port}
          id={port}
          type="source"
          position={Position.Bottom}
          style={{ left: `${((index + 1) * 100) / (ports.length + 1)}%` }}
          title={words.port(port)}
        />
      ))}
    </div>
  );
});
