import { Button, Group, Loader, Paper, Progress, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { useBulkWords } from '#renderer/pickers/bulk-words.ts';
import { toast } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { BulkEdit } from '#shared/contract/bulk-edit.contract.ts';

const SHOWN = 3;
const UNDER_WAY = ['waiting', 'running', 'undo_waiting', 'undoing'];

export function isUnderWay({ state }: Pick<BulkEdit, 'state'>): boolean {
  return UNDER_WAY.includes(state);
}

/** Changes of many that are under way, whoever ordered them. */
export function BulkProgress() {
  const { data } = useQuery(api.bulkEdits.list.queryOptions({ input: { limit: 10 } }));
  const running = (data?.items ?? []).filter(isUnderWay).slice(0, SHOWN);
  if (running.length === 0) return null;
  return (
    <Stack gap="xs" mb="sm">
      {running.map((edit) => (
        <Running key={edit.id} edit={edit} />
      ))}
    </Stack>
  );
}

function Running({ edit }: { edit: BulkEdit }) {
  const { t } = useTranslation(['contacts', 'common']);
  const format = useFormat();
  const may = useMay();
  const { title } = useBulkWords();
  const cancel = useMutation(api.bulkEdits.cancel.mutationOptions({ onError: toast.failed }));
  const undoes = edit.state === 'undoing' || edit.state === 'undo_waiting';
  const done = undoes ? edit.restored + edit.kept : edit.handled;
  const all = undoes ? edit.changed : edit.total;
  const left = undoes ? null : secondsLeft(edit);
  return (
    <Paper withBorder p="sm" role="status" aria-label={title(edit)}>
      <Group gap="md" wrap="nowrap">
        <Loader size="xs" aria-hidden />
        <Text fw={500} truncate>
          {undoes ? t('bulk.undoing', { what: title(edit) }) : title(edit)}
        </Text>
        <Progress value={all > 0 ? (done / all) * 100 : 0} flex={1} miw={80} aria-label={t('bulk.progress')} />
        <Text size="sm" c="dimmed" className="numbers">
          {all > 0 ? t('bulk.of', { done: format.number(done), all: format.number(all) }) : t('bulk.gathering')}
          {left !== null && `, ${t('bulk.left', { time: format.duration(left) })}`}
        </Text>
        {!undoes && may('contact.write') && (
          <Button size="xs" variant="default" loading={cancel.isPending} onClick={() => cancel.mutate({ id: edit.id })}>
            {t('common:cancel')}
          </Button>
        )}
      </Group>
    </Paper>
  );
}

function secondsLeft({ started_at, handled, total }: BulkEdit): number | null {
  if (!started_at || handled === 0) return null;
  const seconds = (Date.now() - Date.parse(started_at)) / 1_000;
  return seconds < 2 ? null : Math.ceil((seconds * (total - handled)) / handled);
}
