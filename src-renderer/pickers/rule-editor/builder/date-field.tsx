import { NumberInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.tsx';
import { wallTimeAt } from '#shared/domain/campaign/wall-time.ts';
import { NOWHERE, TIME_UNITS, type TimeUnit } from '#shared/domain/segment/segment-ast.ts';
import type { Slot } from '../tree/rule-tree.ts';
import classes from './builder.module.css';
import { type DateMode, modeOf, relativeOf, slotOfMode } from './date-modes.ts';
import type { SlotFieldProps } from './slots.ts';

const MODES: DateMode[] = ['ago', 'ahead', 'today', 'now', 'day', 'time'];

/** A day, a time, or one that moves with the calendar: "30 days before today". */
export function DateField({ label, slot, onChange }: SlotFieldProps) {
  const { t } = useTranslation('segment');
  const { timezone } = useFormat();
  // While a date is being typed it is nothing yet, but its field stays.
  const [asked, setAsked] = useState<DateMode>('day');
  const mode = slot ? modeOf(slot) : asked;
  const turnTo = (next: DateMode) => {
    setAsked(next);
    onChange(slotOfMode(next, slot, wallTimeAt(Date.now(), timezone)));
  };
  const relative = relativeOf(slot);
  return (
    <>
      {relative && <Offset label={label} relative={relative} onChange={onChange} />}
      <Select
        className={relative ? classes.mode : classes.short}
        aria-label={t('date.mode_of', { label })}
        value={mode}
        onChange={(next) => next && turnTo(next as DateMode)}
        data={MODES.map((value) => ({ value, label: t(`date.${value}`) }))}
      />
      {relative && <Base label={label} relative={relative} onChange={onChange} />}
      {(mode === 'day' || mode === 'time') && (
        <Calendar
          label={label}
          slot={slot}
          mode={mode}
          onChange={(next) => {
            setAsked(mode);
            onChange(next);
          }}
        />
      )}
    </>
  );
}

type OffsetProps = Omit<SlotFieldProps, 'slot'> & { relative: NonNullable<ReturnType<typeof relativeOf>> };

function Offset({ label, relative, onChange }: OffsetProps) {
  const { t } = useTranslation('segment');
  const { base, offset } = relative;
  const amount = Math.abs(offset.amount);
  const sign = Math.sign(offset.amount);
  const change = (next: { amount?: number; unit?: TimeUnit }) => {
    const unit = next.unit ?? offset.unit;
    onChange({ ...relative, offset: { amount: sign * (next.amount ?? amount), unit } });
  };
  return (
    <>
      <NumberInput
        className={classes.amount}
        aria-label={t('date.amount_of', { label })}
        min={1}
        max={36_500}
        allowDecimal={false}
        value={amount}
        onChange={(value) => typeof value === 'number' && value >= 1 && change({ amount: value })}
      />
      <Select
        className={classes.unit}
        aria-label={t('date.unit_of', { label })}
        value={offset.unit}
        onChange={(unit) => unit && change({ unit: unit as TimeUnit })}
        data={TIME_UNITS.filter((unit) => base === 'now' || unit !== 'h').map((unit) => ({
          value: unit,
          label: t(`unit.${unit}`, { count: amount }),
        }))}
      />
    </>
  );
}

/** From the start of a day, or to the minute. */
function Base({ label, relative, onChange }: OffsetProps) {
  const { t } = useTranslation('segment');
  const change = (base: 'now' | 'today') => {
    const unit = base === 'today' && relative.offset.unit === 'h' ? 'd' : relative.offset.unit;
    onChange({ ...relative, base, offset: { ...relative.offset, unit } });
  };
  return (
    <Select
      className={classes.short}
      aria-label={t('date.base_of', { label })}
      value={relative.base}
      onChange={(base) => base && change(base as 'now' | 'today')}
      data={[
        { value: 'today', label: t('date.from_today') },
        { value: 'now', label: t('date.from_now') },
      ]}
    />
  );
}

function Calendar({ label, slot, mode, onChange }: SlotFieldProps & { mode: 'day' | 'time' }) {
  const { timezone } = useFormat();
  const text = slot?.type === 'date' ? slot.value : '';
  const instant = text.endsWith('Z');
  const date = (value: string): Slot => (value ? { type: 'date', value, span: NOWHERE } : null);
  return (
    <TextInput
      className={mode === 'day' ? classes.day : classes.moment}
      type={mode === 'day' ? 'date' : 'datetime-local'}
      aria-label={label}
      max={mode === 'day' ? '9999-12-31' : '9999-12-31T23:59'}
      value={instant ? wallTimeAt(Date.parse(text), timezone) : text}
      onChange={(event) => onChange(date(event.currentTarget.value))}
    />
  );
}
