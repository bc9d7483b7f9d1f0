import { Alert, Button, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, client } from '#renderer/data/client.ts';
import { useNodeWords } from '#renderer/pickers/workflow/use-node-words.ts';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingRows } from '#renderer/ui/loading.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import type { NodeChoice, Workflow } from '#shared/contract/workflow.contract.ts';
import { isTrigger } from '#shared/domain/workflow/workflow-graph.ts';

interface PublishDialogProps {
  workflow: Workflow;
  opened: boolean;
  onClose(): void;
  onPublished(workflow: Workflow): void;
}

/** The last look before people enter it: kept rehearsals, and what becomes of those who are inside. */
export function PublishDialog({ workflow, opened, onClose, onPublished }: PublishDialogProps) {
  const { t } = useTranslation('workflow');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('publish.title', { name: workflow.name })}
      size="lg"
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <PublishForm workflow={workflow} onClose={onClose} onPublished={onPublished} />
    </Modal>
  );
}

function PublishForm({ workflow, onClose, onPublished }: Omit<PublishDialogProps, 'opened'>) {
  const { t } = useTranslation('workflow');
  const words = useNodeWords();
  const [choices, setChoices] = useState<ReadonlyMap<string, string>>(new Map());
  const occupied = useQuery({ ...api.workflows.occupied.queryOptions({ input: { id: workflow.id } }), staleTime: 0 });
  const rehearsals = useQuery({
    ...api.workflows.rehearsals.queryOptions({ input: { id: workflow.id } }),
    staleTime: 0,
  });
  const publish = useMutation({
    mutationFn: () =>
      client.workflows.publish({
        id: workflow.id,
        revision: workflow.revision,
        choices: [...choices].map(([node, chosen]) => choiceOf(node, chosen)),
      }),
    onSuccess(published) {
      toast.done(t('publish.done', { number: published.live_number ?? 1 }));
      onPublished(published);
      onClose();
    },
    onError: toast.failed,
  });
  if (occupied.isPending || rehearsals.isPending) return <LoadingRows rows={3} />;
  const failed = occupied.error ?? rehearsals.error;
  if (failed) return <ErrorState error={failed} onRetry={() => void occupied.refetch()} />;
  const broken = rehearsals.data?.filter(({ passes }) => !passes) ?? [];
  const nodes = workflow.live?.nodes ?? workflow.draft.nodes;
  const targets = workflow.draft.nodes.filter((node) => !isTrigger(node) && node.type !== 'note');
  return (
    <Stack>
      <Text>{t(workflow.live ? 'publish.again' : 'publish.first')}</Text>
      {broken.length > 0 && (
        <Alert color="amber" title={t('publish.broken', { count: broken.length })}>
          {broken.map(({ name }) => name).join(', ')}
        </Alert>
      )}
      {(occupied.data ?? []).map(({ node, name, n, in_draft }) => {
        const known = nodes.find(({ id }) => id === node);
        const others = targets.filter(({ id }) => id !== node);
        return (
          <Select
            key={node}
            label={t('publish.at_node', { node: known ? words.title(known) : name || node, count: n })}
            searchable
            allowDeselect={false}
            value={choices.get(node) ?? 'stay'}
            onChange={(chosen) => chosen && setChoices(new Map([...choices, [node, chosen]]))}
            data={[
              { value: 'stay', label: t('publish.stay') },
              ...(in_draft ? [{ value: 'move', label: t('publish.move') }] : []),
              { value: 'exit', label: t('publish.exit') },
              ...others.map((one) => ({
                value: `${MOVE_TO}${one.id}`,
                label: t('publish.move_to', { node: `${words.title(one)}: ${words.detail(one)}`.slice(0, 80) }),
              })),
            ]}
          />
        );
      })}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button loading={publish.isPending} onClick={() => publish.mutate()}>
          {t('publish.action')}
        </Button>
      </Group>
    </Stack>
  );
}

const MOVE_TO = 'to ';

function choiceOf(node: string, chosen: string): NodeChoice {
  if (chosen.startsWith(MOVE_TO)) return { node, choice: 'move', to: chosen.slice(MOVE_TO.length) };
  return { node, choice: chosen as 'stay' | 'move' | 'exit' };
}
