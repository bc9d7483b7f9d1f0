import { Button, NumberInput, Select } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { MEASURE_OPERATORS, type MeasureOperator } from '#shared/domain/segment/segment-ast.ts';
import { type DataRow, dataName, type Measure, newDataRow, unnamed } from '../tree/rule-tree.ts';
import classes from './builder.module.css';
import { useCatalogue } from './catalogue.tsx';
import { DataRowFields } from './data-row-fields.tsx';
import { DataSelect, useEventData } from './data-select.tsx';
import { NameSelect } from './name-select.tsx';
import { WindowFields } from './window-fields.tsx';

interface MeasureFieldsProps {
  condition: Measure;
  onChange(condition: Measure): void;
}

/** "Event count of [purchase] [is at least] [2] [within] [1] [year], where [amount] [is at least] [50]". */
export function MeasureFields({ condition, onChange }: MeasureFieldsProps) {
  const { t } = useTranslation('segment');
  const { events } = useCatalogue();
  const { event, of, op, value, where } = condition;
  const data = useEventData(event.name);
  const change = (part: Partial<Measure>) => onChange({ ...condition, ...part });
  const setRow = (at: number, row: DataRow) => change({ where: where.with(at, row) });
  return (
    <>
      {of && (
        <DataSelect
          label={t('measure.of')}
          name={of.name}
          data={data.filter(({ type }) => type === 'number')}
          onChange={(name) => change({ of: dataName(name) })}
        />
      )}
      <NameSelect
        label={t('name.event')}
        placeholder={t('name.pick_event')}
        target={event}
        things={events.map(({ name }) => ({ id: name, name }))}
        onChange={(next) => change({ event: next ?? unnamed() })}
      />
      <Select
        className={classes.operator}
        aria-label={t('measure.operator')}
        value={op}
        onChange={(next) => next && change({ op: next as MeasureOperator })}
        data={MEASURE_OPERATORS.map((one) => ({ value: one, label: t(`operator.number.${one}`) }))}
      />
      <NumberInput
        className={classes.number}
        aria-label={t('measure.value')}
        value={value ?? ''}
        onChange={(next) => change({ value: typeof next === 'number' ? next + 0 : null })}
      />
      {!of && <span className={classes.unitWord}>{t('measure.times', { count: value ?? 0 })}</span>}
      <WindowFields window={condition.window} onChange={(window) => change({ window })} />
      {where.map((row, at) => (
        <DataRowFields
          key={row.key}
          row={row}
          data={data}
          onChange={(next) => setRow(at, next)}
          onRemove={() => change({ where: where.toSpliced(at, 1) })}
        />
      ))}
      <div className={classes.line}>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => change({ where: [...where, newDataRow()] })}
        >
          {t('measure.add_where')}
        </Button>
      </div>
    </>
  );
}
