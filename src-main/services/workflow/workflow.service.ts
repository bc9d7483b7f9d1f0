import { findUser } from '#main/repositories/access/user.repo.ts';
import { changeSend } from '#main/repositories/campaign/campaign.repo.ts';
import { endAll } from '#main/repositories/workflow/enrolment.repo.ts';
import { countStuck, occupiedNodes } from '#main/repositories/workflow/enrolment-standing.repo.ts';
import {
  allWorkflows,
  deleteWorkflow,
  findVersion,
  findWorkflow,
  insertWorkflow,
  setWorkflowState,
  updateWorkflow,
  versionsOf,
  type WorkflowRecord,
} from '#main/repositories/workflow/workflow.repo.ts';
import {
  CountChanges,
  countsOfWorkflow,
  recountPlaces,
  totalsOfAll,
} from '#main/repositories/workflow/workflow-count.repo.ts';
import { forgetIntakes } from '#main/repositories/workflow/workflow-intake.repo.ts';
import {
  type MessageFigures,
  messageFigures,
  pausedMessages,
} from '#main/repositories/workflow/workflow-message.repo.ts';
import { dropTriggers, forgetSignals, hooksOf } from '#main/repositories/workflow/workflow-trigger.repo.ts';
import { workflowsUsing } from '#main/repositories/workflow/workflow-use.repo.ts';
import { LATE } from '#shared/domain/workflow/enrolment.ts';
import type { GraphIssue } from '#shared/domain/workflow/graph-issue.ts';
import { validateGraph } from '#shared/domain/workflow/validate-graph.ts';
import { DEFAULT_SETTINGS, type WorkflowGraph } from '#shared/domain/workflow/workflow-graph.ts';
import type { WorkflowState } from '#shared/domain/workflow/workflow-state.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';
import { type Instant, instantOf } from '#shared/kernel/instant.ts';
import type { ServiceContext } from '../service-context.ts';
import { refuseStale } from './publish-workflow.ts';
import { worldOf } from './workflow-world.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'ids'>;
type ReadContext = Pick<ServiceContext, 'db'>;

export interface WorkflowRowView {
  id: string;
  name: string;
  description: string;
  state: WorkflowState;
  inside: number;
  entered: number;
  created_at: Instant;
  updated_at: Instant;
  revision: number;
}

export interface WorkflowView extends WorkflowRowView {
  draft: WorkflowGraph;
  /** Null until it is published. */
  live: WorkflowGraph | null;
  live_number: number | null;
  versions: { number: number; published_at: Instant; published_by: string | null }[];
  hooks: { node: string; url: string }[];
  created_by: string | null;
}

export function getWorkflows(ctx: ReadContext): WorkflowRowView[] {
  const totals = totalsOfAll(ctx.db.reader);
  return allWorkflows(ctx.db.reader).map((record) => rowOf(record, totals.get(record.no)));
}

export function getWorkflow(ctx: ReadContext & Pick<ServiceContext, 'endpoints'>, id: string): WorkflowView {
  const { reader } = ctx.db;
  const record = found(findWorkflow(reader, id), 'workflow');
  const live = record.live_no === null ? undefined : findVersion(reader, record.live_no);
  const nameOf = (user: string | null) => (user === null ? null : (findUser(reader, user)?.name ?? null));
  return {
    ...rowOf(record, totalsOfAll(reader).get(record.no)),
    draft: record.draft,
    live: live?.graph ?? null,
    live_number: live?.number ?? null,
    versions: versionsOf(reader, record.no).map(({ number, published_at, published_by }) => ({
      number,
      published_at: instantOf(published_at),
      published_by: nameOf(published_by),
    })),
    hooks: hooksOf(reader, record.no).map(({ node, token }) => ({
      node,
      url: `${ctx.endpoints.tracking_url}/enter/${token}`,
    })),
    created_by: nameOf(record.created_by),
  };
}

