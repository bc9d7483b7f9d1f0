import { Anchor, Paper, Stack, Table, VisuallyHidden } from '@mantine/core';
import { IconActivity } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingRows } from '#renderer/ui/loading.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { EventName } from '#shared/contract/event.contract.ts';
import { quoteText } from '#shared/domain/segment/quote-text.ts';
import { SectionHead } from '../section-head.tsx';
import { EventHowTo } from './event-how-to.tsx';

/** What has been told of contacts, how often, and how to tell it. */
export function EventsSection() {
  const { t } = useTranslation('fields');
  const { data, error, refetch } = useQuery(api.events.names.queryOptions());
  return (
    <section>
      <SectionHead title={t('events.title')} text={t('events.text')} />
      {error && !data ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !data ? (
        <LoadingRows rows={4} />
      ) : (
        <Stack gap="xl">
          <Paper withBorder radius="md">
            {data.length === 0 ? (
              <EmptyState icon={IconActivity} sentence={t('events.none')} />
            ) : (
              <EventTable names={data} />
            )}
          </Paper>
          <EventHowTo />
        </Stack>
      )}
    </section>
  );
}

function EventTable({ names }: { names: EventName[] }) {
  const { t } = useTranslation('fields');
  const format = useFormat();
  return (
    <Table aria-label={t('events.title')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('events.name')}</Table.Th>
          <Table.Th w={140} ta="end">
            {t('events.count')}
          </Table.Th>
          <Table.Th w={180} ta="end">
            {t('events.last')}
          </Table.Th>
          <Table.Th w={120}>
            <VisuallyHidden>{t('events.who')}</VisuallyHidden>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {names.map(({ name, events, last_at }) => (
          <Table.Tr key={name}>
            <Table.Td fw={500}>{name}</Table.Td>
            <Table.Td ta="end" className="numbers">
              {format.number(events)}
            </Table.Td>
            <Table.Td ta="end">{last_at ? format.instant(last_at) : '-'}</Table.Td>
            <Table.Td ta="end">
              <Anchor component={Link} size="sm" href={contactsWho(name)} aria-label={t('events.who_of', { name })}>
                {t('events.who')}
              </Anchor>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function contactsWho(name: string): string {
  return `/contacts?${new URLSearchParams({ rule: `count(event = ${quoteText(name)}) >= 1` })}`;
}
