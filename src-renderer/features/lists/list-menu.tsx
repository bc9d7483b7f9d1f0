import { ActionIcon, Menu } from '@mantine/core';
import {
  IconDots,
  IconFileImport,
  IconForms,
  IconMailCheck,
  IconPencil,
  IconTrash,
  IconUsers,
} from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { confirm } from '#renderer/ui/confirm.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import type { RecipientList } from '#shared/contract/contact.contract.ts';

interface ListMenuProps {
  list: RecipientList;
  onEdit(): void;
}

export function ListMenu({ list, onEdit }: ListMenuProps) {
  const { t } = useTranslation('lists');
  const may = useMay();
  const [, navigate] = useLocation();
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
  return (
    <Menu width={220}>
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
        <Menu.Item leftSection={<IconMailCheck size={16} aria-hidden />} onClick={() => navigate(`/lists/${list.id}`)}>
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
  );
}
