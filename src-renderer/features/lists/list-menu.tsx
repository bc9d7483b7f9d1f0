import { ActionIcon, Menu } from '@mantine/core';
import {
  IconDots,
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
import { useLocation } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { ExportDialog } from '#renderer/pickers/export-dialog.tsx';
import { confirm } from '#renderer/ui/confirm.tsx';
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
  const [, navigate] = useLocation();
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
      <Menu width={250}>
        <Menu.Target>
          <ActionIcon aria-label={t('actions_of', { name: list.name })}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconUsers size={16} aria-hidden />}
            onClick={() => navigate(`/contacts?list=${list.id}`)}
          >
            {t('show_contacts')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconMailCheck size={16} aria-hidden />}
            onClick={() => navigate(`/lists/${list.id}`)}
          >
            {t('settings')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconForms size={16} aria-hidden />}
            onClick={() => navigate(`/lists/${list.id}?tab=form`)}
          >
            {t('form')}
          </Menu.Item>
          {may('contact.import') && (
            <Menu.Item
              leftSection={<IconFileImport size={16} aria-hidden />}
              onClick={() => navigate(`/imports/new?list=${list.id}`)}
            >
              {t('import_into')}
            </Menu.Item>
          )}
          {may('contact.export') && list.subscribed > 0 && (
            <Menu.Item
              leftSection={<IconDownload size={16} aria-hidden />}
              onClick={() => setExported({ kind: 'matching', filter: subscribed })}
            >
              {t('export')}
            </Menu.Item>
          )}
          {may('list.write') && (
            <>
              <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={onEdit}>
                {t('rename')}
              </Menu.Item>
              <Menu.Divider />
              <Menu.Item color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={askToDelete}>
                {t('delete')}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
