import { compileUntracked } from '#main/rendering/check-message.ts';
import { compileSms, fillSms } from '#main/rendering/compile-sms.ts';
import { fillText } from '#main/rendering/compiled-text.ts';
import { type MergeContact, mergeDataOf } from '#main/rendering/merge-data.ts';
import { RenderError } from '#main/rendering/render-error.ts';
import { findList } from '#main/repositories/consent/list.repo.ts';
import { findContact } from '#main/repositories/contact/contact.repo.ts';
import { zoneOf } from '#main/repositories/segment/segment-world.ts';
import { readTimingRules } from '#main/repositories/timing/timing-rules.repo.ts';
import { findWorkflow } from '#main/repositories/workflow/workflow.repo.ts';
import {
  deleteRehearsal,
  insertRehearsal,
  type RehearsalRecord,
  rehearsalsOf,
} from '#main/repositories/workflow/workflow-rehearsal.repo.ts';
import { zoneOr } from '#shared/domain/campaign/wall-time.ts';
import { printSegment } from '#shared/domain/segment/print-segment.ts';
import type { SegmentPerson } from '#shared/domain/segment/segment-subject.ts';
import { type RehearsedStep, rehearse } from '#shared/domain/workflow/rehearse.ts';
import { nodeOf, type WorkflowGraph, type WorkflowNode } from '#shared/domain/workflow/workflow-graph.ts';
import { found } from '#shared/kernel/herald-error.ts';
import { type Instant, instantOf, millisOf } from '#shared/kernel/instant.ts';
import { previewAddresses } from '../campaign/preview-addresses.ts';
import { SegmentRules, typesOfFields } from '../segment/segment-rules.ts';
import type { ServiceContext } from '../service-context.ts';
import { requireOrganization, trackingBase } from '../tracking/tracking-address.ts';
import { audienceOf } from './loaded-version.ts';
import { obstaclesOf, type SceneInput, subjectOf } from './rehearsal-person.ts';
import { boundRules } from './workflow-world.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'ids' | 'endpoints'>;

export interface RehearsedMessage {
  to: string;
  subject: string;
  html: string;
  text: string;
  /** Why it can't be made; null: it can. */
  problem: string | null;
}

export interface RehearsedStepView extends Omit<RehearsedStep, 'entered' | 'left' | 'because' | 'message'> {
  entered_at: Instant;
  left_at: Instant | null;
  because: { rule: string; holds: boolean; value: RehearsedStep['because'][number]['value'] }[];
  message: RehearsedMessage | null;
}

export interface RehearsalView {
  steps: RehearsedStepView[];
  state: 'active' | 'ended' | 'failed';
  ended: string | null;
  zone: string;
}

/** Lets somebody go through the draft, or through a drawing that has not been saved. Nothing is sent, and nothing is kept. */
export function rehearseWorkflow(
  ctx: Context,
  { id, graph, scene }: { id: string; graph?: WorkflowGraph; scene: SceneInput },
): RehearsalView {
  const { draft } = found(findWorkflow(ctx.db.reader, id), 'workflow');
  return run(ctx, graph ?? draft, scene);
}

function run(ctx: Context, graph: WorkflowGraph, input: SceneInput): RehearsalView {
  const { reader } = ctx.db;
  const bound = boundRules(reader, graph);
  const rules = new SegmentRules(reader);
  const subject = subjectOf(ctx, graph, input, rules, Object.values(bound));
  const zone = zoneOr(subject.person.timezone, zoneOf(reader));
  const { quiet } = readTimingRules(reader);
  const audience = audienceOf(graph);
  const { steps, state, ended } = rehearse(graph, {
    subject,
    zone,
    rule_zone: zoneOf(reader),
    start: input.start === null ? ctx.clock.now() : millisOf(input.start as Instant),
    trigger: input.trigger,
    reads: input.reads,
    reads_after: input.reads_after,
    events: input.events,
    quiet,
    obstacles: obstaclesOf(ctx, input.contact_id),
    audience: audience.everyone ? null : audience.include_lists,
    asksToConfirm: (list_id) => findList(reader, list_id)?.double_opt_in ?? false,
    ruleOf: (text) => bound[text] ?? null,
    evaluation: { ruleOf: (segment_id) => rules.of(segment_id), typeOf: typesOfFields(reader) },
  });
  return { steps: steps.map((step) => viewOf(ctx, nodeOf(graph, step.node), step)), state, ended, zone };
}

