import { Button, Group, Paper, Table, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { confirm } from '#renderer/ui/confirm.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { Field } from '#shared/contract/field.contract.ts';
import { SectionHead } from '../section-head.tsx';

/** Fields that were deleted and whose values contacts still have. */
export function DeletedFields({ writes }: { writes: boolean }) {
  const { t } = useTranslation('fields');
  const { data: fields = [] } = useQuery(api.fields.list.queryOptions({ input: { state: 'deleted' } }));
  if (fields.length === 0) return null;
  return (
    <div>
      <SectionHead title={t('bin.title')} text={t('bin.text')} />
      <Paper withBorder radius="md">
        <Table aria-label={t('bin.title')}>
          <Table.Tbody>
            {fields.map((field) => (
              <DeletedField key={field.id} field={field} writes={writes} />
            ))}
          </Table.Tbody>
        </Table>
      </Paper>
    </div>
  );
}

function DeletedField({ field, writes }: { field: Field; writes: boolean }) {
  const { t } = useTranslation('fields');
  const format = useFormat();
  const { restore, askToPurge } = useDeletedActions(field);
  const state =
    field.progress === null
      ? t('bin.deleted_at', { at: format.relative(field.deleted_at ?? field.created_at) })
      : t('bin.purging', { percent: format.percent(field.progress, 1) });
  return (
    <Table.Tr>
      <Table.Td>
        <Text fw={500}>{field.label}</Text>
        <Text size="sm" c="dimmed">
          {state}
        </Text>
      </Table.Td>
      <Table.Td>
        {writes && field.progress === null && (
          <Group gap="xs" justify="flex-end">
            <Button variant="default" size="xs" onClick={restore}>
              {t('bin.restore')}
            </Button>
            <Button variant="subtle" color="red" size="xs" onClick={() => void askToPurge()}>
              {t('bin.purge')}
            </Button>
          </Group>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function useDeletedActions({ id, key, label }: Field) {
  const { t } = useTranslation('fields');
  const queries = useQueryClient();
  const onError = toast.failed;
  const restore = useMutation(
    api.fields.restore.mutationOptions({ onSuccess: () => toast.done(t('restored', { name: label })), onError }),
  );
  const purge = useMutation(api.fields.purge.mutationOptions({ onError }));
  return {
    restore: () => restore.mutate({ id }),
    async askToPurge() {
      const usage = await queries.ensureQueryData(api.fields.usage.queryOptions());
      confirm({
        title: t('bin.purge_title', { name: label }),
        body: t('bin.purge_body', { count: usage.find((one) => one.key === key)?.contacts ?? 0 }),
        action: t('bin.purge'),
        danger: true,
        onConfirm: () => purge.mutate({ id }),
      });
    },
  };
}
