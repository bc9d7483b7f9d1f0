import { CloseButton, Group, Input, NumberInput, Select, Switch, TagsInput, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { Field } from '#shared/contract/field.contract.ts';
import type { FieldValue } from '#shared/domain/custom-field/field-value.ts';
import { MomentInput } from './moment-input.tsx';

export interface FieldInputProps {
  field: Pick<Field, 'key' | 'label' | 'description' | 'type' | 'choices'>;
  /** null is no value. */
  value: FieldValue;
  onChange(value: FieldValue): void;
  error?: ReactNode;
  readOnly?: boolean;
}

const LONG_TEXT = 60;

/** The input of one custom field, as its kind wants it. */
export function FieldInput(props: FieldInputProps) {
  const { field, value, onChange, error, readOnly } = props;
  const common = { ...wrapperOf(field), error, readOnly };
  const text = textOf(value);
  switch (field.type) {
    case 'number':
      return <NumberField {...props} common={common} />;
    case 'boolean':
      return <SwitchField {...props} />;
    case 'date':
      return <MomentInput {...common} value={text} onChange={onChange} />;
    case 'choice':
      return <ChoiceField {...props} common={common} />;
    case 'list':
      return (
        <TagsInput
          {...common}
          value={Array.isArray(value) ? value : text ? [text] : []}
          clearable={!readOnly}
          onChange={(list) => onChange(list.length > 0 ? list : null)}
        />
      );
    default:
      return text.length > LONG_TEXT || text.includes('\n') ? (
        <Textarea
          {...common}
          autosize
          maxRows={8}
          value={text}
          onChange={(e) => onChange(e.currentTarget.value || null)}
        />
      ) : (
        <TextInput {...common} value={text} onChange={(e) => onChange(e.currentTarget.value || null)} />
      );
  }
}

interface CommonProps {
  common: ReturnType<typeof wrapperOf> & { error: ReactNode; readOnly: boolean | undefined };
}

function NumberField({ value, onChange, common }: FieldInputProps & CommonProps) {
  const { locale } = useFormat();
  return (
    <NumberInput
      {...common}
      hideControls
      decimalSeparator={decimalOf(locale)}
      allowedDecimalSeparators={['.', ',']}
      // What is no number, left over from another kind, is shown as it is.
      value={typeof value === 'number' || typeof value === 'string' ? value : ''}
      onChange={(typed) => onChange(typeof typed === 'number' ? typed : typed || null)}
    />
  );
}

function SwitchField({ field, value, onChange, error, readOnly }: FieldInputProps) {
  const { t } = useTranslation('fields');
  const id = useId();
  return (
    <Input.Wrapper id={id} {...wrapperOf(field)} error={error}>
      <Group gap="xs" h={36}>
        <Switch
          id={id}
          aria-label={field.label}
          disabled={readOnly}
          checked={value === true}
          label={value === true ? t('input.yes') : value === false ? t('input.no') : t('input.unset')}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        {value !== null && !readOnly && (
          <CloseButton size="sm" aria-label={t('input.clear', { name: field.label })} onClick={() => onChange(null)} />
        )}
      </Group>
    </Input.Wrapper>
  );
}

function ChoiceField({ field, value, onChange, common }: FieldInputProps & CommonProps) {
  const { t } = useTranslation('fields');
  const own = textOf(value);
  // A choice that was taken away stays on the contacts that have it.
  const choices = own && !field.choices.includes(own) ? [own, ...field.choices] : field.choices;
  return (
    <Select
      {...common}
      searchable={field.choices.length > 8}
      clearable={!common.readOnly}
      placeholder={t('input.pick')}
      data={choices}
      value={own || null}
      onChange={onChange}
    />
  );
}

/** The description stands below, so that inputs side by side are level. */
function wrapperOf({ label, description }: FieldInputProps['field']) {
  const inputWrapperOrder: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error'];
  return { label, description: description || undefined, inputWrapperOrder };
}

function textOf(value: FieldValue): string {
  if (value === null) return '';
  return Array.isArray(value) ? value.join('; ') : String(value);
}

function decimalOf(locale: string): string {
  return new Intl.NumberFormat(locale).formatToParts(1.5).find(({ type }) => type === 'decimal')?.value ?? '.';
}
