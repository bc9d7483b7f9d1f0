import { Button, Group, Pill, Select } from '@mantine/core';
import { IconDownload, IconListSearch } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, client } from '#renderer/data/client.ts';
import { useCursorRows } from '#renderer/data/use-cursor-rows.ts';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { saveFile } from '#renderer/ui/save-file.ts';
import { SearchField } from '#renderer/ui/search-field.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import type { Campaign } from '#shared/contract/campaign.contract.ts';
import classes from './campaign-report.module.css';
import { useDeliveryColumns } from './delivery-columns.tsx';
import { SHOWS, useDeliveryFilter } from './use-delivery-filter.ts';

/** Every recipient, what happened and why; found, filtered and taken away as a file. */
export function DeliveriesTab({ campaign: { id, name } }: { campaign: Campaign }) {
  const { t } = useTranslation('campaign');
  const { show, search, change, narrowed, filter } = useDeliveryFilter();
  const columns = useDeliveryColumns();
  const source = useCursorRows(api.campaigns.deliveries.key({ input: { id, ...filter } }), (cursor, signal) =>
    client.campaigns.deliveries({ id, ...filter, cursor, limit: 100 }, { signal }),
  );
  const download = useMutation(
    api.campaigns.exportDeliveries.mutationOptions({
      onSuccess: (file) => saveFile(`${name}.csv`, file),
      onError: toast.failed,
    }),
  );
  return (
    <>
      <Group gap="xs" mb="sm">
        <SearchField label={t('deliveries.search')} value={search} onSearch={(value) => change('search', value)} />
        <Select
          aria-label={t('deliveries.show')}
          placeholder={t('deliveries.all')}
          w={220}
          clearable
          value={show}
          onChange={(value) => change('show', value)}
          data={SHOWS.map((value) => ({ value, label: t(`show.${value}`) }))}
        />
        {narrowed && (
          <Pill withRemoveButton size="lg" onRemove={() => change(narrowed.by, null)}>
            {t(`narrowed.${narrowed.by}`, {
              value: narrowed.by === 'link' ? Number(narrowed.value) + 1 : narrowed.value,
            })}
          </Pill>
        )}
        <Button
          ml="auto"
          variant="default"
          leftSection={<IconDownload size={18} aria-hidden />}
          loading={download.isPending}
          onClick={() => download.mutate({ id, ...filter })}
        >
          {t('deliveries.export')}
        </Button>
      </Group>
      <div className={classes.table}>
        <DataTable
          label={t('tab.deliveries')}
          columns={columns}
          source={source}
          rowKey={(row) => row.id}
          rowHref={(row) => (row.contact_id ? `/contacts/${row.contact_id}` : `/campaigns/${id}?tab=deliveries`)}
          minWidth={960}
          empty={
            <EmptyState
              icon={IconListSearch}
              sentence={t(show || search || narrowed ? 'deliveries.none' : 'deliveries.empty')}
            />
          }
        />
      </div>
    </>
  );
}
