import { type ComboboxParsedItem, Select } from '@mantine/core';
import { IconArrowRight, IconMinus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { attributeOf, BUILT_IN_TARGETS } from '#shared/domain/import/import-mapping.ts';
import { customTarget } from './import-options.ts';

interface TargetSelectProps {
  /** The column's name, for those who only hear it. */
  column: string;
  value: string | null;
  /** Where other columns go. */
  taken: string[];
  custom: string[];
  onChange(target: string | null): void;
}

const NOWHERE = '';
const NEW = 'new:';

/** Where one column goes: a field of contacts, a custom field (typing makes a new one), or nowhere. */
export function TargetSelect({ column, value, taken, custom, onChange }: TargetSelectProps) {
  const { t } = useTranslation('imports');
  const [typed, setTyped] = useState('');
  const label = (target: string) => attributeOf(target) ?? t(`target.${target as (typeof BUILT_IN_TARGETS)[number]}`);
  const option = (target: string) => ({ value: target, label: label(target), disabled: taken.includes(target) });
  const made = customTarget(typed);
  const isNew = made !== null && !custom.includes(made) && typed !== label(value ?? NOWHERE);
  return (
    <Select
      aria-label={t('columns.target_of', { column })}
      searchable
      value={value ?? NOWHERE}
      onSearchChange={setTyped}
      leftSection={value === null ? <IconMinus size={16} aria-hidden /> : <IconArrowRight size={16} aria-hidden />}
      data={[
        { value: NOWHERE, label: t('target.nowhere') },
        { group: t('columns.fields'), items: BUILT_IN_TARGETS.map(option) },
        { group: t('columns.custom'), items: custom.map(option) },
        ...(isNew ? [{ value: NEW + made, label: t('columns.new_field', { name: attributeOf(made) }) }] : []),
      ]}
      filter={({ options, search }) => {
        const wanted = search.trim().toLowerCase();
        const fits = ({ label, value }: { label: string; value: string }) =>
          value.startsWith(NEW) || label.toLowerCase().includes(wanted);
        return options.flatMap<ComboboxParsedItem>((entry) => {
          if (!('group' in entry)) return fits(entry) ? [entry] : [];
          const items = entry.items.filter(fits);
          return items.length > 0 ? [{ ...entry, items }] : [];
        });
      }}
      onChange={(target) => {
        if (target === null || target === NOWHERE) onChange(null);
        else onChange(target.startsWith(NEW) ? target.slice(NEW.length) : target);
      }}
    />
  );
}
