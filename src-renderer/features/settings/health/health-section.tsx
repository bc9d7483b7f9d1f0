import { Button, Stack } from '@mantine/core';
import { IconWorldCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingRows } from '#renderer/ui/loading.tsx';
import { SectionHead } from '../section-head.tsx';
import { DomainCard } from './domain-card.tsx';
import { ProviderTable } from './provider-table.tsx';
import { RateTiles } from './rate-tiles.tsx';

/** Whether mail arrives, and what stands in its way. */
export function HealthSection() {
  const { t } = useTranslation('sending_health');
  const may = useMay();
  const { data, error, refetch } = useQuery(api.sendingHealth.get.queryOptions());
  if (error && !data) return <ErrorState error={error} onRetry={refetch} />;
  if (!data) return <LoadingRows rows={4} />;
  const toSenders = (
    <Button component={Link} href="/settings/senders" variant="default">
      {t('add_sender')}
    </Button>
  );
  return (
    <Stack gap="xl">
      <RateTiles health={data} />
      <section>
        <SectionHead title={t('domains_title')} text={t('domains_text')} />
        {data.domains.length === 0 ? (
          <EmptyState icon={IconWorldCheck} sentence={t('no_domains')} action={toSenders} />
        ) : (
          <Stack gap="sm">
            {data.domains.map((domain) => (
              <DomainCard key={domain.domain} domain={domain} writes={may('sender.write')} />
            ))}
          </Stack>
        )}
      </section>
      <ProviderTable />
    </Stack>
  );
}
