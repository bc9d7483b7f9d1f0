import { Button, Checkbox, Group, Paper, Stack, Text } from '@mantine/core';
import { IconUserCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingRows } from '#renderer/ui/loading.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Screen } from '#renderer/ui/screen.tsx';
import { PeopleTable } from './group-card.tsx';
import { MergeDialog } from './merge-dialog.tsx';

/** Others who may be this person. */
export function OfPerson({ id }: { id: string }) {
  const { t } = useTranslation(['contacts', 'audience']);
  const may = useMay();
  const [, navigate] = useLocation();
  const { data, error, refetch } = useQuery(api.duplicates.ofContact.queryOptions({ input: { id } }));
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [merging, setMerging] = useState<string[] | null>(null);
  const picked = (data?.others ?? []).filter(({ contact }) => !left.has(contact.id));
  const toggle = (other: string) =>
    setLeft((was) => {
      const next = new Set(was);
      if (!next.delete(other)) next.add(other);
      return next;
    });
  return (
    <Screen>
      <PageHeader
        back={{ href: `/contacts/${id}`, label: data?.contact.name || t('the_contact') }}
        title={t('duplicates.title')}
        actions={
          may('contact.write') && (
            <Button
              disabled={picked.length === 0}
              onClick={() => setMerging([id, ...picked.map(({ contact }) => contact.id)])}
            >
              {t('duplicates.compare')}
            </Button>
          )
        }
      />
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <LoadingRows />}
      {data && data.others.length === 0 && <EmptyState icon={IconUserCheck} sentence={t('duplicates.none_of_this')} />}
      {data && data.others.length > 0 && (
        <Stack gap="sm">
          <Paper withBorder p="md">
            <PeopleTable contacts={[data.contact]} />
          </Paper>
          {data.others.map(({ rule, contact }) => (
            <Paper key={contact.id} withBorder p="md">
              <Group gap="sm" mb="xs">
                <Checkbox
                  aria-label={t('duplicates.pick', { name: contact.name })}
                  checked={!left.has(contact.id)}
                  onChange={() => toggle(contact.id)}
                />
                <Text fw={500}>{t(`duplicates.same.${rule}`)}</Text>
              </Group>
              <PeopleTable contacts={[contact]} />
            </Paper>
          ))}
        </Stack>
      )}
      <MergeDialog
        contactIds={merging}
        onClose={() => setMerging(null)}
        onMerged={(kept) => navigate(`/contacts/${kept}`)}
      />
    </Screen>
  );
}
