import { NumberInput, Select, Switch, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import type { FieldDate } from '#shared/domain/workflow/workflow-graph.ts';

interface DateFieldsProps {
  value: FieldDate;
  edit(part: Partial<FieldDate>, field?: string): void;
  errorOf(field: string): string | undefined;
}

export function DateFields({ value, edit, errorOf }: DateFieldsProps) {
  const { t } = useTranslation('workflow');
  const { data: fields = [] } = useQuery(api.fields.list.queryOptions({ input: {} }));
  const dates = fields.filter(({ type }) => type === 'date');
  return (
    <>
      <Select
        label={t('field.field')}
        placeholder={dates.length === 0 ? t('field.no_dates') : undefined}
        value={value.field || null}
        error={errorOf('field')}
        onChange={(field) => edit({ field: field ?? '' })}
        data={dates.map(({ key, label }) => ({ value: key, label }))}
      />
      <NumberInput
        label={t('field.offset_days')}
        description={t('field.offset_hint')}
        allowDecimal={false}
        value={value.offset_days}
        error={errorOf('offset_days')}
        onChange={(days) => edit({ offset_days: Number(days) || 0 }, 'offset_days')}
      />
      <TextInput
        type="time"
        label={t('field.at')}
        description={t('field.zone_hint')}
        value={value.at}
        error={errorOf('at')}
        onChange={(event) => edit({ at: event.currentTarget.value }, 'at')}
      />
      <Switch
        label={t('field.yearly')}
        checked={value.yearly}
        onChange={(event) => edit({ yearly: event.currentTarget.checked })}
      />
    </>
  );
}
