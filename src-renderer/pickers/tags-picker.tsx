import { Group, MultiSelect, type MultiSelectProps, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { useFormat } from '#renderer/ui/use-format.tsx';

/** Several tags by name; how many contacts have each stands beside it. `value` holds their ids. */
export function TagsPicker(props: Omit<MultiSelectProps, 'data' | 'renderOption'>) {
  const { t } = useTranslation('fields');
  const placeholder = props.value?.length ? undefined : t('tags.pick');
  return <MultiSelect searchable hidePickedOptions placeholder={placeholder} {...useTagChoice()} {...props} />;
}

function useTagChoice() {
  const { t } = useTranslation('fields');
  const format = useFormat();
  const { data = [] } = useQuery(api.tags.list.queryOptions());
  const sizes = new Map(data.map(({ id, contacts }) => [id, contacts]));
  return {
    data: data.map(({ id, name }) => ({ value: id, label: name })),
    nothingFoundMessage: t('tags.none_found'),
    renderOption: ({ option }: { option: { value: string; label: string } }) => (
      <Group justify="space-between" gap="sm" wrap="nowrap" w="100%">
        <Text span truncate>
          {option.label}
        </Text>
        <Text span size="sm" c="dimmed" className="numbers">
          {format.number(sizes.get(option.value) ?? 0)}
        </Text>
      </Group>
    ),
  };
}
