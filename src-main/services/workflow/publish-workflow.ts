import { randomBytes } from 'node:crypto';
import type { Tx } from '#main/db/access.ts';
import { findList } from '#main/repositories/consent/list.repo.ts';
import { findSegment, updateSegment } from '#main/repositories/segment/segment.repo.ts';
import { endAtNode, moveAtNode } from '#main/repositories/workflow/enrolment.repo.ts';
import { occupiedVersions } from '#main/repositories/workflow/enrolment-standing.repo.ts';
import {
  findVersion,
  findWorkflow,
  insertVersion,
  setLiveVersion,
  versionsOf,
  type WorkflowRecord,
} from '#main/repositories/workflow/workflow.repo.ts';
import { CountChanges, recountPlaces } from '#main/repositories/workflow/workflow-count.repo.ts';
import {
  forgetSignals,
  keepHook,
  replaceTriggers,
  type TriggerRow,
} from '#main/repositories/workflow/workflow-trigger.repo.ts';
import { replaceWorkflowUses, type WorkflowUse } from '#main/repositories/workflow/workflow-use.repo.ts';
import { hasErrors, validateGraph } from '#shared/domain/workflow/validate-graph.ts';
import { isTrigger, nodeOf, type WorkflowGraph, type WorkflowNode } from '#shared/domain/workflow/workflow-graph.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';
import { instantOf, type Millis } from '#shared/kernel/instant.ts';
import { requirePublisher } from '../approval/require-publisher.ts';
import type { ServiceContext } from '../service-context.ts';
import { makeMessages } from './make-messages.ts';
import { boundRules, usesOfGraph, worldOf } from './workflow-world.ts';

type PublishContext = Pick<ServiceContext, 'db' | 'clock' | 'ids' | 'endpoints'>;

/** What becomes of those who stand at a node of an earlier version. Without a word they stay: they finish on that version. */
export interface NodeChoice {
  node: string;
  choice: 'stay' | 'move' | 'exit';
  /** Where they go on in the new version; absent: the same node. */
  to?: string;
}

/** The draft becomes what people enter from now on. @throws HeraldError with all issues while it can't */
export function publishWorkflow(
  ctx: PublishContext,
  actor: string,
  { id, revision, choices }: { id: string; revision: number; choices: NodeChoice[] },
): void {
  ctx.db.write((tx) => {
    const workflow = found(findWorkflow(tx, id), 'workflow');
    if (workflow.revision !== revision) refuseStale(workflow);
    const { draft } = workflow;
    requireSound(tx, id, draft);
    requirePublisher(tx, actor, draft);
    const now = ctx.clock.now();
    const number = (versionsOf(tx, workflow.no)[0]?.number ?? 0) + 1;
    const rules = boundRules(tx, draft);
    const version = { workflow_no: workflow.no, number, graph: draft, rules, published_at: now, published_by: actor };
    const version_no = insertVersion(tx, version);
    makeMessages(ctx, tx, workflow);
    const wasTaking = workflow.state === 'live';
    replaceTriggers(
      tx,
      workflow.no,
      draft.nodes.flatMap((node) => triggerOf(tx, workflow.no, node)),
      now,
    );
    if (!wasTaking) forgetSignals(tx, workflow.no);
    for (const node of draft.nodes) {
      if (node.type === 'on_webhook') keepHook(tx, { workflow_no: workflow.no, node: node.id, token: newToken() });
      if (node.type === 'on_segment') watchSegment(tx, node.segment_id, now);
    }
    setLiveVersion(tx, workflow, version_no, now);
    applyChoices(tx, workflow, { graph: draft, version_no, choices, now });
    replaceWorkflowUses(tx, workflow.no, usesNow(tx, workflow.no, version_no));
    tx.record({ type: 'workflow.published', subject: `workflow:${id}`, actor, data: { version: number } });
    tx.touch(`workflow-stats:${id}`);
  });
}

