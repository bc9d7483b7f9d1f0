import { Stack, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { api, client } from '#renderer/data/client.ts';
import { confirm } from '#renderer/ui/confirm.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import type { SegmentRow } from '#shared/contract/segment.contract.ts';
import { ReferenceList } from './side/reference-list.tsx';

/** A copy with a name of its own, opened for editing. */
export function useDuplicateSegment(): (segment: SegmentRow) => void {
  const { t } = useTranslation('segment');
  const [, navigate] = useLocation();
  const queries = useQueryClient();
  const create = useMutation({
    async mutationFn({ name, description, rule }: SegmentRow) {
      const all = await queries.ensureQueryData(api.segments.list.queryOptions());
      const copy = freeName(t('copy_of', { name }), new Set(all.map((one) => one.name.toLowerCase())));
      return client.segments.create({ name: copy, description, rule });
    },
    onSuccess: ({ id, name }) => {
      toast.done(t('created', { name }));
      navigate(`/segments/${id}`);
    },
    onError: toast.failed,
  });
  return create.mutate;
}

const LONGEST_NAME = 120;

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) {
    const end = number === 1 ? '' : ` ${number}`;
    const name = `${wanted.slice(0, LONGEST_NAME - end.length)}${end}`;
    if (!taken.has(name.toLowerCase())) return name;
  }
}

/** Asks before deleting; what is in use can't be deleted, and what uses it is named with the way there. */
export function useDeleteSegment(onDeleted?: () => void): (segment: SegmentRow) => Promise<void> {
  const { t } = useTranslation(['segment', 'common']);
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: ({ id }: SegmentRow) => client.segments.delete({ id }),
    onSuccess(_done, { name, description, rule, watched }) {
      onDeleted?.();
      toast.done(t('deleted', { name }), {
        label: t('common:undo'),
        onClick: () =>
          void client.segments
            .create({ name, description, rule, watched })
            .then(() => toast.done(t('delete_undone', { name })), toast.failed),
      });
    },
    onError: toast.failed,
  });
  return async (segment) => {
    const { used_by } = await queries.fetchQuery({
      ...api.segments.get.queryOptions({ input: { id: segment.id } }),
      staleTime: 0,
    });
    if (used_by.length > 0) {
      modals.open({
        title: t('in_use.title', { name: segment.name }),
        closeButtonProps: { 'aria-label': t('common:close') },
        children: (
          <Stack gap="sm">
            <Text>{t('in_use.body')}</Text>
            <ReferenceList references={used_by} onFollow={() => modals.closeAll()} />
          </Stack>
        ),
      });
      return;
    }
    confirm({
      title: t('delete_title', { name: segment.name }),
      body: t(segment.watched ? 'delete_body_watched' : 'delete_body'),
      action: t('delete'),
      danger: true,
      onConfirm: () => remove.mutate(segment),
    });
  };
}