function viewOf(
  ctx: Context,
  node: WorkflowNode | undefined,
  { entered, left, because, message, ...step }: RehearsedStep,
): RehearsedStepView {
  return {
    ...step,
    entered_at: instantOf(entered),
    left_at: left === null ? null : instantOf(left),
    because: because.flatMap(({ condition, holds, value }) =>
      condition ? [{ rule: printSegment(condition), holds, value }] : [],
    ),
    message: message && node ? messageOf(ctx, node, message) : null,
  };
}

function messageOf(ctx: Context, node: WorkflowNode, person: SegmentPerson): RehearsedMessage | null {
  if (node.type !== 'send_email' && node.type !== 'send_sms') return null;
  const base = trackingBase(ctx, requireOrganization(ctx.db.reader));
  const merge: MergeContact = { ...person, id: '', email: person.email ?? '' };
  const data = mergeDataOf(merge, previewAddresses(base));
  const nothing = { subject: '', html: '', text: '' };
  try {
    if (node.type === 'send_sms') {
      return { ...nothing, to: person.phone ?? '', text: fillSms(compileSms(node.body), data), problem: null };
    }
    const { subject, html, text } = compileUntracked(node, { base_url: base });
    return {
      to: person.email ?? '',
      subject: fillText(subject, data),
      html: fillText(html, data),
      text: fillText(text, data),
      problem: null,
    };
  } catch (error) {
    if (!(error instanceof RenderError)) throw error;
    return { ...nothing, to: person.email ?? '', problem: error.message };
  }
}

/** The way that somebody went, as rehearsals are compared by it: nodes and ways out, without moments. */
function wayOf({ steps, ended }: RehearsalView): string[] {
  return [...steps.map(({ node, port }) => (port === null ? node : `${node}:${port}`)), ended ?? 'open'];
}

export interface KeptRehearsalView {
  id: string;
  name: string;
  scene: SceneInput;
  way: string[];
  /** The way of now; null: it can't be rehearsed any more, since its contact is gone. */
  now: string[] | null;
  passes: boolean;
  created_at: Instant;
}

/** Keeps a rehearsal with the way that it took: from now on that way is expected. */
export function keepRehearsal(
  ctx: Context,
  { id, name, scene }: { id: string; name: string; scene: SceneInput },
): KeptRehearsalView {
  const workflow = found(findWorkflow(ctx.db.reader, id), 'workflow');
  const own_id = ctx.ids.id();
  const now = ctx.clock.now();
  const fixed = { ...scene, start: scene.start ?? instantOf(now) };
  const way = wayOf(run(ctx, workflow.draft, fixed));
  ctx.db.write((tx) => {
    insertRehearsal(tx, { id: own_id, workflow_no: workflow.no, name, scene: fixed, way, created_at: now });
    tx.touch(`workflow:${id}`);
  });
  return found(
    keptRehearsals(ctx, id).find((one) => one.id === own_id),
    'rehearsal',
  );
}

/** All that are kept, run again on the draft as it is. */
export function keptRehearsals(ctx: Context, id: string): KeptRehearsalView[] {
  const { no, draft } = found(findWorkflow(ctx.db.reader, id), 'workflow');
  return rehearsalsOf<SceneInput>(ctx.db.reader, no).map((kept) => {
    const now = wayNow(ctx, draft, kept);
    return { ...kept, now, passes: now?.join(' ') === kept.way.join(' '), created_at: instantOf(kept.created_at) };
  });
}

function wayNow(ctx: Context, draft: WorkflowGraph, { scene }: RehearsalRecord<SceneInput>): string[] | null {
  if (scene.contact_id !== null && !findContact(ctx.db.reader, scene.contact_id)) return null;
  return wayOf(run(ctx, draft, scene));
}

export function forgetRehearsal(
  ctx: Context,
  { id, rehearsal_id }: { id: string; rehearsal_id: string },
): { done: true } {
  ctx.db.write((tx) => {
    const { no } = found(findWorkflow(tx, id), 'workflow');
    deleteRehearsal(tx, no, rehearsal_id);
    tx.touch(`workflow:${id}`);
  });
  return { done: true };
}
