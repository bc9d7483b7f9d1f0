import { MultiSelect, type MultiSelectProps } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { useSizedChoice } from '#renderer/ui/use-sized-choice.tsx';

/** Several segments by name, each with how many it had when it was last counted. `value` holds their ids. */
export function SegmentsPicker(props: Omit<MultiSelectProps, 'data' | 'renderOption'>) {
  const { t } = useTranslation('audience');
  const { data = [] } = useQuery(api.segments.list.queryOptions());
  return (
    <MultiSelect
      searchable
      hidePickedOptions
      placeholder={props.value?.length ? undefined : t('pick_segments')}
      nothingFoundMessage={data.length === 0 ? t('no_segments') : t('no_segment_found')}
      {...useSizedChoice(data, ({ members }) => members)}
      {...props}
    />
  );
}