/** What the new version names, and those by which somebody still goes on. */
function usesNow(tx: Tx, workflow_no: number, version_no: number): WorkflowUse[] {
  const versions = [...new Set([version_no, ...occupiedVersions(tx, workflow_no)])];
  return versions.flatMap((no) => {
    const version = findVersion(tx, no);
    return version ? usesOfGraph(version.graph, version.rules) : [];
  });
}

export function refuseStale({ revision }: WorkflowRecord): never {
  throw new HeraldError('STALE_REVISION', 'This workflow was changed by somebody else meanwhile.', {
    hint: 'Load it again and repeat your change.',
    revision,
  });
}

function requireSound(tx: Tx, own: string, graph: WorkflowGraph): void {
  const issues = validateGraph(graph, { ...worldOf(tx), own });
  if (!hasErrors(issues)) return;
  const first = issues.find(({ severity }) => severity === 'error');
  throw new HeraldError('INVALID_INPUT', first?.message ?? 'This workflow can’t be published.', {
    field: first?.node ? `nodes.${first.node}${first.field ? `.${first.field}` : ''}` : 'nodes',
    hint: 'Put right what is marked and publish again.',
    issues,
  });
}

function triggerOf(tx: Tx, workflow_no: number, node: WorkflowNode): TriggerRow[] {
  if (!isTrigger(node)) return [];
  const row = { workflow_no, node: node.id, ref: null, imports: 0 };
  switch (node.type) {
    case 'on_list':
      return [{ ...row, kind: 'list', ref: listNo(tx, node.list_id), imports: node.imports ? 1 : 0 }];
    case 'on_form':
      return [{ ...row, kind: 'form', ref: listNo(tx, node.list_id) }];
    case 'on_segment':
      return [{ ...row, kind: node.change, ref: found(findSegment(tx, node.segment_id), 'segment').no }];
    case 'on_event':
      return [{ ...row, kind: 'event', ref: eventNo(tx, node.event) }];
    case 'on_date':
      return [{ ...row, kind: 'date' }];
    case 'on_webhook':
      return [{ ...row, kind: 'webhook' }];
    case 'manual':
      return [{ ...row, kind: 'manual' }];
  }
}

function listNo(tx: Tx, id: string): number {
  return found(findList(tx, id), 'list').no;
}

/** Somebody may have to have done it for the first time yet. */
function eventNo(tx: Tx, name: string): number {
  tx.sql('INSERT INTO event_name (name) VALUES (?) ON CONFLICT DO NOTHING').run(name);
  return tx.sql<{ no: number }>('SELECT no FROM event_name WHERE name = ?').get(name)?.no ?? 0;
}

/** Who enters and leaves is recorded from now on. */
function watchSegment(tx: Tx, id: string, now: Millis): void {
  const segment = found(findSegment(tx, id), 'segment');
  if (segment.watched) return;
  updateSegment(tx, id, segment.revision, { watched: true, updated_at: instantOf(now) });
}

function newToken(): string {
  return randomBytes(24).toString('base64url');
}

function applyChoices(
  tx: Tx,
  { no: workflow_no }: WorkflowRecord,
  {
    graph,
    version_no,
    choices,
    now: at,
  }: { graph: WorkflowGraph; version_no: number; choices: NodeChoice[]; now: Millis },
): void {
  const counts = new CountChanges();
  for (const { node, choice, to = node } of choices) {
    if (choice === 'exit') {
      counts.add(workflow_no, '', 'ended:published', endAtNode(tx, { workflow_no, node, before: version_no, at }));
    }
    if (choice !== 'move') continue;
    const target = nodeOf(graph, to);
    if (!target || isTrigger(target) || target.type === 'note') {
      throw new HeraldError('INVALID_INPUT', 'People can’t be moved there: the new version has no such node.', {
        field: 'choices',
        hint: 'Choose a node of the draft, let them finish, or take them out.',
      });
    }
    moveAtNode(tx, { workflow_no, node, to, version_no, at });
  }
  counts.write(tx);
  if (choices.some(({ choice }) => choice !== 'stay')) recountPlaces(tx, workflow_no);
}
