import { TextInput } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { MergeFieldMenu } from '#renderer/pickers/merge-field-menu.tsx';

interface LiquidFieldProps {
  label: string;
  value: string;
  error?: string;
  onChange(value: string): void;
}

/** One line into which merge fields can be put. */
export function LiquidField({ label, value, error, onChange }: LiquidFieldProps) {
  const { t } = useTranslation('design');
  const input = useRef<HTMLInputElement>(null);
  const insert = (tag: string) => {
    const at = input.current?.selectionStart ?? value.length;
    onChange(value.slice(0, at) + tag + value.slice(input.current?.selectionEnd ?? at));
    requestAnimationFrame(() => input.current?.focus());
  };
  return (
    <TextInput
      ref={input}
      label={label}
      value={value}
      error={error}
      maxLength={1_000}
      onChange={(event) => onChange(event.currentTarget.value)}
      rightSection={<MergeFieldMenu label={t('field.insert_into', { field: label })} onInsert={insert} />}
    />
  );
}
