import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, client } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { useNodeWords } from '#renderer/pickers/workflow/use-node-words.ts';
import { toast } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { WorkflowCounts } from '#shared/contract/workflow.contract.ts';
import type { WorkflowNode } from '#shared/domain/workflow/workflow-graph.ts';

interface NodeFiguresProps {
  counts: WorkflowCounts | undefined;
  node: WorkflowNode;
  workflow_id: string;
  onShowPeople(): void;
}

/** Who is at a node and who went on, and what became of its messages. */
export function NodeFigures({ counts, node, workflow_id, onShowPeople }: NodeFiguresProps) {
  const { t } = useTranslation('workflow');
  const format = useFormat();
  const words = useNodeWords();
  const people = counts?.nodes.find((one) => one.node === node.id);
  const message = counts?.messages.find((one) => one.node === node.id);
  if (!people && !message) return null;
  const rows: [string, number][] = [
    ...(people ? ([[t('figure.here'), people.here]] as [string, number][]) : []),
    ...(people && people.failed > 0 ? ([[t('figure.failed'), people.failed]] as [string, number][]) : []),
    ...Object.entries(people?.left ?? {}).map(([port, n]): [string, number] => [
      port === 'next' ? t('figure.left') : t('figure.left_by', { port: words.port(port) }),
      n,
    ]),
    ...(message
      ? ([
          [t('figure.accepted'), message.accepted],
          [t('figure.opened'), message.opened],
          [t('figure.clicked'), message.clicked],
          [t('figure.skipped'), message.skipped],
          [t('figure.undelivered'), message.failed],
          [t('figure.waiting'), message.waiting],
        ] as [string, number][])
      : []),
  ];
  return (
    <Stack gap={4}>
      <Title order={3} size="h5">
        {t('figure.title')}
      </Title>
      {rows.map(([label, n]) => (
        <Group key={label} justify="space-between">
          <Text size="sm">{label}</Text>
          <Text size="sm" className="numbers">
            {format.number(n)}
          </Text>
        </Group>
      ))}
      {message?.problem && (
        <>
          <Text size="sm" c="red">
            {t('figure.problem', { problem: message.problem })}
          </Text>
          <ResumeMessages id={workflow_id} />
        </>
      )}
      {people && people.here + people.failed > 0 && (
        <Button variant="default" size="xs" mt={4} onClick={onShowPeople}>
          {t('show_people')}
        </Button>
      )}
    </Stack>
  );
}

function ResumeMessages({ id }: { id: string }) {
  const { t } = useTranslation('workflow');
  const may = useMay();
  const queries = useQueryClient();
  const resume = useMutation({
    mutationFn: () => client.workflows.resumeMessages({ id }),
    onSuccess: () => queries.invalidateQueries({ queryKey: api.workflows.counts.key({ input: { id } }) }),
    onError: toast.failed,
  });
  if (!may('workflow.publish')) return null;
  return (
    <Button variant="default" size="xs" loading={resume.isPending} onClick={() => resume.mutate()}>
      {t('figure.resume')}
    </Button>
  );
}
