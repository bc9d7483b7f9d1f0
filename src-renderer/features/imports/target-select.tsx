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
  /** Custom fields with their names, those that will be made included. */
  custom: { target: string; label: string }[];
  /** @param label of a field that is made by this choice */
  onChange(target: string | null, label?: string): void;
}

const NOWHERE = '';
const NEW = 'new:';

/** Where one column goes: a field of contacts, a custom field (typing makes a new one), or nowhere. */
export function TargetSelect({ column, value, taken, custom, onChange }: TargetSelectProps) {
  const { t } = useTranslation('imports');
  const [typed, setTyped] = useState('');
  const labels = new Map(custom.map(({ target, label }) => [target, label]));
  const label = (target: string) =>
    labels.get(target) ?? attributeOf(target) ?? t(`target.${target as (typeof BUILT_IN_TARGETS)[number]}`);
  const option = (target: string) => ({ value: target, label: label(target), disabled: taken.includes(target) });
  const keys = new Set(custom.map(({ target }) => attributeOf(target) ?? ''));
  const name = typed.trim();
  const isKnown = [...labels.values()].some((one) => one.toLowerCase() === name.toLowerCase());
  const made = isKnown || name === label(value ?? NOWHERE) ? null : customTarget(name, keys);
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
        ...(custom.length > 0
          ? [{ group: t('columns.custom'), items: custom.map(({ target }) => option(target)) }]
          : []),
        ...(made ? [{ value: NEW + made, label: t('columns.new_field', { name }) }] : []),
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
        else if (target.startsWith(NEW)) onChange(target.slice(NEW.length), name);
        else onChange(target);
      }}
    />
  );
}
