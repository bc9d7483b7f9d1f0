import { Button, Paper, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, client } from '#renderer/data/client.ts';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingRows } from '#renderer/ui/loading.tsx';
import classes from './contacts.module.css';
import { TimelineEntry } from './timeline-entry.tsx';

const PAGE = 20;

/** Everything that happened to a contact, newest first. */
export function ContactTimeline({ id }: { id: string }) {
  const { t } = useTranslation('contacts');
  const timeline = useInfiniteQuery({
    queryKey: [...api.contacts.timeline.key({ input: { id } }), 'pages'],
    queryFn: ({ pageParam, signal }) => client.contacts.timeline({ id, cursor: pageParam, limit: PAGE }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
  });
  const entries = timeline.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Paper withBorder p="lg" component="section" aria-label={t('timeline_title')}>
      <Title order={2} mb="md">
        {t('timeline_title')}
      </Title>
      {timeline.isPending && <LoadingRows rows={5} />}
      {timeline.isError && !timeline.data && (
        <ErrorState error={timeline.error} onRetry={() => void timeline.refetch()} />
      )}
      {timeline.data && entries.length === 0 && <Text c="dimmed">{t('timeline_empty')}</Text>}
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
          {t('timeline_more')}
        </Button>
      )}
    </Paper>
  );
}
