import { Alert, Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingRows } from '#renderer/ui/loading.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import type { Suppression } from '#shared/contract/suppression.contract.ts';
import { nameOf } from './suppression-columns.tsx';

interface RemoveDialogProps {
  suppression: Suppression;
  onClose(): void;
}

/** Says what will happen before an address is taken off, and asks why. */
export function RemoveDialog({ suppression, onClose }: RemoveDialogProps) {
  const { t } = useTranslation(['suppression', 'common', 'audience']);
  const { id, reason, address } = suppression;
  const [why, setWhy] = useState('');
  const effect = useQuery(api.suppressions.effect.queryOptions({ input: { id }, staleTime: 0 }));
  const add = useMutation(
    api.suppressions.add.mutationOptions({ onSuccess: () => toast.done(t('restored')), onError: toast.failed }),
  );
  const remove = useMutation(
    api.suppressions.remove.mutationOptions({
      onSuccess() {
        onClose();
        toast.done(address ? t('removed', { address }) : t('removed_hash'), {
          label: t('undo'),
          onClick: () => add.mutate({ entries: [{ address: address ?? id }], reason }),
        });
      },
      onError: toast.failed,
    }),
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('remove_title', { address: nameOf(suppression) })}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          remove.mutate({ id, why });
        }}
      >
        <Stack gap="md">
          {effect.isPending && <LoadingRows rows={1} />}
          {effect.error && <ErrorState error={effect.error} onRetry={() => void effect.refetch()} />}
          {effect.data && <Text size="md">{effectWords(effect.data)}</Text>}
          {reason !== 'blocked' && (
            <Alert color="amber" icon={<IconAlertTriangle size={18} aria-hidden />}>
              {t(`warn_${reason}`)}
            </Alert>
          )}
          <Textarea
            label={t('why')}
            required
            maxLength={500}
            autosize
            minRows={2}
            data-autofocus
            value={why}
            onChange={(event) => setWhy(event.currentTarget.value)}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common:cancel')}
            </Button>
            <Button
              type="submit"
              color="red"
              loading={remove.isPending}
              disabled={why.trim().length < 3 || !effect.data}
            >
              {t('remove')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );

  function effectWords({ contact, lists, status }: NonNullable<typeof effect.data>): string {
    if (!contact) return t('effect_none');
    const { name } = contact;
    const known = status as 'deliverable' | 'unconfirmed' | 'unsubscribed' | null;
    if (known && known !== 'deliverable') return t('effect_still', { name, status: t(`audience:status.${known}`) });
    if (lists.length === 0) return t('effect_no_list', { name });
    return t('effect_lists', { count: lists.length, name, lists: lists.join(', ') });
  }
}
