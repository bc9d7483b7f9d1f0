import { MultiSelect, type MultiSelectProps } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { useSizedChoice } from '#renderer/ui/use-sized-choice.tsx';

/** Several tags by name; how many contacts have each stands beside it. `value` holds their ids. */
export function TagsPicker(props: Omit<MultiSelectProps, 'data' | 'renderOption'>) {
  const { t } = useTranslation('fields');
  const { data = [] } = useQuery(api.tags.list.queryOptions());
  return (
    <MultiSelect
      searchable
      hidePickedOptions
      placeholder={props.value?.length ? undefined : t('tags.pick')}
      nothingFoundMessage={t('tags.none_found')}
      {...useSizedChoice(data, ({ contacts }) => contacts)}
      {...props}
    />
  );
}
