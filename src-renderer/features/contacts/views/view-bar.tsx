import { Button, Group, Menu, Text } from '@mantine/core';
import { IconChevronDown, IconDeviceFloppy, IconPencil, IconStar, IconTrash, IconUsers } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { confirm } from '#renderer/ui/confirm.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import type { ContactView } from '#shared/contract/contact-view.contract.ts';
import { type ContactFilter, EVERYBODY, isFiltered, NO_FILTER, questionOf } from '../contact-filter.ts';
import { ColumnChooser } from './column-chooser.tsx';
import { addressOf, type Views } from './use-views.ts';
import { ViewDialog } from './view-dialog.tsx';

interface ViewBarProps {
  views: Views;
  filter: ContactFilter;
  onChange(patch: Partial<ContactFilter>): void;
}

/** Which view is looked at, what can be done with it, and its columns. */
export function ViewBar({ views, filter, onChange }: ViewBarProps) {
  const { t } = useTranslation('contacts');
  const { current, changed, columns, all } = views;
  const [dialog, setDialog] = useState<'new' | 'edit' | null>(null);
  const shown = { filter: questionOf(filter), columns, sort: filter.sort };
  const save = useMutation(
    api.contactViews.update.mutationOptions({
      onSuccess(view) {
        toast.done(t('views.saved', { name: view.name }));
        onChange({ columns: undefined });
      },
      onError: toast.failed,
    }),
  );
  return (
    <Group gap="xs" mb="sm" justify="space-between">
      <Group gap="xs">
        <ViewMenu all={all} current={current} onChange={onChange} onEdit={() => setDialog('edit')} />
        {current && changed && (
          <Text size="sm" c="dimmed">
            {t('views.changed')}
          </Text>
        )}
        {current?.own && changed && (
          <Button
            size="xs"
            variant="light"
            leftSection={<IconDeviceFloppy size={16} aria-hidden />}
            loading={save.isPending}
            onClick={() => save.mutate({ id: current.id, revision: current.revision, ...shown })}
          >
            {t('views.save')}
          </Button>
        )}
        {(changed || (!current && (isFiltered(filter) || filter.columns || filter.sort !== 'newest'))) && (
          <Button size="xs" variant="subtle" color="gray" onClick={() => setDialog('new')}>
            {t('views.save_as')}
          </Button>
        )}
      </Group>
      <ColumnChooser columns={columns} onChange={(next) => onChange({ columns: next })} />
      <ViewDialog
        mode={dialog}
        view={current}
        shown={shown}
        onClose={() => setDialog(null)}
        onSaved={(view) => onChange(addressOf(view))}
      />
    </Group>
  );
}

interface ViewMenuProps {
  all: ContactView[];
  current: ContactView | undefined;
  onChange(patch: Partial<ContactFilter>): void;
  onEdit(): void;
}

function ViewMenu({ all, current, onChange, onEdit }: ViewMenuProps) {
  const { t } = useTranslation(['contacts', 'common']);
  const setDefault = useMutation(
    api.contactViews.setDefault.mutationOptions({
      onSuccess: () => toast.done(t('views.default_set')),
      onError: toast.failed,
    }),
  );
  const remove = useMutation(
    api.contactViews.delete.mutationOptions({
      onSuccess: () => onChange({ ...NO_FILTER, sort: 'newest', view: EVERYBODY, columns: undefined }),
      onError: toast.failed,
    }),
  );
  const askToRemove = (view: ContactView) =>
    confirm({
      title: t('views.delete_title', { name: view.name }),
      body: view.shared ? t('views.delete_shared') : t('views.delete_own'),
      action: t('common:delete'),
      danger: true,
      onConfirm: () => remove.mutate({ id: view.id }),
    });
  const own = all.filter((view) => view.own);
  const others = all.filter((view) => !view.own);
  const item = (view: ContactView) => (
    <Menu.Item
      key={view.id}
      fw={view.id === current?.id ? 600 : undefined}
      leftSection={view.is_default ? <IconStar size={16} aria-hidden /> : undefined}
      rightSection={view.shared ? <IconUsers size={14} aria-label={t('views.shared')} /> : undefined}
      onClick={() => onChange(addressOf(view))}
    >
      {view.name}
    </Menu.Item>
  );
  return (
    <Menu width={280} position="bottom-start">
      <Menu.Target>
        <Button
          variant="default"
          size="xs"
          rightSection={<IconChevronDown size={14} aria-hidden />}
          aria-label={t('views.choose', { name: current?.name ?? t('views.everybody') })}
        >
          {current?.name ?? t('views.everybody')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          fw={current ? undefined : 600}
          onClick={() => onChange({ ...NO_FILTER, sort: 'newest', view: EVERYBODY, columns: undefined })}
        >
          {t('views.everybody')}
        </Menu.Item>
        {own.length > 0 && <Menu.Label>{t('views.own')}</Menu.Label>}
        {own.map(item)}
        {others.length > 0 && <Menu.Label>{t('views.of_others')}</Menu.Label>}
        {others.map(item)}
        {current && (
          <>
            <Menu.Divider />
            <Menu.Item
              leftSection={<IconStar size={16} aria-hidden />}
              onClick={() => setDefault.mutate({ id: current.is_default ? null : current.id })}
            >
              {current.is_default ? t('views.drop_default') : t('views.make_default')}
            </Menu.Item>
            {current.own && (
              <>
                <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={onEdit}>
                  {t('views.edit')}
                </Menu.Item>
                <Menu.Item
                  color="red"
                  leftSection={<IconTrash size={16} aria-hidden />}
                  onClick={() => askToRemove(current)}
                >
                  {t('views.delete')}
                </Menu.Item>
              </>
            )}
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
