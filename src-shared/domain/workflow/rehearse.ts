import { MINUTE, type Millis } from '#shared/kernel/instant.ts';
import { evaluateSegment, type SegmentVerdict } from '../segment/evaluate-segment.ts';
import { SegmentClock } from '../segment/segment-clock.ts';
import type { SegmentPerson } from '../segment/segment-subject.ts';
import { conditionsOf } from '../segment/walk-segment.ts';
import { earliestAllowed, isQuietAtTimes } from '../timing/quiet-hours.ts';
import { advanceEnrolment } from './advance-enrolment.ts';
import {
  type Effect,
  type Enrolment,
  type Facts,
  newEnrolment,
  type Passage,
  type Reason,
  type WaitKind,
} from './enrolment.ts';
import { namesTime } from './names-time.ts';
import type { Scene } from './rehearsal-scene.ts';
import { RehearsedPerson } from './rehearsed-person.ts';
import {
  type Condition,
  conditionOf,
  isTrigger,
  nodeOf,
  type WorkflowGraph,
  type WorkflowNode,
} from './workflow-graph.ts';

/** Where they are, from one moment to another; `left` null: there the rehearsal ends. */
export interface RehearsedStep {
  node: string;
  visit: number;
  entered: Millis;
  left: Millis | null;
  port: string | null;
  reason: Passage['reason'] | null;
  waits: WaitKind | null;
  /** What the conditions of this node said when it was left, each with what the contact has. */
  because: { condition: SegmentVerdict['node'] | null; holds: boolean; value: SegmentVerdict['value'] }[];
  /** Set where a message is made: the contact as they are then. */
  message: SegmentPerson | null;
}

export interface Rehearsal {
  steps: RehearsedStep[];
  state: Enrolment['state'];
  ended: Enrolment['ended'];
}

const MOST_STEPS = 500;
const YEARS = 5 * 365 * 24 * 60 * MINUTE;

/** Sends nothing and changes nothing: the engine's own step, with a clock that jumps to whatever happens next. */
export function rehearse(graph: WorkflowGraph, scene: Scene): Rehearsal {
  const trigger = entranceOf(graph, scene.trigger);
  if (!trigger) return { steps: [], state: 'ended', ended: null };
  const person = new RehearsedPerson(scene);
  const steps: RehearsedStep[] = [];
  let now = scene.start;
  let enrolment = newEnrolment(trigger.id, 1, now);
  while (steps.length < MOST_STEPS && enrolment.state === 'active' && now <= scene.start + YEARS) {
    const facts = factsOf(scene, person, enrolment, now);
    const advance = advanceEnrolment(graph, enrolment, facts, now);
    const told = advance.effects.map((effect) => apply(graph, person, { effect, node: enrolment.node, now })).at(-1);
    if (advance.passage)
      steps.push(stepOf(graph, scene, person, { ...advance.passage, ...(told && { reason: told }), now }));
    enrolment = advance.enrolment;
    if (advance.passage || enrolment.state !== 'active' || advance.effects.length > 0) continue;
    const next = nextMoment(enrolment, person.nextHappening(now));
    if (next === null || next <= now) break;
    now = next;
  }
  if (enrolment.state !== 'ended') steps.push(standing(enrolment));
  return { steps, state: enrolment.state, ended: enrolment.ended };
}

/** The trigger by which somebody enters: the one that is asked for, or the first. */
export function entranceOf({ nodes }: WorkflowGraph, trigger: string | null): WorkflowNode | undefined {
  return nodes.find((node) => isTrigger(node) && (trigger === null || node.id === trigger));
}

function factsOf(scene: Scene, person: RehearsedPerson, enrolment: Enrolment, now: Millis): Facts {
  const quiet = scene.quiet && isQuietAtTimes(scene.quiet) ? scene.quiet : null;
  return {
    zone: scene.zone,
    holds: (condition) => verdictOf(scene, person, condition, now).holds,
    changesWithTime: (condition) => condition.kind === 'rule' && namesTime(scene.ruleOf(condition.rule)),
    field: (name) => person.field(name),
    writable_at: quiet ? earliestAllowed(quiet, scene.zone, now) : now,
    answer: person.answered(enrolment) ? 'ok' : null,
  };
}

function verdictOf(
  scene: Scene,
  person: RehearsedPerson,
  condition: Condition,
  now: Millis,
): { holds: boolean; verdict: SegmentVerdict | null } {
  if (condition.kind === 'previous_email') return { holds: person.didWithPrevious(condition.act, now), verdict: null };
  if (condition.kind === 'event') return { holds: person.hasEvent(condition.event, now), verdict: null };
  const rule = scene.ruleOf(condition.rule);
  if (!rule) return { holds: false, verdict: null };
  const clock = new SegmentClock(now, scene.rule_zone);
  const verdict = evaluateSegment(rule, person.subjectAt(now), { ...scene.evaluation, clock });
  return { holds: verdict.holds, verdict };
}

/** @returns how the trace tells it; undefined: as the step says */
function apply(
  graph: WorkflowGraph,
  person: RehearsedPerson,
  { effect, node: id, now }: { effect: Effect; node: string; now: Millis },
): Reason | undefined {
  const node = nodeOf(graph, id);
  if (node?.type === 'send_email' || node?.type === 'send_sms') {
    const obstacle = person.obstacle(node.type === 'send_sms' ? 'sms' : 'email');
    if (obstacle) return { code: 'skipped', why: obstacle };
    if (node.type === 'send_email') person.takeEmail(now);
    return { code: 'sent' };
  }
  if (effect.kind === 'call') person.noteCall(id);
  if (node?.type === 'set_field') return toldOf(person.setField(node.field, node.value));
  if (node?.type === 'tag') return toldOf(person.setTag(node.tag_id, node.change === 'add'));
  if (node?.type === 'list') return toldOf(person.setList(node.list_id, node.change === 'add'));
  return undefined;
}

function toldOf(changed: boolean): Reason | undefined {
  return changed ? undefined : { code: 'unchanged' };
}

function stepOf(
  graph: WorkflowGraph,
  scene: Scene,
  person: RehearsedPerson,
  { now, ...passage }: Passage & { now: Millis },
): RehearsedStep {
  const node = nodeOf(graph, passage.node);
  const condition = node ? conditionOf(node) : null;
  const verdict = condition && verdictOf(scene, person, condition, now).verdict;
  const message = passage.reason.code === 'sent' ? person.person : null;
  return { ...passage, waits: null, message, because: verdict ? leavesOf(verdict) : [] };
}

function leavesOf(verdict: SegmentVerdict): RehearsedStep['because'] {
  const isLeaf = verdict.children.length === 0 || verdict.node.kind === 'segment';
  if (!isLeaf) return verdict.children.flatMap(leavesOf);
  const [condition = null] = conditionsOf(verdict.node);
  return [{ condition, holds: verdict.holds, value: verdict.value }];
}

function standing({ node, visit, since, waits }: Enrolment): RehearsedStep {
  return { node, visit, entered: since, left: null, port: null, reason: null, waits, because: [], message: null };
}

function nextMoment({ due }: Enrolment, happening: Millis | null): Millis | null {
  if (due === null) return happening;
  return happening === null ? due : Math.min(due, happening);
}
