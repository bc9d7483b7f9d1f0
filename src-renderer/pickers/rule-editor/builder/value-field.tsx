import { NumberInput, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './builder.module.css';
import { booleanSlot, numberSlot, type SlotFieldProps, shown, textSlot } from './slots.ts';

export function TextField({ label, slot, onChange }: SlotFieldProps) {
  const { t } = useTranslation('segment');
  return (
    <TextInput
      className={classes.value}
      aria-label={label}
      placeholder={t('value.text')}
      value={shown(slot)}
      onChange={(event) => onChange(textSlot(event.currentTarget.value))}
    />
  );
}

export function NumberField({ label, slot, onChange }: SlotFieldProps) {
  const { t } = useTranslation('segment');
  return (
    <NumberInput
      className={classes.number}
      aria-label={label}
      placeholder={t('value.number')}
      value={slot?.type === 'number' ? slot.value : ''}
      onChange={(value) => onChange(numberSlot(value))}
    />
  );
}

export function BooleanField({ label, slot, onChange }: SlotFieldProps) {
  const { t } = useTranslation('segment');
  return (
    <Select
      className={classes.short}
      aria-label={label}
      value={slot ? shown(slot) : null}
      onChange={(value) => onChange(booleanSlot(value === 'true'))}
      data={[
        { value: 'true', label: t('value.yes') },
        { value: 'false', label: t('value.no') },
      ]}
    />
  );
}

interface ChoiceFieldProps extends SlotFieldProps {
  choices: { value: string; label: string }[];
}

export function ChoiceField({ label, slot, onChange, choices }: ChoiceFieldProps) {
  const { t } = useTranslation('segment');
  return (
    <Select
      className={classes.value}
      aria-label={label}
      placeholder={t('value.choice')}
      searchable={choices.length > 8}
      value={slot ? shown(slot) : null}
      onChange={(value) => value !== null && onChange(textSlot(value))}
      data={withOwn(choices, slot ? [shown(slot)] : [])}
    />
  );
}

/** A value that is no choice any more stays visible, so that it can be seen and changed. */
export function withOwn(choices: ChoiceFieldProps['choices'], values: string[]): ChoiceFieldProps['choices'] {
  const gone = values.filter((value) => value !== '' && !choices.some((choice) => choice.value === value));
  return [...choices, ...gone.map((value) => ({ value, label: value }))];
}
