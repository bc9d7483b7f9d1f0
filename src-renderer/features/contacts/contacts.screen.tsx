import { ActionIcon, Button, Menu, Text } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import {
  IconAddressBook,
  IconDots,
  IconDownload,
  IconFileImport,
  IconFiles,
  IconHistory,
  IconPlus,
  IconSearchOff,
  IconTrash,
  IconUsersGroup,
  IconZzz,
} from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { useRowWindow } from '#renderer/data/use-row-window.ts';
import { ExportDialog } from '#renderer/pickers/export-dialog.tsx';
import { type Column, DataTable } from '#renderer/ui/data-table.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Screen } from '#renderer/ui/screen.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { ContactTarget } from '#shared/contract/bulk-edit.contract.ts';
import type { ContactRow } from '#shared/contract/contact.contract.ts';
import { AddContact } from './add-contact.tsx';
import { BulkHistory } from './bulk/bulk-history.tsx';
import { BulkProgress } from './bulk/bulk-progress.tsx';
import { isFiltered, questionOf, type Sort } from './contact-filter.ts';
import { ContactFilters } from './contact-filters.tsx';
import classes from './contacts.module.css';
import { SelectionBar } from './selection-bar.tsx';
import { useContactColumns } from './use-contact-columns.tsx';
import { useContactFilter } from './use-contact-filter.ts';
import { useSelection } from './use-selection.ts';
import { useViews } from './views/use-views.ts';
import { ViewBar } from './views/view-bar.tsx';

const NEW = '/contacts/new';

export default function ContactsScreen() {
  const { t } = useTranslation('contacts');
  const format = useFormat();
  const may = useMay();
  const [path, navigate] = useLocation();
  const [adds, setAdds] = useState(path === NEW);
  const { filter, change } = useContactFilter();
  const search = useRef<HTMLInputElement>(null);
  const grid = useRef<HTMLTableElement>(null);
  const page = (offset: number, limit: number) =>
    api.contacts.list.queryOptions({ input: { ...questionOf(filter), sort: filter.sort, offset, limit } });
  const rows = useRowWindow<ContactRow>(page);
  const selection = useSelection(questionOf(filter), rows.total ?? 0, useRowKeys(page));
  const [history, setHistory] = useState(false);
  const [exported, setExported] = useState<ContactTarget | null>(null);
  const sortBy = useRef(change);
  sortBy.current = change;
  const views = useViews(filter, change);
  const columns = useContactColumns(
    views.columns,
    filter.sort,
    useCallback((sort: Sort) => sortBy.current({ sort }), []),
  );
  useHotkeys([['/', () => search.current?.focus()]]);
  const closeAdd = () => {
    setAdds(false);
    if (path === NEW) navigate('/contacts', { replace: true });
  };
  const filtered = isFiltered(filter);
  const { selected, everybody, count, onToggle, pickAll, clear } = selection;
  const picks = {
    selected,
    onToggle,
    whole: {
      picked: everybody && selected.size === 0 ? 'all' : count > 0 ? 'some' : 'none',
      label: t('selection.everybody'),
      onToggle: everybody ? clear : pickAll,
    } as const,
  };

  return (
    <Screen fill>
      <PageHeader
        title={t('title')}
        aside={
          rows.total !== undefined && (
            <Text c="dimmed" className="numbers">
              {format.number(rows.total)}
            </Text>
          )
        }
        actions={
          <>
            {may('contact.import') && (
              <Button
                component={Link}
                href="/imports/new"
                variant="default"
                leftSection={<IconFileImport size={18} aria-hidden />}
              >
                {t('import')}
              </Button>
            )}
            <MoreMenu
              onHistory={() => setHistory(true)}
              onExport={() => setExported({ kind: 'matching', filter: questionOf(filter) })}
            />
            {may('contact.write') && (
              <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setAdds(true)}>
                {t('add_contact')}
              </Button>
            )}
          </>
        }
      />
      <BulkProgress />
      <ViewBar views={views} filter={filter} onChange={change} />
      <ContactFilters filter={filter} onChange={change} searchRef={search} onLeave={() => grid.current?.focus()} />
      {filter.search && <SearchBehind />}
      <div className={classes.list}>
        <DataTable
          label={t('title')}
          columns={columns}
          source={rows}
          rowKey={({ id }) => id}
          rowHref={({ id }) => `/contacts/${id}`}
          selection={picks}
          gridRef={grid}
          minWidth={leastWidth(columns)}
          empty={filtered ? <NothingFits /> : <NobodyYet onAdd={() => setAdds(true)} />}
        />
        {selection.count > 0 && <SelectionBar selection={selection} total={rows.total ?? 0} onExport={setExported} />}
      </div>
      <ExportDialog
        target={exported}
        count={(selection.count > 0 ? selection.count : rows.total) ?? null}
        columns={views.columns}
        onClose={() => setExported(null)}
      />
      <BulkHistory opened={history} onClose={() => setHistory(false)} />
      <AddContact opened={adds} onClose={closeAdd} listId={filter.list_id} />
    </Screen>
  );
}

