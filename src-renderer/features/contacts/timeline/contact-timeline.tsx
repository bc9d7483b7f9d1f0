import { Button, Group, Paper, Select, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, client } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingRows } from '#renderer/ui/loading.tsx';
import { TIMELINE_KINDS, type TimelineKind } from '#shared/domain/timeline-kind.ts';
import { NoteComposer } from './note-composer.tsx';
import classes from './timeline.module.css';
import { TimelineEntry } from './timeline-entry.tsx';

const PAGE = 20;
const EVERYTHING = 'everything';

/** Everything that happened to a contact, newest first, and a place to write notes. */
export function ContactTimeline({ id }: { id: string }) {
  const { t } = useTranslation('timeline');
  const may = useMay();
  const [kind, setKind] = useState<TimelineKind | undefined>();
  const timeline = useInfiniteQuery({
    queryKey: [...api.contacts.timeline.key({ input: { id } }), 'pages', kind],
    queryFn: ({ pageParam, signal }) =>
      client.contacts.timeline({ id, kind, cursor: pageParam, limit: PAGE }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
  });
  const entries = timeline.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Paper withBorder p="lg" component="section" aria-label={t('title')}>
      <Group justify="space-between" mb="md" wrap="nowrap">
        <Title order={2}>{t('title')}</Title>
        <Select
          size="xs"
          w={168}
          aria-label={t('show')}
          value={kind ?? EVERYTHING}
          data={[
            { value: EVERYTHING, label: t('everything') },
            ...TIMELINE_KINDS.map((one) => ({ value: one, label: t(`kind.${one}`) })),
          ]}
          onChange={(value) => setKind(TIMELINE_KINDS.find((one) => one === value))}
        />
      </Group>
      {may('contact.write') && <NoteComposer contactId={id} />}
      {timeline.isPending && <LoadingRows rows={5} />}
      {timeline.isError && !timeline.data && (
        <ErrorState error={timeline.error} onRetry={() => void timeline.refetch()} />
      )}
      {timeline.data && entries.length === 0 && <Text c="dimmed">{kind ? t('empty_kind') : t('empty')}</Text>}
      <ol className={classes.timeline}>
        {entries.map((entry) => (
          <TimelineEntry key={entry.id} entry={entry} />
        ))}
      </ol>
      {timeline.hasNextPage && (
        <Button
          variant="subtle"
          fullWidth
          loading={timeline.isFetchingNextPage}
          onClick={() => void timeline.fetchNextPage()}
        >
          {t('more')}
        </Button>
      )}
    </Paper>
  );
}
