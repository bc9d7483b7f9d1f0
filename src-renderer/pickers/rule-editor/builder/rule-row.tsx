import { Text } from '@mantine/core';
import { memo, use } from 'react';
import { useTranslation } from 'react-i18next';
import { finishCondition } from '../tree/finish-condition.ts';
import type { TreeRow } from '../tree/rule-tree.ts';
import classes from './builder.module.css';
import { useBuilder } from './builder-context.ts';
import { useFieldLabel } from './catalogue.tsx';
import { ConditionFields } from './condition-fields.tsx';
import { NodeFrame } from './node-frame.tsx';
import { NotSwitch } from './not-switch.tsx';
import { RowProblemsContext } from './row-problems.ts';
import { SubjectSelect } from './subject-select.tsx';

interface RuleRowProps {
  row: TreeRow;
  joiner: string | null;
}

/** One condition: what is asked about, how, and with what. */
export const RuleRow = memo(function RuleRow({ row, joiner }: RuleRowProps) {
  const { t } = useTranslation('segment');
  const builder = useBuilder();
  const name = useRowName(row);
  const problems = use(RowProblemsContext).get(row.key) ?? [];
  const { condition } = row;
  const unfinished = condition !== null && finishCondition(condition) === null;
  return (
    <NodeFrame node={row} joiner={joiner} name={name} unfinished={unfinished}>
      <NotSwitch nots={row.nots} label={t('row.negate', { name })} onToggle={() => builder.negate(row.key)} />
      <SubjectSelect condition={condition} onChange={(next) => builder.setCondition(row.key, next)} />
      {condition && <ConditionFields condition={condition} onChange={(next) => builder.setCondition(row.key, next)} />}
      {unfinished && <Text className={classes.missing}>{t('row.unfinished')}</Text>}
      {!unfinished &&
        problems.map(({ severity, message, hint }) => (
          <Text key={message} className={severity === 'error' ? classes.wrong : classes.missing}>
            {message} {hint}
          </Text>
        ))}
    </NodeFrame>
  );
});

function useRowName({ condition }: TreeRow): string {
  const { t } = useTranslation('segment');
  const labelOf = useFieldLabel();
  if (!condition) return t('row.new');
  switch (condition.kind) {
    case 'comparison':
      return labelOf(condition.field);
    case 'engagement':
      return t(`subject.${condition.act}`);
    case 'measure':
      return t(`subject.${condition.measure}`);
    default:
      return t(`subject.${condition.kind}`);
  }
}
