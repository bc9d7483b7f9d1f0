import { Stack, Title } from '@mantine/core';
import { IconMailCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingRows } from '#renderer/ui/loading.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Screen } from '#renderer/ui/screen.tsx';
import { UnknownBox } from '../report/unknown-box.tsx';
import { FailureCard } from './failure-card.tsx';

/** What failed in any campaign, by cause; the one that is open lies in the address. */
export default function FailuresScreen() {
  const { t } = useTranslation('failures');
  const [query, setQuery] = useSearchParams();
  const { data, error, refetch } = useQuery(api.failures.groups.queryOptions());
  const open = query.get('cause');
  const nothing = data?.groups.length === 0 && data.in_doubt.length === 0;
  return (
    <Screen>
      <PageHeader title={t('title')} description={t('text')} />
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <LoadingRows rows={4} />}
      {nothing && <EmptyState icon={IconMailCheck} sentence={t('empty')} />}
      <Stack gap="sm">
        {data?.groups.map((group) => (
          <FailureCard
            key={group.cause}
            group={group}
            opened={group.cause === open}
            onToggle={() => setQuery(group.cause === open ? {} : { cause: group.cause }, { replace: true })}
          />
        ))}
      </Stack>
      {data && data.in_doubt.length > 0 && (
        <Stack component="section" gap="sm" mt="xl">
          <Title order={2}>{t('in_doubt')}</Title>
          {data.in_doubt.map(({ id, name, count }) => (
            <UnknownBox key={id} id={id} count={count} name={name} />
          ))}
        </Stack>
      )}
    </Screen>
  );
}
