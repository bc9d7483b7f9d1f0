import { Button, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconMail, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useNodeWords } from '#renderer/pickers/workflow/use-node-words.ts';
import type { Workflow, WorkflowIssue } from '#shared/contract/workflow.contract.ts';
import {
  isTrigger,
  portsOf,
  targetOf,
  type WorkflowGraph,
  type WorkflowNode,
} from '#shared/domain/workflow/workflow-graph.ts';
import type { PeopleAsked } from '../panels/people-asked.ts';
import type { GraphDraft } from './graph-draft.ts';
import { NodeFields } from './node-fields.tsx';
import { NodeFigures } from './node-figures.tsx';

interface NodePanelProps {
  draft: GraphDraft;
  graph: WorkflowGraph;
  node: WorkflowNode;
  issues: readonly WorkflowIssue[];
  workflow: Workflow;
  hook: string | undefined;
  readOnly: boolean;
  onShowPeople(who: PeopleAsked): void;
  /** Opens the body of a mail. */
  onWrite(): void;
}

/** Everything about one node: its name, what it does, where its ways lead, who is there. */
export function NodePanel({
  draft,
  graph,
  node,
  issues,
  workflow,
  hook,
  readOnly,
  onShowPeople,
  onWrite,
}: NodePanelProps) {
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
      {node.type === 'send_email' && (
        <Button variant="default" leftSection={<IconMail size={18} aria-hidden />} onClick={onWrite}>
          {t(readOnly ? 'message.open' : 'message.write_it')}
        </Button>
      )}
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
      <NodeFigures workflow={workflow} node={node} onShowPeople={onShowPeople} />
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
