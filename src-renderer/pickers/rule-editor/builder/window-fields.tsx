import { NumberInput, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { NOWHERE, TIME_UNITS, type TimeUnit, type Window } from '#shared/domain/segment/segment-ast.ts';
import classes from './builder.module.css';

interface WindowFieldsProps {
  window: Window | null;
  onChange(window: Window | null): void;
}

const USUAL: Window = { amount: 30, unit: 'd', span: NOWHERE };

/** Ever, or within a time until now. */
export function WindowFields({ window, onChange }: WindowFieldsProps) {
  const { t } = useTranslation('segment');
  return (
    <>
      <Select
        className={classes.short}
        aria-label={t('window.label')}
        value={window ? 'within' : 'ever'}
        onChange={(value) => onChange(value === 'within' ? (window ?? USUAL) : null)}
        data={[
          { value: 'ever', label: t('window.ever') },
          { value: 'within', label: t('window.within') },
        ]}
      />
      {window && (
        <>
          <NumberInput
            className={classes.amount}
            aria-label={t('window.amount')}
            min={1}
            max={36_500}
            allowDecimal={false}
            value={window.amount}
            onChange={(amount) => typeof amount === 'number' && amount >= 1 && onChange({ ...window, amount })}
          />
          <Select
            className={classes.unit}
            aria-label={t('window.unit')}
            value={window.unit}
            onChange={(unit) => unit && onChange({ ...window, unit: unit as TimeUnit })}
            data={TIME_UNITS.map((unit) => ({ value: unit, label: t(`unit.${unit}`, { count: window.amount }) }))}
          />
        </>
      )}
    </>
  );
}
