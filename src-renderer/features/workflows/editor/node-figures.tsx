import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, client } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { useNodeWords } from '#renderer/pickers/workflow/use-node-words.ts';
import { toast } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { Workflow } from '#shared/contract/workflow.contract.ts';
import type { WorkflowNode } from '#shared/domain/workflow/workflow-graph.ts';
import type { PeopleAsked } from '../panels/people-asked.ts';
import { useCounts } from './use-counts.ts';

interface NodeFiguresProps {
  workflow: Workflow;
  node: WorkflowNode;
  onShowPeople(who: PeopleAsked): void;
}

/** A number of people, with the list behind it; or one of messages. */
interface FigureRow {
  label: string;
  n: number;
  who?: PeopleAsked;
}

/** Who is at a node and who went on, and what became of its messages. */
export function NodeFigures({ workflow, node, onShowPeople }: NodeFiguresProps) {
  const { t } = useTranslation('workflow');
  const format = useFormat();
  const words = useNodeWords();
  const may = useMay();
  const counts = useCounts(workflow);
  const people = counts?.nodes.find((one) => one.node === node.id);
  const message = counts?.messages.find((one) => one.node === node.id);
  if (!people && !message) return null;
  const at = node.id;
  const rows: FigureRow[] = [];
  if (people) rows.push({ label: t('figure.here'), n: people.here, who: { node: at, state: 'active' } });
  if (people?.failed) rows.push({ label: t('figure.failed'), n: people.failed, who: { node: at, state: 'failed' } });
  for (const [port, n] of Object.entries(people?.left ?? {})) {
    const label = port === 'next' ? t('figure.left') : t('figure.left_by', { port: words.port(port) });
    rows.push({ label, n, who: { node: at, port } });
  }
  if (message) {
    rows.push(
      { label: t('figure.accepted'), n: message.accepted },
      { label: t('figure.opened'), n: message.opened },
      { label: t('figure.clicked'), n: message.clicked },
      { label: t('figure.skipped'), n: message.skipped },
      { label: t('figure.undelivered'), n: message.failed },
      { label: t('figure.waiting'), n: message.waiting },
    );
  }
  return (
    <Stack gap={4}>
      <Title order={3} size="h5">
        {t('figure.title')}
      </Title>
      {rows.map(({ label, n, who }) => (
        <Group key={label} justify="space-between">
          <Text size="sm">{label}</Text>
          {who && n > 0 && may('contact.read') ? (
            <Anchor
              component="button"
              type="button"
              size="sm"
              className="numbers"
              aria-label={t('figure.show', { what: label, n: format.number(n) })}
              onClick={() => onShowPeople(who)}
            >
              {format.number(n)}
            </Anchor>
          ) : (
            <Text size="sm" className="numbers">
              {format.number(n)}
            </Text>
          )}
        </Group>
      ))}
      {message?.problem && (
        <>
          <Text size="sm" c="red">
            {t('figure.problem', { problem: message.problem })}
          </Text>
          <ResumeMessages id={workflow.id} />
        </>
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
