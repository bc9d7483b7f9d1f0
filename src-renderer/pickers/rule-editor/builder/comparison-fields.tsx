import { useTranslation } from 'react-i18next';
import type { Comparison } from '../tree/rule-tree.ts';
import { useCatalogue, useFieldLabel } from './catalogue.tsx';
import { OperatorSelect } from './operator-select.tsx';
import { slotsFor } from './operators.ts';
import { typeOf } from './subject.ts';
import { ValueFields } from './value-fields.tsx';

interface ComparisonFieldsProps {
  condition: Comparison;
  onChange(condition: Comparison): void;
}

export function ComparisonFields({ condition, onChange }: ComparisonFieldsProps) {
  const { t } = useTranslation(['segment', 'audience']);
  const catalogue = useCatalogue();
  const { field, op, values } = condition;
  const label = useFieldLabel()(field);
  const type = typeOf(condition, catalogue);
  const choices = catalogue.fields.find(({ name, custom }) => name === field.name && custom === field.custom)?.choices;
  return (
    <>
      <OperatorSelect
        type={type}
        op={op}
        label={t('operator.of', { label })}
        onChange={(next) => onChange({ ...condition, op: next, values: slotsFor(next, values, type) })}
      />
      <ValueFields
        type={type}
        op={op}
        values={values}
        label={t('value.of', { label })}
        choices={(choices ?? []).map((value) => ({
          value,
          label: field.custom ? value : t(`audience:status.${value as 'deliverable'}`),
        }))}
        onChange={(next) => onChange({ ...condition, values: next })}
      />
    </>
  );
}
