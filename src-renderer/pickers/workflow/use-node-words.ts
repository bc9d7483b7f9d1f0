import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import type { SegmentCatalogue } from '#shared/contract/segment.contract.ts';
import type { WorkflowIssue, WorkflowRow } from '#shared/contract/workflow.contract.ts';
import type { IssueCode } from '#shared/domain/workflow/graph-issue.ts';
import type { Condition, NodeSpec, Span, WorkflowNode } from '#shared/domain/workflow/workflow-graph.ts';

export type NodeWords = ReturnType<typeof wordsOf>;

/** What a node does, in a line: for cards, lists and the trace. The same object as long as nothing is called otherwise. */
export function useNodeWords(): NodeWords {
  const { t } = useTranslation('workflow');
  const { data: catalogue } = useQuery(api.segments.catalogue.queryOptions());
  const { data: workflows } = useQuery({ ...api.workflows.list.queryOptions(), select: namesOf });
  return useMemo(() => wordsOf(t, catalogue, workflows), [t, catalogue, workflows]);
}

/** Without the numbers of people, which change all the time. */
function namesOf(rows: WorkflowRow[]): Named[] {
  return rows.map(({ id, name }) => ({ id, name }));
}

type Named = Pick<WorkflowRow, 'id' | 'name'>;

type Say = ReturnType<typeof useTranslation<'workflow'>>['t'];

function wordsOf(t: Say, catalogue: SegmentCatalogue | undefined, workflows: Named[] | undefined) {
  const named = (rows: readonly Named[] | undefined, id: string) =>
    rows?.find((row) => row.id === id)?.name ?? t('not_chosen');
  const span = ({ amount, unit }: Span) => t(`span.${unit}`, { count: amount });
  const condition = (when: Condition): string => {
    if (when.kind === 'rule') return when.rule || t('not_chosen');
    if (when.kind === 'event') return t('when.event_is', { event: when.event || t('not_chosen') });
    return t(`when.previous_${when.act}`);
  };

  function detail(node: NodeSpec): string {
    switch (node.type) {
      case 'on_list':
      case 'on_form':
        return named(catalogue?.lists, node.list_id);
      case 'list':
        return t(`change.list_${node.change}`, { name: named(catalogue?.lists, node.list_id) });
      case 'on_segment':
        return t(`change.segment_${node.change}`, { name: named(catalogue?.segments, node.segment_id) });
      case 'on_event':
        return node.event || t('not_chosen');
      case 'on_date':
        return node.field || t('not_chosen');
      case 'tag':
        return t(`change.tag_${node.change}`, { name: named(catalogue?.tags, node.tag_id) });
      case 'send_email':
        return node.subject || t('not_written');
      case 'send_sms':
        return node.body || t('not_written');
      case 'set_field':
        return node.field ? `${node.field} = ${String(node.value ?? '')}` : t('not_chosen');
      case 'notify':
        return node.subject || t('not_written');
      case 'webhook':
        return node.url || t('not_written');
      case 'start_workflow':
      case 'stop_workflow':
        return named(workflows, node.workflow_id);
      case 'wait':
        return node.at === null ? span(node) : t('span.until', { span: span(node), time: node.at });
      case 'wait_until':
        return condition(node.when);
      case 'wait_date':
        return node.moment.kind === 'fixed'
          ? node.moment.local.replace('T', ' ')
          : node.moment.field || t('not_chosen');
      case 'if':
      case 'goal':
        return condition(node.when);
      case 'split':
        return node.shares.map(({ port, share }) => `${port} ${share}`).join(' : ');
      case 'note':
        return node.text;
      default:
        return t(`what.${node.type}`);
    }
  }

  return {
    detail,
    title: (node: Pick<WorkflowNode, 'name' | 'type'>) => node.name || t(`node.${node.type}`),
    port: (port: string) => (isKnownPort(port) ? t(`port.${port}`) : port),
    issue: ({ code, field, values }: WorkflowIssue) =>
      t(`issue.${code as IssueCode}`, {
        ...values,
        field: field && isKnownField(field) ? t(`field.${field}`) : (field ?? ''),
      }),
  };
}

const PORTS = ['next', 'yes', 'no', 'met', 'timeout', 'missing', 'failed'] as const;
function isKnownPort(port: string): port is (typeof PORTS)[number] {
  return (PORTS as readonly string[]).includes(port);
}

const FIELDS = [
  'list_id',
  'segment_id',
  'tag_id',
  'sender_id',
  'workflow_id',
  'user_ids',
  'field',
  'event',
  'subject',
  'body',
  'when',
  'url',
  'amount',
  'at',
  'shares',
  'moment',
  'timeout',
  'weekdays',
  'offset_days',
  'exit_when',
] as const;
function isKnownField(field: string): field is (typeof FIELDS)[number] {
  return (FIELDS as readonly string[]).includes(field);
}
