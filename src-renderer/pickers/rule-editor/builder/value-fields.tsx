import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DateField } from './date-field.tsx';
import type { SlotFieldProps } from './slots.ts';
import { BooleanField, ChoiceField, NumberField, TextField } from './value-field.tsx';
import type { ValueFieldsProps } from './value-fields-props.ts';
import { ValueList } from './value-list.tsx';

/** What a field is compared with, in the form that its type and the operator ask for. */
export function ValueFields({ type, op, values, choices, label, onChange }: ValueFieldsProps) {
  const { t } = useTranslation('segment');
  if (op === 'empty') return null;
  if (op === 'in') return <ValueList {...{ type, values, choices, label, onChange }} />;
  const place = (at: number, name: string) => (
    <OneValue
      type={type}
      choices={choices}
      label={name}
      slot={values[at] ?? null}
      onChange={(slot) => onChange(values.with(at, slot))}
    />
  );
  if (op !== 'between') return place(0, label);
  return (
    <>
      {place(0, t('value.from', { label }))}
      <Text span size="sm" c="dimmed">
        {t('value.and')}
      </Text>
      {place(1, t('value.to', { label }))}
    </>
  );
}

function OneValue({ type, choices, ...field }: SlotFieldProps & Pick<ValueFieldsProps, 'type' | 'choices'>) {
  if (type === 'number') return <NumberField {...field} />;
  if (type === 'date') return <DateField {...field} />;
  if (type === 'boolean') return <BooleanField {...field} />;
  if (type === 'choice') return <ChoiceField {...field} choices={choices} />;
  return <TextField {...field} />;
}
