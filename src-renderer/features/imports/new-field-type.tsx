import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { NewField } from '#shared/contract/import.contract.ts';
import { FIELD_TYPES, type FieldType } from '#shared/domain/custom-field/custom-field.ts';

/** A field with choices is made in the settings, where the choices are. */
const OFFERED = FIELD_TYPES.filter((type) => type !== 'choice');

/** What a field holds that the import makes. */
export function NewFieldType({ field, onChange }: { field: NewField; onChange(type: FieldType): void }) {
  const { t } = useTranslation(['imports', 'common']);
  return (
    <Select
      size="xs"
      aria-label={t('columns.holds', { name: field.label })}
      allowDeselect={false}
      value={field.type}
      data={[
        {
          group: t('columns.new_group'),
          items: OFFERED.map((type) => ({ value: type, label: t(`columns.type.${type as 'text'}`) })),
        },
      ]}
      onChange={(type) => type && onChange(type as FieldType)}
    />
  );
}
