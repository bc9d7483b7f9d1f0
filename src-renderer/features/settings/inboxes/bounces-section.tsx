import { Button, Stack } from '@mantine/core';
import { IconMailOff, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingRows } from '#renderer/ui/loading.tsx';
import { SectionHead } from '../section-head.tsx';
import { InboxCard } from './inbox-card.tsx';
import { InboxDrawer } from './inbox-drawer.tsx';
import { SoftLimitForm } from './soft-limit-form.tsx';

/** What is open lies in the address: `?add=1`, `?edit=<id>`. */
export function BouncesSection() {
  const { t } = useTranslation('feedback');
  const may = useMay();
  const [query, setQuery] = useSearchParams();
  const { data, error, refetch } = useQuery(api.inboxes.list.queryOptions());
  const writes = may('sender.write');
  const edited = data?.find(({ id }) => id === query.get('edit'));
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setQuery({ add: '1' })}>
      {t('inbox.add')}
    </Button>
  );
  return (
    <Stack gap="xl">
      <section>
        <SectionHead title={t('inbox.title')} text={t('inbox.text')} action={writes && data?.length !== 0 && add} />
        {error && !data ? (
          <ErrorState error={error} onRetry={refetch} />
        ) : !data ? (
          <LoadingRows rows={2} />
        ) : data.length === 0 ? (
          <EmptyState icon={IconMailOff} sentence={t('inbox.none')} action={writes && add} />
        ) : (
          <Stack gap="sm">
            {data.map((inbox) => (
              <InboxCard key={inbox.id} inbox={inbox} writes={writes} onEdit={() => setQuery({ edit: inbox.id })} />
            ))}
          </Stack>
        )}
      </section>
      <SoftLimitForm />
      <InboxDrawer
        opened={writes && (query.has('add') || edited !== undefined)}
        inbox={edited}
        onClose={() => setQuery({}, { replace: true })}
      />
    </Stack>
  );
}
