import { Anchor, Button, Modal, ScrollArea, Skeleton, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { api, client } from '#renderer/data/client.ts';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import type { PreflightFinding } from '#shared/contract/preflight.contract.ts';
import { useFindingWords } from './use-finding-words.ts';

const PAGE = 100;

interface ConcernedDialogProps {
  id: string;
  finding: PreflightFinding | null;
  onClose(): void;
}

/** The people behind a number. */
export function ConcernedDialog({ id, finding, onClose }: ConcernedDialogProps) {
  const { t } = useTranslation(['preflight', 'common']);
  const say = useFindingWords();
  return (
    <Modal
      opened={finding !== null}
      onClose={onClose}
      title={t('concerned')}
      size="md"
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      {finding && (
        <Stack gap="sm">
          <Text size="sm">{say(finding)}</Text>
          <People id={id} finding={finding.key} all={finding.count ?? 0} />
        </Stack>
      )}
    </Modal>
  );
}

function People({ id, finding, all }: { id: string; finding: string; all: number }) {
  const { t } = useTranslation('preflight');
  const input = { id, finding, limit: PAGE };
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: [...api.preflight.contacts.key({ input }), 'pages'],
    queryFn: ({ pageParam, signal }) => client.preflight.contacts({ ...input, cursor: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
  });
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height={160} />;
  const items = data.pages.flatMap(({ items: some }) => some);
  return (
    <>
      {items.length < all && (
        <Text size="sm" c="dimmed">
          {items.length === 0 ? t('nobody') : t('first_ones', { count: items.length })}
        </Text>
      )}
      <ScrollArea.Autosize mah={320} type="auto" tabIndex={0}>
        <Stack component="ul" gap={6} m={0} p={0} style={{ listStyle: 'none' }}>
          {items.map(({ id: contact, name, email }) => (
            <Text component="li" size="sm" key={contact} truncate>
              <Anchor component={Link} href={`/contacts/${contact}`}>
                {name || email || contact}
              </Anchor>
              {name && email && (
                <Text span c="dimmed">
                  {' '}
                  {email}
                </Text>
              )}
            </Text>
          ))}
        </Stack>
        {hasNextPage && (
          <Button
            size="compact-sm"
            variant="default"
            mt="xs"
            loading={isFetchingNextPage}
            onClick={() => void fetchNextPage()}
          >
            {t('show_more')}
          </Button>
        )}
      </ScrollArea.Autosize>
    </>
  );
}
