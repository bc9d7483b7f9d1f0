import { type ComboboxParsedItem, Select } from '@mantine/core';
import { IconArrowRight, IconMinus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportJob } from '#shared/contract/import.contract.ts';
import { EVENT_TARGETS } from '#shared/domain/import/event-mapping.ts';
import { BUILT_IN_TARGETS } from '#shared/domain/import/import-mapping.ts';
import { customTarget, fieldKeyOf } from './import-options.ts';

interface TargetSelectProps {
  /** The column's name, for those who only hear it. */
  column: string;
  value: string | null;
  /** Where other columns go. */
  taken: string[];
  /** Custom fields with their names, those that will be made included. */
  custom: { target: string; label: string }[];
  /** Whether the file tells of contacts or of what they did. */
  kind: ImportJob['kind'];
  /** @param label of a field that is made by this choice */
  onChange(target: string | null, label?: string): void;
}

const BUILT_IN: Record<ImportJob['kind'], readonly string[]> = { contacts: BUILT_IN_TARGETS, events: EVENT_TARGETS };
const NOWHERE = '';
const NEW = 'new:';

/** Where one column goes: a field of contacts, a custom field (typing makes a new one), or nowhere. */
export function TargetSelect({ column, value, taken, custom, kind, onChange }: TargetSelectProps) {
  const { t } = useTranslation('imports');
  const [typed, setTyped] = useState('');
  const labels = new Map(custom.map(({ target, label }) => [target, label]));
  const label = (target: string) => labels.get(target) ?? t(`target.${target as 'email'}`);
  const option = (target: string) => ({ value: target, label: label(target), disabled: taken.includes(target) });
  const keys = new Set(custom.map(({ target }) => fieldKeyOf(target) ?? ''));
  const name = typed.trim();
  const isKnown = [...labels.values()].some((one) => one.toLowerCase() === name.toLowerCase());
  const made = isKnown || name === label(value ?? NOWHERE) ? null : customTarget(name, keys, kind);
  return (
    <Select
      aria-label={t('columns.target_of', { column })}
      searchable
      value={value ?? NOWHERE}
      onSearchChange={setTyped}
      leftSection={value === null ? <IconMinus size={16} aria-hidden /> : <IconArrowRight size={16} aria-hidden />}
      data={[
        { value: NOWHERE, label: t('target.nowhere') },
        { group: t(kind === 'events' ? 'columns.event' : 'columns.fields'), items: BUILT_IN[kind].map(option) },
        ...(custom.length > 0
          ? [
              {
                group: t(kind === 'events' ? 'columns.values' : 'columns.custom'),
                items: custom.map(({ target }) => option(target)),
              },
            ]
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