function rowOf(record: WorkflowRecord, totals: { inside: number; entered: number } | undefined): WorkflowRowView {
  const { id, name, description, state, created_at, updated_at, revision } = record;
  const { inside = 0, entered = 0 } = totals ?? {};
  const moments = { created_at: instantOf(created_at), updated_at: instantOf(updated_at) };
  return { id, name, description, state, inside, entered, ...moments, revision };
}

const EMPTY: WorkflowGraph = { settings: DEFAULT_SETTINGS, nodes: [], edges: [] };

/** @returns its id */
export function createWorkflow(
  ctx: Context,
  actor: string,
  { name, description = '', graph = EMPTY }: { name: string; description?: string; graph?: WorkflowGraph },
): string {
  const id = ctx.ids.id();
  ctx.db.write((tx) => {
    insertWorkflow(tx, { id, name, description, draft: graph, created_by: actor, created_at: ctx.clock.now() });
    tx.record({ type: 'workflow.created', subject: `workflow:${id}`, actor, data: { name } });
  });
  return id;
}

/** Changes the draft; what is published stays as it is. */
export function changeWorkflow(
  ctx: Context,
  actor: string,
  edit: { id: string; revision: number; name?: string; description?: string; graph?: WorkflowGraph },
): void {
  ctx.db.write((tx) => {
    const record = found(findWorkflow(tx, edit.id), 'workflow');
    const { name = record.name, description = record.description, graph: draft = record.draft } = edit;
    const updated_at = ctx.clock.now();
    if (!updateWorkflow(tx, record, edit.revision, { name, description, draft, updated_at })) refuseStale(record);
    if (name !== record.name) {
      tx.record({ type: 'workflow.renamed', subject: `workflow:${edit.id}`, actor, data: { name } });
    }
  });
}

export function removeWorkflow(ctx: Context, actor: string, id: string): { done: true } {
  ctx.db.write((tx) => {
    const record = found(findWorkflow(tx, id), 'workflow');
    if (record.state === 'live' || record.state === 'paused') {
      throw new HeraldError('WRONG_STATE', 'This workflow is in use.', { hint: 'Archive it first.' });
    }
    const users = workflowsUsing(tx, 'workflow', id);
    if (users.length > 0) {
      throw new HeraldError(
        'IN_USE',
        `This workflow is started or stopped by ${users.map(({ name }) => `"${name}"`).join(', ')}.`,
        {
          hint: 'Take it out of there first.',
          workflows: users,
        },
      );
    }
    deleteWorkflow(tx, record, ctx.clock.now());
    tx.record({ type: 'workflow.deleted', subject: `workflow:${id}`, actor, data: { name: record.name } });
  });
  return { done: true };
}

/** @param own the workflow that the graph is of, which can't stop itself */
export function checkGraph(ctx: ReadContext, { graph, id: own }: { graph: WorkflowGraph; id?: string }): GraphIssue[] {
  return validateGraph(graph, { ...worldOf(ctx.db.reader), own });
}

const CHANGES = {
  pause: { from: ['live'], to: 'paused', said: 'workflow.paused' },
  resume: { from: ['paused'], to: 'live', said: 'workflow.resumed' },
  archive: { from: ['live', 'paused'], to: 'archived', said: 'workflow.archived' },
} as const satisfies Record<string, { from: WorkflowState[]; to: WorkflowState; said: string }>;
export type WorkflowChange = keyof typeof CHANGES;

/** Pausing stops everybody where they are; archiving takes everybody out. */
export function changeWorkflowState(ctx: Context, actor: string, id: string, change: WorkflowChange): void {
  const { from, to, said } = CHANGES[change];
  ctx.db.write((tx) => {
    const record = found(findWorkflow(tx, id), 'workflow');
    const at = ctx.clock.now();
    if (!setWorkflowState(tx, record, { from, to, at })) {
      throw new HeraldError('WRONG_STATE', `This workflow is ${record.state}, so that it can't be done.`, {
        state: record.state,
      });
    }
    // What happened while nobody could enter lets nobody in afterwards.
    if (change === 'resume') forgetSignals(tx, record.no);
    if (change === 'archive') {
      dropTriggers(tx, record.no);
      forgetIntakes(tx, record.no);
      const counts = new CountChanges();
      counts.add(record.no, '', 'ended:removed', endAll(tx, record.no, 'removed', at));
      counts.write(tx);
      recountPlaces(tx, record.no);
    }
    tx.record({ type: said, subject: `workflow:${id}`, actor });
    tx.touch(`workflow-stats:${id}`);
  });
}

