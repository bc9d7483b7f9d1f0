import { CloseButton, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { OPERATORS_OF } from '#shared/domain/segment/segment-operators.ts';
import { DATA_KINDS, type DataKind, type DataRow, dataName } from '../tree/rule-tree.ts';
import classes from './builder.module.css';
import { DataSelect, type EventData } from './data-select.tsx';
import { NotSwitch } from './not-switch.tsx';
import { OperatorSelect } from './operator-select.tsx';
import { slotsFor } from './operators.ts';
import { ValueFields } from './value-fields.tsx';

interface DataRowFieldsProps {
  row: DataRow;
  data: EventData;
  onChange(row: DataRow): void;
  onRemove(): void;
}

/** "where [amount] [is at least] [50]": which events count. */
export function DataRowFields({ row, data, onChange, onRemove }: DataRowFieldsProps) {
  const { t } = useTranslation('segment');
  const { name } = row.data;
  const kindOf = (wanted: string) => data.find((one) => one.name === wanted)?.type ?? 'text';
  const type = row.asked ?? kindOf(name);
  const retype = (next: DataKind) => {
    const op = OPERATORS_OF[next][0] ?? '=';
    if (next !== type) onChange({ ...row, asked: next, op, values: slotsFor(op, [], next) });
  };
  const rename = (next: string) => {
    const renamed = { ...row, data: dataName(next) };
    const known = data.some((one) => one.name === next);
    if (known && kindOf(next) !== type)
      onChange({ ...renamed, asked: null, op: '=', values: slotsFor('=', [], kindOf(next)) });
    else onChange(renamed);
  };
  return (
    <div className={classes.line}>
      <span className={classes.word}>{t('measure.where')}</span>
      <NotSwitch
        nots={row.not ? 1 : 0}
        label={t('row.negate', { name: name || t('measure.data') })}
        onToggle={() => onChange({ ...row, not: !row.not })}
      />
      <DataSelect label={t('measure.data')} name={name} data={data} onChange={rename} />
      <OperatorSelect
        type={type}
        op={row.op}
        label={t('operator.of', { label: name || t('measure.data') })}
        onChange={(op) => onChange({ ...row, op, values: slotsFor(op, row.values, type) })}
      />
      <ValueFields
        type={type}
        op={row.op}
        values={row.values}
        choices={[]}
        label={t('value.of', { label: name || t('measure.data') })}
        onChange={(values) => onChange({ ...row, values })}
      />
      {row.op !== 'empty' && (
        <Select
          className={classes.short}
          aria-label={t('measure.kind_of', { label: name || t('measure.data') })}
          value={type}
          onChange={(next) => next && retype(next as DataKind)}
          data={DATA_KINDS.map((kind) => ({
            value: kind,
            label: t(`measure.kind.${kind}`),
          }))}
        />
      )}
      <CloseButton aria-label={t('measure.remove_where', { name })} onClick={onRemove} />
    </div>
  );
}
