import { Group, NumberInput, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { SPAN_UNITS, type Span } from '#shared/domain/workflow/workflow-graph.ts';

interface SpanFieldsProps {
  value: Span;
  error?: string;
  onChange(value: Span): void;
}

export function SpanFields({ value: { amount, unit }, error, onChange }: SpanFieldsProps) {
  const { t } = useTranslation('workflow');
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <NumberInput
        label={t('field.amount')}
        min={0}
        w={110}
        value={amount}
        error={error}
        allowDecimal={false}
        onChange={(next) => onChange({ amount: Number(next) || 0, unit })}
      />
      <Select
        label={t('field.unit')}
        flex={1}
        value={unit}
        onChange={(next) => next && onChange({ amount, unit: next as Span['unit'] })}
        data={SPAN_UNITS.map((one) => ({ value: one, label: t(`unit.${one}`) }))}
      />
    </Group>
  );
}