/** Says while it is so that a search may miss somebody. */
function SearchBehind() {
  const { t } = useTranslation('contacts');
  const { data } = useQuery({ ...api.contacts.searchState.queryOptions(), refetchInterval: BETWEEN_LOOKS });
  if (!data?.behind) return null;
  return (
    <Text size="sm" c="dimmed" mb="sm" role="status">
      {t('search_behind')}
    </Text>
  );
}

const BETWEEN_LOOKS = 5_000;

/** As wide as the narrowest columns are together: beyond that the table scrolls sideways. */
function leastWidth(columns: Column<ContactRow>[]): number {
  return columns.reduce((sum, { width }) => sum + Number(/(\d+)px/.exec(width ?? '')?.[1] ?? 96), CHECKBOX);
}

const CHECKBOX = 44;

function MoreMenu({ onHistory, onExport }: { onHistory(): void; onExport(): void }) {
  const { t } = useTranslation(['contacts', 'common']);
  const may = useMay();
  const [, navigate] = useLocation();
  return (
    <Menu width={240} position="bottom-end">
      <Menu.Target>
        <ActionIcon size={36} variant="default" aria-label={t('common:more_actions')}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {may('contact.export') && (
          <>
            <Menu.Item leftSection={<IconDownload size={16} aria-hidden />} onClick={onExport}>
              {t('export.all')}
            </Menu.Item>
            <Menu.Item leftSection={<IconFiles size={16} aria-hidden />} onClick={() => navigate('/contacts/exports')}>
              {t('export.files')}
            </Menu.Item>
          </>
        )}
        <Menu.Item
          leftSection={<IconUsersGroup size={16} aria-hidden />}
          onClick={() => navigate('/contacts/duplicates')}
        >
          {t('duplicates.title')}
        </Menu.Item>
        <Menu.Item leftSection={<IconZzz size={16} aria-hidden />} onClick={() => navigate('/contacts/quiet')}>
          {t('quiet.title')}
        </Menu.Item>
        <Menu.Item leftSection={<IconHistory size={16} aria-hidden />} onClick={onHistory}>
          {t('history.open')}
        </Menu.Item>
        <Menu.Item leftSection={<IconTrash size={16} aria-hidden />} onClick={() => navigate('/contacts/bin')}>
          {t('bin.title')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

const PAGE = 100;

/** The keys of rows that were picked as a stretch, of which some may not have been scrolled to. */
function useRowKeys(page: (offset: number, limit: number) => ReturnType<typeof api.contacts.list.queryOptions>) {
  const queries = useQueryClient();
  const latest = useRef(page);
  latest.current = page;
  return useMemo(
    () =>
      async (first: number, count: number): Promise<string[]> => {
        const start = Math.floor(first / PAGE) * PAGE;
        const offsets = Array.from({ length: Math.ceil((first + count - start) / PAGE) }, (_, at) => start + at * PAGE);
        const pages = await Promise.all(offsets.map((offset) => queries.ensureQueryData(latest.current(offset, PAGE))));
        const keys = pages.flatMap(({ items }) => items.map(({ id }) => id));
        return keys.slice(first - start, first - start + count);
      },
    [queries],
  );
}

function NothingFits() {
  const { t } = useTranslation('contacts');
  return (
    <EmptyState
      icon={IconSearchOff}
      sentence={t('nothing_fits')}
      action={
        <Button component={Link} href="/contacts" variant="default">
          {t('show_all')}
        </Button>
      }
    />
  );
}

function NobodyYet({ onAdd }: { onAdd(): void }) {
  const { t } = useTranslation('contacts');
  const may = useMay();
  if (!may('contact.import')) return <EmptyState icon={IconAddressBook} sentence={t('nobody_yet')} />;
  return (
    <EmptyState
      icon={IconAddressBook}
      sentence={t('nobody_yet')}
      action={
        <>
          <Button component={Link} href="/imports/new">
            {t('import_file')}
          </Button>
          <Button variant="subtle" onClick={onAdd}>
            {t('add_contact')}
          </Button>
        </>
      }
    />
  );
}
