import { MultiSelect, type MultiSelectProps, Select, type SelectProps } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { useSizedChoice } from '#renderer/ui/use-sized-choice.tsx';

/** One list by name; its subscribers stand beside it. `value` is the list's id. */
export function ListPicker(props: Omit<SelectProps, 'data' | 'renderOption' | 'multiple'>) {
  const { t } = useTranslation('audience');
  return <Select searchable placeholder={t('pick_list')} {...useListChoice()} {...props} />;
}

/** Several lists by name. `value` holds their ids. */
export function ListsPicker(props: Omit<MultiSelectProps, 'data' | 'renderOption'>) {
  const { t } = useTranslation('audience');
  const placeholder = props.value?.length ? undefined : t('pick_lists');
  return <MultiSelect searchable hidePickedOptions placeholder={placeholder} {...useListChoice()} {...props} />;
}

function useListChoice() {
  const { t } = useTranslation('audience');
  const { data } = useQuery(api.lists.list.queryOptions());
  const choice = useSizedChoice(data ?? [], ({ subscribed }) => subscribed);
  return { ...choice, nothingFoundMessage: data?.length === 0 ? t('no_lists') : t('no_list_found') };
}
