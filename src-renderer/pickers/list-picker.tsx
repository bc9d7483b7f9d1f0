import { Group, MultiSelect, type MultiSelectProps, Select, type SelectProps, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { useFormat } from '#renderer/ui/use-format.tsx';

/** One list by name; its subscribers stand beside it. `value` is the list's id. */
export function ListPicker(props: Omit<SelectProps, 'data' | 'renderOption' | 'multiple'>) {
  const { words, ...choice } = useListChoice();
  return <Select searchable {...choice} placeholder={words.one} {...props} />;
}

/** Several lists by name. `value` holds their ids. */
export function ListsPicker(props: Omit<MultiSelectProps, 'data' | 'renderOption'>) {
  const { words, ...choice } = useListChoice();
  const placeholder = props.value?.length ? undefined : words.many;
  return <MultiSelect searchable hidePickedOptions {...choice} placeholder={placeholder} {...props} />;
}

function useListChoice() {
  const { t } = useTranslation('audience');
  const format = useFormat();
  const { data } = useQuery(api.lists.list.queryOptions());
  const sizes = new Map(data?.map(({ id, subscribed }) => [id, subscribed]));
  return {
    words: { one: t('pick_list'), many: t('pick_lists') },
    data: (data ?? []).map(({ id, name }) => ({ value: id, label: name })),
    nothingFoundMessage: data?.length === 0 ? t('no_lists') : t('no_list_found'),
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
