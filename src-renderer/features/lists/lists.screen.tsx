import { Button } from '@mantine/core';
import { IconListDetails, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingRows } from '#renderer/ui/loading.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Screen } from '#renderer/ui/screen.tsx';
import type { RecipientList } from '#shared/contract/contact.contract.ts';
import { ListDialog } from './list-dialog.tsx';
import { ListTable } from './list-table.tsx';

/** What is being written: a new list, or one that exists. */
type Edited = 'new' | RecipientList | null;

export default function ListsScreen() {
  const { t } = useTranslation('lists');
  const may = useMay();
  const lists = useQuery(api.lists.list.queryOptions());
  const [edited, setEdited] = useState<Edited>(null);
  const create = may('list.write') && (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setEdited('new')}>
      {t('create')}
    </Button>
  );
  const empty = lists.data?.length === 0;
  return (
    <Screen>
      <PageHeader title={t('title')} description={t('description')} actions={!empty && create} />
      {lists.isPending && <LoadingRows rows={5} />}
      {lists.error && !lists.data && <ErrorState error={lists.error} onRetry={() => void lists.refetch()} />}
      {empty && <EmptyState icon={IconListDetails} sentence={t('none_yet')} action={create} />}
      {lists.data && !empty && <ListTable lists={lists.data} onEdit={setEdited} />}
      {edited && (
        <ListDialog
          key={edited === 'new' ? 'new' : edited.id}
          list={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
        />
      )}
    </Screen>
  );
}
