import { Anchor, Button, Stack, Switch, Text } from '@mantine/core';
import { IconLogin2, IconLogout2 } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { api, client } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingRows } from '#renderer/ui/loading.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { Segment, SegmentPassage } from '#shared/contract/segment.contract.ts';
import type { SegmentEditor } from '../editor/use-segment-editor.ts';
import classes from './side.module.css';

interface ChangesPanelProps {
  segment: Segment | null;
  editor: SegmentEditor;
}

/** Whether comings and goings are recorded, and the latest ones. */
export function ChangesPanel({ segment, editor }: ChangesPanelProps) {
  const { t } = useTranslation('segment');
  const may = useMay();
  const { watched } = editor.words;
  return (
    <Stack gap="md" p="md">
      <Switch
        label={t('changes.watch')}
        description={t('changes.watch_hint')}
        checked={watched}
        disabled={!may('segment.write')}
        onChange={(event) => editor.edit({ watched: event.currentTarget.checked })}
      />
      {watched !== (segment?.watched ?? false) && (
        <Text size="sm" c="dimmed" role="status">
          {t('changes.starts_when_saved')}
        </Text>
      )}
      {segment && may('contact.read') && <Passages segment={segment} />}
    </Stack>
  );
}

const PAGE = 30;

function Passages({ segment: { id, watched } }: { segment: Segment }) {
  const { t } = useTranslation('segment');
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: [...api.segments.passages.key({ input: { id } }), 'pages'],
    queryFn: ({ pageParam, signal }) => client.segments.passages({ id, limit: PAGE, cursor: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingRows rows={4} />;
  const passages = data.pages.flatMap(({ items }) => items);
  if (passages.length === 0) {
    return watched ? (
      <Text size="sm" c="dimmed">
        {t('changes.none')}
      </Text>
    ) : null;
  }
  return (
    <>
      <ul className={classes.sample} aria-label={t('changes.label')}>
        {passages.map((passage) => (
          <Passage key={passage.id} passage={passage} />
        ))}
      </ul>
      {hasNextPage && (
        <Button variant="subtle" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('changes.more')}
        </Button>
      )}
    </>
  );
}

function Passage({ passage: { contact_id, name, entered, at } }: { passage: SegmentPassage }) {
  const { t } = useTranslation(['segment', 'audience']);
  const format = useFormat();
  const Sign = entered ? IconLogin2 : IconLogout2;
  return (
    <li className={classes.passage}>
      <Sign size={16} aria-hidden />
      <Text size="sm" truncate>
        <Anchor component={Link} href={`/contacts/${contact_id}`} size="sm">
          {name || t('audience:no_name')}
        </Anchor>{' '}
        {t(entered ? 'changes.entered' : 'changes.left')}
      </Text>
      <Text size="xs" c="dimmed" title={format.instant(at, 'full')}>
        {format.relative(at)}
      </Text>
    </li>
  );
}
