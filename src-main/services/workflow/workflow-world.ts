import type { Reader } from '#main/db/access.ts';
import { checkMessage } from '#main/rendering/check-message.ts';
import { mergeDataOf } from '#main/rendering/merge-data.ts';
import { listUsers } from '#main/repositories/access/user.repo.ts';
import { allLists } from '#main/repositories/consent/list.repo.ts';
import { allFields } from '#main/repositories/contact/custom-field.repo.ts';
import { allTags } from '#main/repositories/contact/tag.repo.ts';
import { allSegments } from '#main/repositories/segment/segment.repo.ts';
import { checkRule } from '#main/repositories/segment/segment-rule.repo.ts';
import { findDefaultSender, listSenders } from '#main/repositories/sending/sender.repo.ts';
import { allWorkflows } from '#main/repositories/workflow/workflow.repo.ts';
import type { WorkflowUse } from '#main/repositories/workflow/workflow-use.repo.ts';
import type { SegmentNode } from '#shared/domain/segment/segment-ast.ts';
import { sayProblem } from '#shared/domain/segment/segment-problem.ts';
import { usesOf } from '#shared/domain/segment/walk-segment.ts';
import type { GraphWorld } from '#shared/domain/workflow/check-node.ts';
import { SETTABLE_FIELDS } from '#shared/domain/workflow/settable-field.ts';
import { conditionOf, type WorkflowGraph } from '#shared/domain/workflow/workflow-graph.ts';
import { previewAddresses } from '../campaign/preview-addresses.ts';
import { MADE_UP_PERSON } from '../contact/merge-contact.ts';

/** Everything that a graph may name, as it is now. */
export function worldOf(reader: Reader): GraphWorld {
  const ids = (rows: readonly { id: string }[]) => new Set(rows.map(({ id }) => id));
  const fields = allFields(reader);
  const data = mergeDataOf(MADE_UP_PERSON, previewAddresses(''));
  return {
    lists: ids(allLists(reader)),
    segments: ids(allSegments(reader)),
    tags: ids(allTags(reader)),
    senders: new Map(listSenders(reader).map(({ id, channel }) => [id, channel])),
    hasDefault: (channel) => findDefaultSender(reader, channel) !== undefined,
    workflows: ids(allWorkflows(reader)),
    users: ids(listUsers(reader).filter(({ active }) => active)),
    fields: new Set([...SETTABLE_FIELDS, ...fields.map(({ key }) => key)]),
    dates: new Set(fields.flatMap(({ key, type }) => (type === 'date' ? [key] : []))),
    ruleProblem(rule) {
      const [problem] = checkRule(reader, rule).problems;
      return problem ? sayProblem(problem) : null;
    },
    templateProblem(text, body_kind) {
      const [problem] = checkMessage({ subject: '', preheader: '', body_kind, body: text }, data);
      return problem?.message ?? null;
    },
  };
}

/** The rules of a graph with the ids of what they name, by their texts: renaming that changes nothing. */
export function boundRules(reader: Reader, graph: WorkflowGraph): Record<string, SegmentNode> {
  const rules: Record<string, SegmentNode> = {};
  for (const text of ruleTexts(graph)) {
    const { rule } = checkRule(reader, text);
    if (rule) rules[text] = rule;
  }
  return rules;
}

function ruleTexts({ settings, nodes }: WorkflowGraph): Set<string> {
  const conditions = [settings.exit_when, ...nodes.map(conditionOf)];
  return new Set(conditions.flatMap((condition) => (condition?.kind === 'rule' ? [condition.rule] : [])));
}

/** What would be missed if it were deleted. */
export function usesOfGraph(graph: WorkflowGraph, rules: Record<string, SegmentNode>): WorkflowUse[] {
  const uses: WorkflowUse[] = [];
  for (const node of graph.nodes) {
    if ('list_id' in node) uses.push({ kind: 'list', target_id: node.list_id });
    if ('segment_id' in node) uses.push({ kind: 'segment', target_id: node.segment_id });
    if ('tag_id' in node) uses.push({ kind: 'tag', target_id: node.tag_id });
    if ('workflow_id' in node) uses.push({ kind: 'workflow', target_id: node.workflow_id });
    if (node.type === 'set_field' || node.type === 'on_date') uses.push({ kind: 'field', target_id: node.field });
    if (node.type === 'wait_date' && node.moment.kind === 'field')
      uses.push({ kind: 'field', target_id: node.moment.field });
  }
  for (const { kind, name, id } of Object.values(rules).flatMap(usesOf)) {
    if (kind === 'field') uses.push({ kind, target_id: name });
    else if ((kind === 'list' || kind === 'segment' || kind === 'tag') && id !== null)
      uses.push({ kind, target_id: id });
  }
  return uses;
}
