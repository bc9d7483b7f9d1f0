import { Select, type SelectProps, Text } from '@mantine/core';
import { useMemo } from 'react';
import { zoneName } from './format-instant.ts';
import { useFormat } from './use-format.tsx';

type TimezoneSelectProps = Omit<SelectProps, 'data' | 'searchable'>;

/** Every IANA zone, found by typing a city, with the offset it has now. */
export function TimezoneSelect(props: TimezoneSelectProps) {
  const { locale } = useFormat();
  const data = useMemo(() => zones(props.value), [props.value]);
  return (
    <Select
      {...props}
      data={data}
      searchable
      limit={60}
      maxDropdownHeight={280}
      rightSectionWidth={88}
      rightSectionPointerEvents="none"
      rightSection={
        props.value && (
          <Text size="sm" c="dimmed">
            {zoneName(locale, props.value)}
          </Text>
        )
      }
      filter={({ options, search }) => {
        const wanted = search.trim().toLowerCase().replaceAll(' ', '_');
        return options.filter((option) => 'value' in option && option.value.toLowerCase().includes(wanted));
      }}
      renderOption={({ option }) => (
        <>
          <span style={{ flex: 1 }}>{option.value.replaceAll('_', ' ')}</span>
          <span style={{ color: 'var(--mantine-color-dimmed)' }}>{zoneName(locale, option.value)}</span>
        </>
      )}
    />
  );
}

function zones(chosen: string | null | undefined) {
  const names = new Set(['UTC', ...Intl.supportedValuesOf('timeZone')]);
  if (chosen) names.add(chosen);
  return [...names].map((value) => ({ value, label: value.replaceAll('_', ' ') }));
}