/** The draft becomes what a version was; publishing makes it count. */
export function restoreVersion(
  ctx: Context,
  actor: string,
  { id, revision, number }: { id: string; revision: number; number: number },
): void {
  changeWorkflow(ctx, actor, { id, revision, graph: graphOfVersion(ctx, id, number) });
}

export function graphOfVersion(ctx: ReadContext, id: string, number: number): WorkflowGraph {
  const { no } = found(findWorkflow(ctx.db.reader, id), 'workflow');
  const version = found(
    versionsOf(ctx.db.reader, no).find((one) => one.number === number),
    'version of this workflow',
  );
  return found(findVersion(ctx.db.reader, version.no), 'version of this workflow').graph;
}

export interface WorkflowCounts {
  entered: number;
  inside: number;
  ended: Record<string, number>;
  nodes: { node: string; here: number; failed: number; left: Record<string, number> }[];
  messages: MessageFigures[];
  /** Should have moved long ago. */
  stuck: number;
}

export function getCounts(ctx: ReadContext & Pick<ServiceContext, 'clock'>, id: string): WorkflowCounts {
  const { reader } = ctx.db;
  const record = found(findWorkflow(reader, id), 'workflow');
  const nodes = new Map<string, WorkflowCounts['nodes'][number]>();
  const counts: WorkflowCounts = { entered: 0, inside: 0, ended: {}, nodes: [], messages: [], stuck: 0 };
  for (const { node, measure, n } of countsOfWorkflow(reader, record.no)) {
    const [kind = '', ...rest] = measure.split(':');
    // A way out of a split is called as people like, also with a colon.
    const what = rest.join(':');
    if (node === '') {
      if (kind === 'ended') counts.ended[what] = n;
      else counts.entered = n;
      continue;
    }
    const known = nodes.get(node) ?? { node, here: 0, failed: 0, left: {} };
    if (kind === 'left') known.left[what] = n;
    else if (kind === 'here' || kind === 'failed') {
      known[kind] = n;
      counts.inside += n;
    }
    nodes.set(node, known);
  }
  const stuck = record.state === 'live' ? countStuck(reader, record.no, ctx.clock.now() - LATE) : 0;
  return { ...counts, nodes: [...nodes.values()], messages: messageFigures(reader, record.no), stuck };
}

/** Who stands where now, for the choice at publishing. */
export function getOccupied(
  ctx: ReadContext,
  id: string,
): { node: string; name: string; n: number; in_draft: boolean }[] {
  const { reader } = ctx.db;
  const record = found(findWorkflow(reader, id), 'workflow');
  const versions = versionsOf(reader, record.no).flatMap(({ no }) => findVersion(reader, no)?.graph.nodes ?? []);
  return occupiedNodes(reader, record.no).map(({ node, n }) => ({
    node,
    n,
    name: versions.find(({ id: known }) => known === node)?.name ?? '',
    in_draft: record.draft.nodes.some(({ id: known }) => known === node),
  }));
}

/** Messages that were paused, because their text could not be filled in or because they did harm, go on. */
export function resumeMessages(ctx: Context, actor: string, id: string): { done: true } {
  ctx.db.write((tx) => {
    const record = found(findWorkflow(tx, id), 'workflow');
    for (const send of pausedMessages(tx, record.no)) {
      changeSend(tx, send, 'resume', { updated_at: instantOf(ctx.clock.now()), reason: null });
    }
    tx.record({ type: 'workflow.messages_resumed', subject: `workflow:${id}`, actor });
    tx.touch(`workflow-stats:${id}`);
  });
  return { done: true };
}
