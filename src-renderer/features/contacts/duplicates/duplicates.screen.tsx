import { Alert, Button, Checkbox, Group, Paper, Progress, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconArrowMerge, IconSearch, IconUsersGroup } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import { api, client } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { useReasonWords } from '#renderer/pickers/reason-words.ts';
import { confirm } from '#renderer/ui/confirm.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingRows } from '#renderer/ui/loading.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Screen } from '#renderer/ui/screen.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { DuplicateGroup, DuplicateSearch } from '#shared/contract/duplicate.contract.ts';
import { DUPLICATE_RULES, type DuplicateRule } from '#shared/domain/duplicate-key.ts';
import { GroupCard } from './group-card.tsx';
import { MergeDialog } from './merge-dialog.tsx';
import { OfPerson } from './of-person.tsx';
import { useUndoMerges } from './use-undo-merges.ts';

const PAGE = 25;
const ALL = 'all';

/** Contacts that may be the same person, group by group. */
export default function DuplicatesScreen() {
  const [params] = useSearchParams();
  const contact = params.get('contact');
  return contact ? <OfPerson id={contact} /> : <Everybody />;
}

function Everybody() {
  const { t } = useTranslation(['contacts', 'common']);
  const may = useMay();
  const { data: search, error, refetch } = useQuery(api.duplicates.search.queryOptions());
  const find = useMutation(api.duplicates.find.mutationOptions({ onError: toast.failed }));
  const busy = search?.state === 'running' || search?.state === 'waiting';
  return (
    <Screen>
      <PageHeader
        back={{ href: '/contacts', label: t('title') }}
        title={t('duplicates.title')}
        description={t('duplicates.description')}
        actions={
          may('contact.write') && (
            <Button
              leftSection={<IconSearch size={18} aria-hidden />}
              loading={find.isPending}
              disabled={busy}
              onClick={() => find.mutate(undefined)}
            >
              {search?.state === 'never' ? t('duplicates.find') : t('duplicates.find_again')}
            </Button>
          )
        }
      />
      {error && !search && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!search && !error && <LoadingRows />}
      {search && <Search search={search} />}
      {search && !busy && search.state !== 'never' && <Groups search={search} />}
      {search?.state === 'never' && <EmptyState icon={IconUsersGroup} sentence={t('duplicates.never')} />}
    </Screen>
  );
}

function Search({ search }: { search: DuplicateSearch }) {
  const { t } = useTranslation(['contacts', 'common']);
  const format = useFormat();
  const say = useReasonWords();
  const cancel = useMutation(api.duplicates.cancel.mutationOptions({ onError: toast.failed }));
  const { state, fraction, contacts, problem, finished_at } = search;
  if (state === 'failed') return <Alert color="red">{problem && say(problem)}</Alert>;
  if (state === 'running' || state === 'waiting') {
    return (
      <Paper withBorder p="sm" role="status">
        <Group gap="md" wrap="nowrap">
          <Text fw={500}>{t('duplicates.comparing')}</Text>
          <Progress value={fraction * 100} flex={1} aria-label={t('bulk.progress')} />
          <Text size="sm" c="dimmed" className="numbers">
            {format.percent(Math.round(fraction * 100), 100)}
          </Text>
          <Button size="xs" variant="default" onClick={() => cancel.mutate(undefined)}>
            {t('common:cancel')}
          </Button>
        </Group>
      </Paper>
    );
  }
  return (
    finished_at && (
      <Text size="sm" c="dimmed" mb="sm">
        {t('duplicates.compared', { count: contacts, when: format.instant(finished_at, 'minute') })}
      </Text>
    )
  );
}

function Groups({ search }: { search: DuplicateSearch }) {
  const { t } = useTranslation(['contacts', 'common']);
  const format = useFormat();
  const may = useMay();
  const [params, setParams] = useSearchParams();
  const rule = DUPLICATE_RULES.find((one) => one === params.get('rule'));
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [merging, setMerging] = useState<DuplicateGroup | null>(null);
  const undo = useUndoMerges();
  const pages = useInfiniteQuery({
    queryKey: [...api.duplicates.list.key({ input: { rule } }), 'pages'],
    queryFn: ({ pageParam, signal }) => client.duplicates.list({ rule, cursor: pageParam, limit: PAGE }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
  const merge = useMutation(
    api.duplicates.mergeGroups.mutationOptions({
      onSuccess({ merge_ids, merged, left_out }) {
        setPicked(new Set());
        const words = [
          t('duplicates.merged', { count: merged }),
          left_out > 0 && t('duplicates.left', { count: left_out }),
        ];
        toast.done(words.filter(Boolean).join(' '), {
          label: t('common:undo'),
          onClick: () => undo(merge_ids),
        });
      },
      onError: toast.failed,
    }),
  );
  const groups = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  const total = pages.data?.pages.at(-1)?.total ?? 0;
  const everyShown = groups.length > 0 && groups.every(({ id }) => picked.has(id));
  const toggle = (id: string) =>
    setPicked((was) => {
      const next = new Set(was);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  const mergePicked = () =>
    confirm({
      title: t('duplicates.merge_title', { count: picked.size }),
      body: t('duplicates.merge_body'),
      action: t('duplicates.merge_action', { count: picked.size }),
      onConfirm: () => merge.mutate({ group_ids: [...picked].slice(0, 100) }),
    });
  const sum = Object.values(search.open).reduce((all, n) => all + n, 0);
  const label = (value: DuplicateRule | typeof ALL) =>
    `${value === ALL ? t('duplicates.any') : t(`duplicates.rule.${value}`)} (${format.number(value === ALL ? sum : search.open[value])})`;
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <SegmentedControl
          value={rule ?? ALL}
          onChange={(value) => setParams(value === ALL ? {} : { rule: value })}
          data={[ALL, ...DUPLICATE_RULES].map((value) => ({ value, label: label(value as DuplicateRule) }))}
          aria-label={t('duplicates.by')}
        />
        {may('contact.write') && groups.length > 0 && (
          <Group gap="sm">
            <Checkbox
              label={t('duplicates.every_shown')}
              checked={everyShown}
              onChange={() => setPicked(everyShown ? new Set() : new Set(groups.slice(0, 100).map(({ id }) => id)))}
            />
            <Button
              variant="default"
              leftSection={<IconArrowMerge size={18} aria-hidden />}
              disabled={picked.size === 0}
              loading={merge.isPending}
              onClick={mergePicked}
            >
              {t('duplicates.merge_picked', { count: picked.size })}
            </Button>
          </Group>
        )}
      </Group>
      {pages.error && !pages.data && <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />}
      {pages.isPending && <LoadingRows />}
      {pages.data && groups.length === 0 && <EmptyState icon={IconUsersGroup} sentence={t('duplicates.none')} />}
      {groups.map((group) => (
        <GroupCard
          key={group.id}
          group={group}
          picked={picked.has(group.id)}
          onPick={() => toggle(group.id)}
          onMerge={() => setMerging(group)}
        />
      ))}
      {pages.hasNextPage && (
        <Button variant="subtle" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('duplicates.more', { count: Math.max(0, total - groups.length) })}
        </Button>
      )}
      <MergeDialog contactIds={merging?.contacts.map(({ id }) => id) ?? null} onClose={() => setMerging(null)} />
    </Stack>
  );
}
