import { Button, Stack } from '@mantine/core';
import { IconPlus, IconServer } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingRows } from '#renderer/ui/loading.tsx';
import { SectionHead } from './section-head.tsx';
import { SenderCard } from './sender-card.tsx';
import { SenderDrawer } from './sender-drawer.tsx';
import { SenderTest } from './sender-test.tsx';

/** What is open lies in the address: `?add=1`, `?edit=<id>`, `?test=<id>`. */
export function SendersSection() {
  const { t } = useTranslation('settings');
  const may = useMay();
  const [query, setQuery] = useSearchParams();
  const { data, error, refetch } = useQuery(api.senders.list.queryOptions());
  const writes = may('sender.write');
  const close = () => setQuery({}, { replace: true });
  const open = (what: 'add' | 'edit' | 'test', id: string) => setQuery({ [what]: id });
  const named = (what: string) => data?.find(({ id }) => id === query.get(what));
  const edited = named('edit');
  const tested = named('test');
  const add = writes && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => open('add', '1')}>
      {t('sender.add')}
    </Button>
  );
  return (
    <section>
      <SectionHead title={t('section.senders')} text={t('sender.text')} action={add} />
      {error && !data ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !data ? (
        <LoadingRows rows={3} />
      ) : data.length === 0 ? (
        <EmptyState icon={IconServer} sentence={t('sender.none')} />
      ) : (
        <Stack gap="sm">
          {data.map((sender) => (
            <SenderCard key={sender.id} sender={sender} writes={writes} onOpen={(what) => open(what, sender.id)} />
          ))}
        </Stack>
      )}
      <SenderDrawer opened={writes && (query.has('add') || edited !== undefined)} sender={edited} onClose={close} />
      {tested && <SenderTest sender={tested} onClose={close} />}
    </section>
  );
}
