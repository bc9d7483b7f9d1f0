import { Button, Group, Select, Switch } from '@mantine/core';
import { IconPlus, IconTemplate } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'wouter';
import { api, client } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingRows } from '#renderer/ui/loading.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Screen } from '#renderer/ui/screen.tsx';
import { SearchField } from '#renderer/ui/search-field.tsx';
import { TemplateCard } from './template-card.tsx';
import classes from './templates.module.css';

const PAGE = 60;

/** What messages begin from, as they look. */
export default function TemplatesScreen() {
  const { t } = useTranslation('templates');
  const may = useMay();
  const [query, setQuery] = useSearchParams();
  const search = query.get('search') ?? '';
  const folder = query.get('folder') ?? '';
  const deleted = query.get('bin') === '1';
  const input = { limit: PAGE, deleted, ...(search && { search }), ...(folder && { folder }) };
  const page = useInfiniteQuery({
    queryKey: [...api.templates.list.key({ input }), 'pages'],
    queryFn: ({ pageParam, signal }) => client.templates.list({ ...input, cursor: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  const { data: folders = [] } = useQuery(api.templates.folders.queryOptions());
  const set = (name: string, value: string) => {
    if (value) query.set(name, value);
    else query.delete(name);
    setQuery(query, { replace: true });
  };
  const create = may('template.write') && (
    <Button component={Link} href="/templates/new" leftSection={<IconPlus size={18} aria-hidden />}>
      {t('create')}
    </Button>
  );
  const filtered = search !== '' || folder !== '' || deleted;
  const items = page.data?.pages.flatMap(({ items: some }) => some) ?? [];
  const isEmpty = page.data !== undefined && items.length === 0;
  const isNew = isEmpty && !filtered;
  return (
    <Screen>
      <PageHeader title={t('title')} description={t('description')} actions={!isNew && create} />
      <Group mb="md" gap="sm">
        <SearchField label={t('search')} value={search} onSearch={(value) => set('search', value)} />
        {folders.length > 0 && (
          <Select
            aria-label={t('folder')}
            placeholder={t('all_folders')}
            clearable
            data={folders.map(({ name, templates }) => ({ value: name, label: `${name} (${templates})` }))}
            value={folder || null}
            onChange={(value) => set('folder', value ?? '')}
          />
        )}
        <Switch
          ml="auto"
          label={t('bin')}
          checked={deleted}
          onChange={(event) => set('bin', event.currentTarget.checked ? '1' : '')}
        />
      </Group>
      {page.isPending && <LoadingRows rows={5} />}
      {page.error && !page.data && <ErrorState error={page.error} onRetry={() => void page.refetch()} />}
      {isEmpty && (
        <EmptyState
          icon={IconTemplate}
          sentence={t(deleted ? 'bin_empty' : filtered ? 'none_match' : 'none_yet')}
          action={isNew && create}
        />
      )}
      <ul className={classes.gallery}>
        {items.map((template) => (
          <TemplateCard key={template.id} template={template} />
        ))}
      </ul>
      {page.hasNextPage && (
        <Button
          variant="default"
          mt="md"
          mx="auto"
          loading={page.isFetchingNextPage}
          onClick={() => void page.fetchNextPage()}
        >
          {t('show_more')}
        </Button>
      )}
    </Screen>
  );
}
