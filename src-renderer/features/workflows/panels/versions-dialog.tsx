import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { client } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { toast } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { Workflow } from '#shared/contract/workflow.contract.ts';
import type { WorkflowGraph } from '#shared/domain/workflow/workflow-graph.ts';

/** A version, as the draft is compared with it. */
export interface Compared {
  number: number;
  graph: WorkflowGraph;
}

interface VersionsDialogProps {
  workflow: Workflow;
  opened: boolean;
  onClose(): void;
  onCompare(version: Compared): void;
  /** The draft has become what a version was. */
  onRestored(workflow: Workflow): void;
}

/** What was published and when; each can be compared with the draft or brought back into it. */
export function VersionsDialog({ workflow, opened, onClose, onCompare, onRestored }: VersionsDialogProps) {
  const { t } = useTranslation('workflow');
  const may = useMay();
  const format = useFormat();
  const { id, revision, versions, live_number } = workflow;
  const compare = useMutation({
    mutationFn: async (number: number) => ({ number, graph: await client.workflows.version({ id, number }) }),
    onSuccess(version) {
      onCompare(version);
      onClose();
    },
    onError: toast.failed,
  });
  const restore = useMutation({
    mutationFn: (number: number) => client.workflows.restore({ id, revision, number }),
    onSuccess(restored) {
      onRestored(restored);
      toast.done(t('restored'));
      onClose();
    },
    onError: toast.failed,
  });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('versions.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Stack gap="sm" component="ul" p={0} m={0}>
        {versions.map(({ number, published_at, published_by }) => (
          <Group key={number} component="li" justify="space-between" wrap="nowrap">
            <div>
              <Text fw={500}>
                {t('version', { number, by: published_by ?? 'Herald' })}
                {number === live_number && ` · ${t('versions.now')}`}
              </Text>
              <Text size="sm" c="dimmed">
                {format.instant(published_at, 'full')}
              </Text>
            </div>
            <Group gap="xs" wrap="nowrap">
              <Button
                variant="default"
                size="xs"
                aria-label={t('versions.compare_with', { number })}
                onClick={() => compare.mutate(number)}
              >
                {t('versions.compare')}
              </Button>
              {may('workflow.write') && (
                <Button
                  variant="default"
                  size="xs"
                  loading={restore.isPending && restore.variables === number}
                  aria-label={t('versions.restore_version', { number })}
                  onClick={() => restore.mutate(number)}
                >
                  {t('versions.restore')}
                </Button>
              )}
            </Group>
          </Group>
        ))}
      </Stack>
    </Modal>
  );
}
