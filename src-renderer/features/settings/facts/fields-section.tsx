import { Button, Paper, Stack } from '@mantine/core';
import { IconForms, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingRows } from '#renderer/ui/loading.tsx';
import { SectionHead } from '../section-head.tsx';
import { DeletedFields } from './deleted-fields.tsx';
import { FieldDrawer } from './field-drawer.tsx';
import { FieldTable } from './field-table.tsx';
import { StrayKeys } from './stray-keys.tsx';

/** What is open lies in the address: `?add=1`, `?add=1&key=<key>`, `?edit=<id>`. */
export function FieldsSection() {
  const { t } = useTranslation(['fields', 'settings']);
  const writes = useMay()('field.write');
  const [query, setQuery] = useSearchParams();
  const { data, error, refetch } = useQuery(api.fields.list.queryOptions({ input: {} }));
  const close = () => setQuery({}, { replace: true });
  const edited = data?.find(({ id }) => id === query.get('edit'));
  const add = writes && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setQuery({ add: '1' })}>
      {t('add')}
    </Button>
  );
  return (
    <section>
      <SectionHead title={t('settings:section.fields')} text={t('text')} action={data?.length !== 0 && add} />
      {error && !data ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !data ? (
        <LoadingRows rows={4} />
      ) : (
        <Stack gap="xl">
          {data.length === 0 ? (
            <Paper withBorder radius="md">
              <EmptyState icon={IconForms} sentence={t('none')} action={add} />
            </Paper>
          ) : (
            <FieldTable fields={data} writes={writes} onEdit={(id) => setQuery({ edit: id })} />
          )}
          <StrayKeys fields={data} writes={writes} onAdd={(key) => setQuery({ add: '1', key })} />
          <DeletedFields writes={writes} />
        </Stack>
      )}
      <FieldDrawer
        opened={writes && (query.has('add') || edited !== undefined)}
        field={edited}
        givenKey={query.get('key') ?? undefined}
        onClose={close}
      />
    </section>
  );
}
