import {
  IconDownload,
  IconFileImport,
  IconForms,
  IconMailCheck,
  IconPencil,
  IconTrash,
  IconUsers,
} from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { ExportDialog } from '#renderer/pickers/export-dialog.tsx';
import { confirm } from '#renderer/ui/confirm.tsx';
import { RowMenu } from '#renderer/ui/row-menu.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import type { ContactTarget } from '#shared/contract/bulk-edit.contract.ts';
import type { RecipientList } from '#shared/contract/contact.contract.ts';
import { DEFAULT_COLUMNS } from '#shared/domain/contact-column.ts';

interface ListMenuProps {
  list: RecipientList;
  onEdit(): void;
}

export function ListMenu({ list, onEdit }: ListMenuProps) {
  const { t } = useTranslation('lists');
  const may = useMay();
  const [exported, setExported] = useState<ContactTarget | null>(null);
  const remove = useMutation(
    api.lists.delete.mutationOptions({
      onSuccess: () => toast.done(t('deleted', { name: list.name })),
      onError: toast.failed,
    }),
  );
  const askToDelete = () =>
    confirm({
      title: t('delete_title', { name: list.name }),
      body: t('delete_body', { count: list.subscribed + list.unconfirmed + list.unsubscribed }),
      action: t('delete'),
      danger: true,
      onConfirm: () => remove.mutate({ id: list.id }),
    });
  const subscribed = { list_id: list.id, list_state: 'subscribed' as const };
  return (
    <>
      <ExportDialog
        target={exported}
        count={list.subscribed}
        columns={DEFAULT_COLUMNS}
        onClose={() => setExported(null)}
      />
      <RowMenu
        label={t('actions_of', { name: list.name })}
        width={250}
        actions={[
          { label: t('show_contacts'), icon: IconUsers, to: `/contacts?list=${list.id}` },
          { label: t('settings'), icon: IconMailCheck, to: `/lists/${list.id}` },
          { label: t('form'), icon: IconForms, to: `/lists/${list.id}?tab=form` },
          may('contact.import') && {
            label: t('import_into'),
            icon: IconFileImport,
            to: `/imports/new?list=${list.id}`,
          },
          may('contact.export') &&
            list.subscribed > 0 && {
              label: t('export'),
              icon: IconDownload,
              to: () => setExported({ kind: 'matching', filter: subscribed }),
            },
          may('list.write') && { label: t('rename'), icon: IconPencil, to: onEdit },
          may('list.write') && { label: t('delete'), icon: IconTrash, to: askToDelete, danger: true },
        ]}
      />
    </>
  );
}
