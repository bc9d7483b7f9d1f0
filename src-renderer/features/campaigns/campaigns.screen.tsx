import { Button, Group, Select } from '@mantine/core';
import { IconPlus, IconSearchOff, IconSend } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { api, client } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { useCursorRows } from '#renderer/data/use-cursor-rows.ts';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Screen } from '#renderer/ui/screen.tsx';
import { SearchField } from '#renderer/ui/search-field.tsx';
import { CAMPAIGN_STATES } from '#shared/domain/campaign/campaign-state.ts';
import { useCampaignColumns } from './campaign-columns.tsx';
import { type CampaignFilter, useCampaignFilter } from './use-campaign-filter.ts';

export default function CampaignsScreen() {
  const { t } = useTranslation('campaign');
  const [filter, setFilter] = useCampaignFilter();
  const columns = useCampaignColumns();
  const source = useCursorRows(api.campaigns.list.key({ input: filter }), (cursor, signal) =>
    client.campaigns.list({ ...filter, cursor, limit: 50 }, { signal }),
  );
  const nothingAtAll = source.total === 0 && Object.keys(filter).length === 0;
  return (
    <Screen fill>
      <PageHeader title={t('title')} actions={nothingAtAll ? null : <NewCampaignButton />} />
      {!nothingAtAll && <FilterBar filter={filter} onChange={setFilter} />}
      <DataTable
        label={t('title')}
        columns={columns}
        source={source}
        rowKey={({ id }) => id}
        rowHref={({ id }) => `/campaigns/${id}`}
        minWidth={960}
        empty={
          nothingAtAll ? (
            <EmptyState icon={IconSend} sentence={t('list.empty')} action={<NewCampaignButton />} />
          ) : (
            <EmptyState
              icon={IconSearchOff}
              sentence={t('list.none_match')}
              action={
                <Button variant="default" onClick={() => setFilter({ state: undefined, search: undefined })}>
                  {t('list.show_all')}
                </Button>
              }
            />
          )
        }
      />
    </Screen>
  );
}

function NewCampaignButton() {
  const { t } = useTranslation('campaign');
  const may = useMay();
  if (!may('campaign.write')) return null;
  return (
    <Button component={Link} href="/campaigns/new" leftSection={<IconPlus size={18} aria-hidden />}>
      {t('new.title')}
    </Button>
  );
}

function FilterBar({ filter, onChange }: { filter: CampaignFilter; onChange(change: CampaignFilter): void }) {
  const { t } = useTranslation('campaign');
  const common = useTranslation().t;
  return (
    <Group gap="xs" mb="sm">
      <SearchField
        label={t('list.search')}
        value={filter.search ?? ''}
        onSearch={(search) => onChange({ search: search || undefined })}
      />
      <Select
        aria-label={t('list.state')}
        placeholder={t('list.all_states')}
        w={180}
        clearable
        value={filter.state ?? null}
        onChange={(state) => onChange({ state: CAMPAIGN_STATES.find((known) => known === state) })}
        data={CAMPAIGN_STATES.map((state) => ({ value: state, label: common(`campaign_state.${state}`) }))}
      />
    </Group>
  );
}
