import { Button, Drawer, Group, Stack, Text } from '@mantine/core';
import { IconArrowBackUp, IconHistory } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { useBulkWords } from '#renderer/pickers/bulk-words.ts';
import { useFollowed } from '#renderer/pickers/followed-work.store.ts';
import { useReasonWords } from '#renderer/pickers/reason-words.ts';
import { confirm } from '#renderer/ui/confirm.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingRows } from '#renderer/ui/loading.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { BulkEdit } from '#shared/contract/bulk-edit.contract.ts';
import classes from '../contacts.module.css';
import { isUnderWay } from './bulk-progress.tsx';

/** What was changed for many, by whom, what became of it, and the way back. */
export function BulkHistory({ opened, onClose }: { opened: boolean; onClose(): void }) {
  const { t } = useTranslation(['contacts', 'common']);
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size="md"
      title={t('history.title')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      {opened && <Entries />}
    </Drawer>
  );
}

function Entries() {
  const { t } = useTranslation('contacts');
  const { data, error, refetch } = useQuery(api.bulkEdits.list.queryOptions({ input: { limit: 100 } }));
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingRows />;
  if (data.items.length === 0) return <EmptyState icon={IconHistory} sentence={t('history.empty')} />;
  return (
    <ul className={classes.timeline}>
      {data.items.map((edit) => (
        <li key={edit.id} className={classes.change}>
          <Entry edit={edit} />
        </li>
      ))}
    </ul>
  );
}

function Entry({ edit }: { edit: BulkEdit }) {
  const { t } = useTranslation('contacts');
  const format = useFormat();
  const may = useMay();
  const { title, details } = useBulkWords();
  const say = useReasonWords();
  const follow = useFollowed((state) => state.follow);
  const undo = useMutation(
    api.bulkEdits.undo.mutationOptions({ onSuccess: () => follow(edit.id), onError: toast.failed }),
  );
  const ask = () =>
    confirm({
      title: t('history.undo_title', { what: title(edit) }),
      body: t('history.undo_body', { count: edit.changed }),
      action: t('history.undo'),
      onConfirm: () => undo.mutate({ id: edit.id }),
    });
  return (
    <Stack gap={2}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Text fw={500}>{title(edit)}</Text>
        {edit.undoable && may('contact.write') && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconArrowBackUp size={16} aria-hidden />}
            loading={undo.isPending}
            onClick={ask}
          >
            {t('history.undo')}
          </Button>
        )}
      </Group>
      <Text size="sm">
        {edit.state === 'cancelled' && `${t('bulk.cancelled')} `}
        {edit.state === 'failed' && `${t('bulk.failed', { problem: edit.problem ? say(edit.problem) : '' })} `}
        {isUnderWay(edit)
          ? t('bulk.of', { done: format.number(edit.handled), all: format.number(edit.total) })
          : details(edit).join(' ')}
      </Text>
      <Text size="sm" c="dimmed">
        {t('bulk.by', { name: edit.created_by ?? t('bulk.herald'), when: format.instant(edit.created_at, 'minute') })}
      </Text>
    </Stack>
  );
}
