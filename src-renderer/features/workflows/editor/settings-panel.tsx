import { NumberInput, Select, Stack, Switch, Text, Textarea, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useNodeWords } from '#renderer/pickers/workflow/use-node-words.ts';
import type { Workflow, WorkflowIssue } from '#shared/contract/workflow.contract.ts';
import { REENTRIES, type Reentry, type WorkflowGraph } from '#shared/domain/workflow/workflow-graph.ts';
import type { PeopleAsked } from '../panels/people-asked.ts';
import { ConditionFields } from './condition-fields.tsx';
import type { GraphDraft } from './graph-draft.ts';
import { WorkflowFigures } from './workflow-figures.tsx';

interface SettingsPanelProps {
  draft: GraphDraft;
  graph: WorkflowGraph;
  issues: readonly WorkflowIssue[];
  workflow: Workflow;
  description: string;
  onDescribe(text: string): void;
  readOnly: boolean;
  onShowPeople(who: PeopleAsked): void;
}

/** What holds for the workflow as a whole, and everything that is wrong in it. */
export function SettingsPanel(props: SettingsPanelProps) {
  const { draft, graph, issues, workflow, description, onDescribe, readOnly, onShowPeople } = props;
  const { t } = useTranslation('workflow');
  const words = useNodeWords();
  const { reentry, reentry_days, exit_when } = graph.settings;
  const ofAll = issues.find(({ node, field }) => node === null && field === 'exit_when');
  return (
    <Stack gap="md">
      <Title order={2} size="h4">
        {t('settings.title')}
      </Title>
      {issues.length > 0 && (
        <Stack gap={4} role="status">
          <Text size="sm" fw={500}>
            {t('issues', { count: issues.length })}
          </Text>
          {issues.map((issue, index) => {
            const node = graph.nodes.find(({ id }) => id === issue.node);
            return (
              <Text
                // biome-ignore lint/suspicious/noArrayIndexKey: the same issue can be there twice, and none has a state
                key={index}
                size="sm"
                c={issue.severity === 'error' ? 'red' : 'dimmed'}
                component={node ? 'button' : 'p'}
                type={node ? 'button' : undefined}
                style={{ textAlign: 'start', background: 'none', border: 0, padding: 0, margin: 0 }}
                onClick={() => node && draft.select([node.id])}
              >
                {node ? `${words.title(node)}: ${words.issue(issue)}` : words.issue(issue)}
              </Text>
            );
          })}
        </Stack>
      )}
      <fieldset disabled={readOnly} style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
        <Stack gap="md">
          <Textarea
            label={t('settings.description')}
            autosize
            minRows={2}
            maxLength={2000}
            value={description}
            onChange={(event) => onDescribe(event.currentTarget.value)}
          />
          <Select
            label={t('settings.reentry')}
            value={reentry}
            onChange={(value) => value && draft.settings({ reentry: value as Reentry })}
            data={REENTRIES.map((value) => ({ value, label: t(`settings.reentry_${value}`) }))}
          />
          {reentry === 'after_days' && (
            <NumberInput
              label={t('settings.reentry_days')}
              min={1}
              max={3650}
              allowDecimal={false}
              value={reentry_days}
              onChange={(days) => draft.settings({ reentry_days: Math.max(1, Number(days) || 1) })}
            />
          )}
          <Switch
            label={t('settings.exit_when')}
            description={t('settings.exit_hint')}
            checked={exit_when !== null}
            onChange={(event) =>
              draft.settings({ exit_when: event.currentTarget.checked ? { kind: 'rule', rule: '' } : null })
            }
          />
          {exit_when && (
            <ConditionFields
              value={exit_when}
              error={ofAll && words.issue(ofAll)}
              onChange={(next) => draft.settings({ exit_when: next })}
            />
          )}
        </Stack>
      </fieldset>
      <WorkflowFigures workflow={workflow} onShowPeople={onShowPeople} />
    </Stack>
  );
}
