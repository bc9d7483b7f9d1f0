import { Button, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { WorkflowCounts, WorkflowIssue } from '#shared/contract/workflow.contract.ts';
import {
  isTrigger,
  portsOf,
  targetOf,
  type WorkflowGraph,
  type WorkflowNode,
} from '#shared/domain/workflow/workflow-graph.ts';
import { useNodeWords } from '../use-node-words.ts';
import type { GraphDraft } from './graph-draft.ts';
import { NodeFields } from './node-fields.tsx';

interface NodePanelProps {
  draft: GraphDraft;
  graph: WorkflowGraph;
  node: WorkflowNode;
  issues: readonly WorkflowIssue[];
  counts: WorkflowCounts | undefined;
  hook: string | undefined;
  readOnly: boolean;
  onShowPeople(): void;
}

/** Everything about one node: its name, what it does, where its ways lead, who is there. */
export function NodePanel({ draft, graph, node, issues, counts, hook, readOnly, onShowPeople }: NodePanelProps) {
  const { t } = useTranslation('workflow');
  const words = useNodeWords();
  const own = issues.filter((issue) => issue.node === node.id);
  const errorOf = (field: string) => {
    const issue = own.find((one) => one.field === field);
    return issue && words.issue(issue);
  };
  const others = own.filter(({ field }) => field === null);
  return (
    <Stack gap="md" key={node.id}>
      <Title order={2} size="h4">
        {t(`node.${node.type}`)}
      </Title>
      {others.map((issue) => (
        <Text key={issue.code} size="sm" c={issue.severity === 'error' ? 'red' : 'dimmed'}>
          {words.issue(issue)}
        </Text>
      ))}
      <fieldset disabled={readOnly} style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
        <Stack gap="md">
          <TextInput
            label={t('field.name')}
            placeholder={t(`node.${node.type}`)}
            value={node.name}
            maxLength={200}
            onChange={(event) => draft.edit(node.id, { name: event.currentTarget.value }, 'name')}
          />
          <NodeFields node={node} errorOf={errorOf} edit={(part, field) => draft.edit(node.id, part, field)} />
          {node.type === 'on_webhook' && (
            <TextInput
              label={t('field.hook')}
              description={t('field.hook_hint')}
              readOnly
              value={hook ?? t('field.no_hook')}
            />
          )}
          <Ways draft={draft} graph={graph} node={node} />
        </Stack>
      </fieldset>
      <NodeFigures counts={counts} node={node} onShowPeople={onShowPeople} />
      {!readOnly && (
        <Button
          variant="default"
          color="red"
          leftSection={<IconTrash size={16} aria-hidden />}
          onClick={() => draft.remove(new Set([node.id]))}
        >
          {t('delete_node')}
        </Button>
      )}
    </Stack>
  );
}

/** Where each way out leads: the same as drawing a line, for the keyboard. */
function Ways({ draft, graph, node }: Pick<NodePanelProps, 'draft' | 'graph' | 'node'>) {
  const { t } = useTranslation('workflow');
  const words = useNodeWords();
  const targets = graph.nodes
    .filter((one) => one.id !== node.id && !isTrigger(one) && one.type !== 'note')
    .map((one) => ({ value: one.id, label: `${words.title(one)}: ${words.detail(one)}`.slice(0, 80) }));
  return portsOf(node).map((port) => (
    <Select
      key={port}
      label={port === 'next' ? t('field.next') : t('field.next_on', { port: words.port(port) })}
      placeholder={t('field.ends')}
      clearable
      searchable
      value={targetOf(graph, node.id, port)}
      onChange={(to) => draft.connect(node.id, port, to)}
      data={targets}
    />
  ));
}

function NodeFigures({ counts, node, onShowPeople }: Pick<NodePanelProps, 'counts' | 'node' | 'onShowPeople'>) {
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
        <Text size="sm" c="red">
          {t('figure.problem', { problem: message.problem })}
        </Text>
      )}
      {people && people.here + people.failed > 0 && (
        <Button variant="default" size="xs" mt={4} onClick={onShowPeople}>
          {t('show_people')}
        </Button>
      )}
    </Stack>
  );
}
