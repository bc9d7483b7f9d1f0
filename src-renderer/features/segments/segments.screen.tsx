import { Button, Group } from '@mantine/core';
import { IconFilter, IconPlus, IconSearchOff, IconSitemap } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingRows } from '#renderer/ui/loading.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Screen } from '#renderer/ui/screen.tsx';
import { SearchField } from '#renderer/ui/search-field.tsx';
import type { SegmentRow } from '#shared/contract/segment.contract.ts';
import { SegmentTable } from './segment-table.tsx';

export default function SegmentsScreen() {
  const { t } = useTranslation('segment');
  const may = useMay();
  const [query, setQuery] = useSearchParams();
  const segments = useQuery(api.segments.list.queryOptions());
  const search = query.get('search') ?? '';
  const found = segments.data?.filter((segment) => fits(segment, search)) ?? [];
  const empty = segments.data?.length === 0;
  const create = may('segment.write') && (
    <Button component={Link} href="/segments/new" leftSection={<IconPlus size={18} aria-hidden />}>
      {t('create')}
    </Button>
  );
  return (
    <Screen>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={
          !empty && (
            <>
              <Button
                component={Link}
                href="/segments/map"
                variant="default"
                leftSection={<IconSitemap size={18} aria-hidden />}
              >
                {t('map.title')}
              </Button>
              {create}
            </>
          )
        }
      />
      {segments.isPending && <LoadingRows rows={5} />}
      {segments.error && !segments.data && (
        <ErrorState error={segments.error} onRetry={() => void segments.refetch()} />
      )}
      {empty && <EmptyState icon={IconFilter} sentence={t('none_yet')} action={create} />}
      {segments.data && !empty && (
        <>
          <Group mb="sm">
            <SearchField
              label={t('search')}
              value={search}
              onSearch={(next) => setQuery(next ? { search: next } : {}, { replace: true })}
            />
          </Group>
          {found.length > 0 ? <SegmentTable segments={found} /> : <NothingFits />}
        </>
      )}
    </Screen>
  );
}

function NothingFits() {
  const { t } = useTranslation('segment');
  return (
    <EmptyState
      icon={IconSearchOff}
      sentence={t('none_match')}
      action={
        <Button component={Link} href="/segments" variant="default">
          {t('show_all')}
        </Button>
      }
    />
  );
}

function fits({ name, description, rule }: SegmentRow, search: string): boolean {
  return [name, description, rule].some((text) => text.toLowerCase().includes(search.toLowerCase()));
}
