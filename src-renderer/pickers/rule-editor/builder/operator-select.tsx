import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SegmentOperator } from '#shared/domain/segment/segment-ast.ts';
import type { SegmentFieldType } from '#shared/domain/segment/segment-field.ts';
import { OPERATORS_OF } from '#shared/domain/segment/segment-operators.ts';
import classes from './builder.module.css';

interface OperatorSelectProps {
  type: SegmentFieldType;
  op: SegmentOperator;
  label: string;
  onChange(op: SegmentOperator): void;
}

/** How two values compare, in the words of the type: a date is "before", a number "less than". */
export function OperatorSelect({ type, op, label, onChange }: OperatorSelectProps) {
  const { t } = useTranslation('segment');
  const known = OPERATORS_OF[type];
  const operators = known.includes(op) ? known : [...known, op];
  const words = type === 'date' || type === 'number' || type === 'list' ? type : 'text';
  return (
    <Select
      className={classes.operator}
      aria-label={label}
      value={op}
      onChange={(next) => next && onChange(next as SegmentOperator)}
      data={operators.map((value) => ({ value, label: t(`operator.${words}.${value}`) }))}
    />
  );
}
