import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ColumnReading, ImportInspection } from '#shared/contract/import.contract.ts';
import type { FieldType } from '#shared/domain/custom-field/custom-field.ts';

interface ReadingSelectProps {
  column: ImportInspection['columns'][number];
  /** What the field holds that the column goes to; undefined for built-in ones. */
  type: FieldType | undefined;
  reading: ColumnReading;
  onChange(reading: ColumnReading): void;
}

const SLASHED = /^\s*\d{1,2}[/-]\d{1,2}[/-]\d{2,4}/;
const SEPARATED = /\d[.,]\d/;

/** How dates and numbers of a column are written, where it matters. Guessed; shown so that it can be put right. */
export function ReadingSelect({ column, type, reading, onChange }: ReadingSelectProps) {
  const { t } = useTranslation('imports');
  if (type === 'date' && (reading.slashes || column.samples.some((sample) => SLASHED.test(sample)))) {
    return (
      <Select
        size="xs"
        aria-label={t('columns.slashes', { column: column.name })}
        placeholder={t('columns.slashes_open')}
        value={reading.slashes ?? null}
        data={[
          { value: 'day_first', label: t('columns.slashes_day') },
          { value: 'month_first', label: t('columns.slashes_month') },
        ]}
        onChange={(slashes) => onChange({ ...reading, slashes: (slashes as ColumnReading['slashes']) ?? undefined })}
      />
    );
  }
  if (type === 'number' && column.samples.some((sample) => SEPARATED.test(sample))) {
    return (
      <Select
        size="xs"
        aria-label={t('columns.decimal', { column: column.name })}
        allowDeselect={false}
        value={reading.decimal ?? '.'}
        data={[
          { value: '.', label: t('columns.decimals.point') },
          { value: ',', label: t('columns.decimals.comma') },
        ]}
        onChange={(decimal) => decimal && onChange({ ...reading, decimal: decimal as '.' | ',' })}
      />
    );
  }
  return null;
}
