import { Button, Group } from '@mantine/core';
import { IconBan, IconDownload, IconSearchOff } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, client } from '#renderer/data/client.ts';
import { useCursorRows } from '#renderer/data/use-cursor-rows.ts';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { FilterMenu } from '#renderer/ui/filter-menu.tsx';
import { saveFile } from '#renderer/ui/save-file.ts';
import { SearchField } from '#renderer/ui/search-field.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { Suppression } from '#shared/contract/suppression.contract.ts';
import { SUPPRESSION_REASONS } from '#shared/domain/contact-status.ts';
import { RemoveDialog } from './remove-suppression.tsx';
import { useSuppressionColumns } from './suppression-columns.tsx';
import classes from './suppressions.module.css';
import { useOriginName } from './use-origin-name.ts';
import { CHANNELS, type SuppressionFilter, useSuppressionFilter } from './use-suppression-filter.ts';

const NO_FILTER = { search: undefined, reason: undefined, channel: undefined, origin: undefined };

export function SuppressionList() {
  const { t } = useTranslation('suppression');
  const [filter, change] = useSuppressionFilter();
  const [removed, setRemoved] = useState<Suppression | null>(null);
  const columns = useSuppressionColumns(setRemoved);
  const source = useCursorRows(api.suppressions.list.key({ input: filter }), (cursor, signal) =>
    client.suppressions.list({ ...filter, cursor, limit: 100 }, { signal }),
  );
  const isFiltered = Object.keys(filter).length > 0;
  const showAll = (
    <Button variant="default" onClick={() => change(NO_FILTER)}>
      {t('show_all')}
    </Button>
  );
  return (
    <>
      {(isFiltered || source.total !== 0) && <Filters filter={filter} onChange={change} />}
      <div className={classes.table}>
        <DataTable
          label={t('title')}
          columns={columns}
          source={source}
          rowKey={({ id, channel }) => `${channel} ${id}`}
          minWidth={880}
          empty={
            isFiltered ? (
              <EmptyState icon={IconSearchOff} sentence={t('none_match')} action={showAll} />
            ) : (
              <EmptyState icon={IconBan} sentence={t('empty')} />
            )
          }
        />
      </div>
      {removed && <RemoveDialog key={removed.id} suppression={removed} onClose={() => setRemoved(null)} />}
    </>
  );
}

interface FiltersProps {
  filter: SuppressionFilter;
  onChange(patch: Partial<SuppressionFilter>): void;
}

/** Each choice says how many there are of it; the sums are kept by the database. */
function Filters({ filter, onChange }: FiltersProps) {
  const { t } = useTranslation('suppression');
  const format = useFormat();
  const originName = useOriginName();
  const { data: sums = [] } = useQuery(api.suppressions.counts.queryOptions());
  const counted = (name: string, fits: (sum: (typeof sums)[number]) => boolean) => {
    const n = sums.filter(fits).reduce((total, sum) => total + sum.n, 0);
    return `${name} (${format.number(n)})`;
  };
  const channels = CHANNELS.filter((channel) => sums.some((sum) => sum.channel === channel));
  const origins = [...new Set(sums.map(({ origin }) => origin))];
  const download = useMutation(
    api.suppressions.export.mutationOptions({
      onSuccess: (file) => saveFile('suppressions.csv', file),
      onError: toast.failed,
    }),
  );
  return (
    <Group gap="xs" mb="sm">
      <SearchField
        label={t('search')}
        value={filter.search ?? ''}
        onSearch={(search) => onChange({ search: search || undefined })}
        width={280}
      />
      <FilterMenu
        label={t('reason')}
        anything={t('any_reason')}
        value={filter.reason}
        options={SUPPRESSION_REASONS.map((reason) => ({
          value: reason,
          label: counted(t(`reasons.${reason}`), (sum) => sum.reason === reason),
        }))}
        onChange={(reason) => onChange({ reason })}
      />
      <FilterMenu
        label={t('source')}
        anything={t('any_source')}
        value={filter.origin}
        options={origins.map((origin) => ({
          value: origin,
          label: counted(originName(origin), (sum) => sum.origin === origin),
        }))}
        onChange={(origin) => onChange({ origin })}
      />
      {(channels.length > 1 || filter.channel) && (
        <FilterMenu
          label={t('channel')}
          anything={t('any_channel')}
          value={filter.channel}
          options={channels.map((channel) => ({
            value: channel,
            label: counted(t(`channels.${channel}`), (sum) => sum.channel === channel),
          }))}
          onChange={(channel) => onChange({ channel })}
        />
      )}
      <Button
        ml="auto"
        variant="default"
        leftSection={<IconDownload size={18} aria-hidden />}
        loading={download.isPending}
        onClick={() => download.mutate(filter)}
      >
        {t('export')}
      </Button>
    </Group>
  );
}
