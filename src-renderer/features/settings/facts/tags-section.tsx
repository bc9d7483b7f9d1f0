import { ActionIcon, Anchor, Button, Menu, Paper, Table, VisuallyHidden } from '@mantine/core';
import { IconDots, IconPlus, IconTag } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { confirm } from '#renderer/ui/confirm.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingRows } from '#renderer/ui/loading.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { Tag } from '#shared/contract/tag.contract.ts';
import { SectionHead } from '../section-head.tsx';
import { TagDialog } from './tag-dialog.tsx';

/** All tags, with how many contacts have each. */
export function TagsSection() {
  const { t } = useTranslation('fields');
  const writes = useMay()('contact.write');
  const { data, error, refetch } = useQuery(api.tags.list.queryOptions());
  const [named, setNamed] = useState<Tag | 'new' | null>(null);
  const add = writes && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setNamed('new')}>
      {t('tags.add')}
    </Button>
  );
  return (
    <section>
      <SectionHead title={t('tags.title')} text={t('tags.text')} action={data?.length !== 0 && add} />
      {error && !data ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !data ? (
        <LoadingRows rows={4} />
      ) : (
        <Paper withBorder radius="md">
          {data.length === 0 ? (
            <EmptyState icon={IconTag} sentence={t('tags.none')} action={add} />
          ) : (
            <TagTable tags={data} writes={writes} onRename={setNamed} />
          )}
        </Paper>
      )}
      {named && <TagDialog tag={named === 'new' ? undefined : named} onClose={() => setNamed(null)} />}
    </section>
  );
}

interface TagTableProps {
  tags: Tag[];
  writes: boolean;
  onRename(tag: Tag): void;
}

function TagTable({ tags, writes, onRename }: TagTableProps) {
  const { t } = useTranslation('fields');
  return (
    <Table aria-label={t('tags.title')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('tags.name')}</Table.Th>
          <Table.Th w={140} ta="end">
            {t('tags.contacts')}
          </Table.Th>
          <Table.Th w={140} ta="end">
            {t('tags.created')}
          </Table.Th>
          {writes && (
            <Table.Th w={52}>
              <VisuallyHidden>{t('column.actions')}</VisuallyHidden>
            </Table.Th>
          )}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {tags.map((tag) => (
          <TagRow key={tag.id} tag={tag} writes={writes} onRename={() => onRename(tag)} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function TagRow({ tag, writes, onRename }: { tag: Tag; writes: boolean; onRename(): void }) {
  const { t } = useTranslation('fields');
  const format = useFormat();
  const remove = useMutation(
    api.tags.delete.mutationOptions({
      onSuccess: () => toast.done(t('tags.deleted', { name: tag.name })),
      onError: toast.failed,
    }),
  );
  const askToDelete = () =>
    confirm({
      title: t('tags.delete_title', { name: tag.name }),
      body: t('tags.delete_body', { count: tag.contacts }),
      action: t('delete'),
      danger: true,
      onConfirm: () => remove.mutate({ id: tag.id }),
    });
  return (
    <Table.Tr>
      <Table.Td fw={500}>{tag.name}</Table.Td>
      <Table.Td ta="end">
        <Anchor component={Link} size="sm" href={`/contacts?tag=${tag.id}`} className="numbers">
          {format.number(tag.contacts)}
        </Anchor>
      </Table.Td>
      <Table.Td ta="end">{format.instant(tag.created_at, 'date')}</Table.Td>
      {writes && (
        <Table.Td>
          <Menu>
            <Menu.Target>
              <ActionIcon aria-label={t('more', { name: tag.name })}>
                <IconDots size={18} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={onRename}>{t('tags.rename')}</Menu.Item>
              <Menu.Item color="red" onClick={askToDelete}>
                {t('delete')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </Table.Td>
      )}
    </Table.Tr>
  );
}
