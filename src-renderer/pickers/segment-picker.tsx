import { Group, MultiSelect, type MultiSelectProps, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { useFormat } from '#renderer/ui/use-format.tsx';

/** Several segments by name, each with how many it had when it was last counted. `value` holds their ids. */
export function SegmentsPicker(props: Omit<MultiSelectProps, 'data' | 'renderOption'>) {
  const { t } = useTranslation('audience');
  const format = useFormat();
  const { data = [] } = useQuery(api.segments.list.queryOptions());
  const sizes = new Map(data.map(({ id, members }) => [id, members]));
  return (
    <MultiSelect
      searchable
      hidePickedOptions
      placeholder={props.value?.length ? undefined : t('pick_segments')}
      nothingFoundMessage={data.length === 0 ? t('no_segments') : t('no_segment_found')}
      data={data.map(({ id, name }) => ({ value: id, label: name }))}
      renderOption={({ option }) => {
        const size = sizes.get(option.value) ?? null;
        return (
          <Group justify="space-between" gap="sm" wrap="nowrap" w="100%">
            <Text span truncate>
              {option.label}
            </Text>
            {size !== null && (
              <Text span size="sm" c="dimmed" className="numbers">
                {format.number(size)}
              </Text>
            )}
          </Group>
        );
      }}
      {...props}
    />
  );
}
