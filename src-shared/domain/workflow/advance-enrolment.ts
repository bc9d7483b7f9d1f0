import { DAY, HOUR, type Millis } from '#shared/kernel/instant.ts';
import { chooseShare } from './choose-share.ts';
import type { Effect, Ending, Enrolment, Facts, Passage, Reason, WaitKind } from './enrolment.ts';
import { afterSpan, endOfWait, momentOfDate } from './wait-time.ts';
import {
  type Condition,
  isTrigger,
  type NodeOf,
  nodeOf,
  targetOf,
  type WorkflowGraph,
  type WorkflowNode,
} from './workflow-graph.ts';

/** One step: either a node was left (`passage`), or the contact waits or is finished where they are. */
export interface Advance {
  enrolment: Enrolment;
  effects: Effect[];
  passage: Passage | null;
}

/** A condition that time alone may change is asked again so often. */
const RECHECK = HOUR;

/**
 * One step of one contact. Pure: whoever calls it saves the enrolment and does the effects in one transaction, and calls again until
 * nothing is due.
 */
export function advanceEnrolment(graph: WorkflowGraph, enrolment: Enrolment, facts: Facts, now: Millis): Advance {
  if (enrolment.state !== 'active') return stay(enrolment);
  const node = nodeOf(graph, enrolment.node);
  if (!node) return stay({ ...enrolment, state: 'failed', due: null });
  const { exit_when } = graph.settings;
  if (exit_when && facts.holds(exit_when)) {
    return finish({ enrolment, now }, 'exit_condition', { code: 'exit_condition' });
  }
  const goal = goalReached(graph, enrolment, facts);
  if (goal) return jump({ enrolment, now }, goal);
  return new Step(graph, enrolment, facts, now).take(node);
}

/** The first goal that holds and has not been reached in this pass. */
function goalReached(graph: WorkflowGraph, { goals, node }: Enrolment, facts: Facts): string | null {
  const open = graph.nodes.filter(({ type, id }) => type === 'goal' && id !== node && !goals.includes(id));
  return open.find((goal) => goal.type === 'goal' && facts.holds(goal.when))?.id ?? null;
}

interface PassedAt {
  enrolment: Pick<Enrolment, 'node' | 'visit' | 'since'>;
  now: Millis;
}

interface At {
  enrolment: Enrolment;
  now: Millis;
}

class Step {
  readonly #graph: WorkflowGraph;
  readonly #enrolment: Enrolment;
  readonly #facts: Facts;
  readonly #now: Millis;

  constructor(graph: WorkflowGraph, enrolment: Enrolment, facts: Facts, now: Millis) {
    this.#graph = graph;
    this.#enrolment = enrolment;
    this.#facts = facts;
    this.#now = now;
  }

  take(node: WorkflowNode): Advance {
    if (node.type === 'on_date') return this.#waitForDay(node);
    if (isTrigger(node)) return this.#leave('next', { code: 'entered' });
    switch (node.type) {
      case 'wait':
        return this.#waitFor('time', endOfWait(node, this.#since, this.#facts.zone));
      case 'wait_date':
        return this.#waitForDate(node);
      case 'wait_until':
        return this.#waitUntil(node);
      case 'if': {
        const holds = this.#facts.holds(node.when);
        return this.#leave(holds ? 'yes' : 'no', { code: 'condition', holds });
      }
      case 'split':
        return this.#leave(chooseShare(node.shares, this.#enrolment.seed, node.id), { code: 'share' });
      case 'goal':
        return this.#goal(node);
      case 'exit':
        return finish({ enrolment: this.#enrolment, now: this.#now }, 'exit', { code: 'exit' });
      case 'send_email':
      case 'send_sms':
        return this.#message();
      case 'webhook':
        return this.#call();
      case 'start_workflow':
        return this.#act({ kind: 'start' });
      case 'stop_workflow':
        return this.#act({ kind: 'stop' });
      case 'note':
        return this.#leave('next', { code: 'done' });
      default:
        return this.#act({ kind: node.type });
    }
  }

  get #since(): Millis {
    return this.#enrolment.since;
  }

  #waitFor(kind: WaitKind, end: Millis): Advance {
    const due = this.#enrolment.waits === kind ? (this.#enrolment.deadline ?? end) : end;
    if (due <= this.#now) return this.#leave('next', { code: this.#enrolment.waits === kind ? 'waited' : 'no_wait' });
    return stay({ ...this.#enrolment, waits: kind, due, deadline: due });
  }

  /** It is their day where the organization is; where they are it may begin later, or be over. */
  #waitForDay(node: NodeOf<'on_date'>): Advance {
    const place = { now: this.#since - DAY, zone: this.#facts.zone };
    return this.#waitFor('date', momentOfDate(this.#facts.field(node.field), node, place) ?? this.#now);
  }

  #waitForDate({ moment }: NodeOf<'wait_date'>): Advance {
    if (this.#enrolment.waits === 'date') return this.#waitFor('date', this.#now);
    const place = { now: this.#now, zone: this.#facts.zone };
    const rule =
      moment.kind === 'field' ? moment : { field: '', offset_days: 0, at: moment.local.slice(11), yearly: false };
    const value = moment.kind === 'field' ? this.#facts.field(moment.field) : moment.local.slice(0, 10);
    const end = momentOfDate(value, rule, place);
    return end === null ? this.#leave('missing', { code: 'no_date' }) : this.#waitFor('date', end);
  }

  #waitUntil({ when, timeout }: NodeOf<'wait_until'>): Advance {
    if (this.#facts.holds(when)) return this.#leave('met', { code: 'met' });
    const deadline = timeout ? afterSpan(timeout, this.#since, this.#facts.zone) : null;
    if (deadline !== null && deadline <= this.#now) return this.#leave('timeout', { code: 'timeout' });
    const due = this.#facts.changesWithTime(when) ? earlier(deadline, this.#now + RECHECK) : deadline;
    return stay({ ...this.#enrolment, waits: 'condition', due, deadline });
  }

  #goal({ id, when }: NodeOf<'goal'>): Advance {
    const { goals } = this.#enrolment;
    if (goals.includes(id)) return this.#leave('next', { code: 'goal' });
    if (!this.#facts.holds(when)) return this.#leave('next', { code: 'goal_open' });
    const enrolment = { ...this.#enrolment, goals: [...goals, id] };
    return move({ graph: this.#graph, enrolment, now: this.#now }, 'next', { code: 'goal' });
  }

  /** In quiet time they wait for its end here, so that what follows counts from the message. */
  #message(): Advance {
    const { writable_at } = this.#facts;
    if (writable_at > this.#now) {
      return stay({ ...this.#enrolment, waits: 'quiet', due: writable_at, deadline: writable_at });
    }
    return this.#act({ kind: 'message' });
  }

  #call(): Advance {
    const { answer } = this.#facts;
    if (answer === 'ok') return this.#leave('next', { code: 'answered' });
    if (answer === 'failed') return this.#noAnswer();
    if (this.#enrolment.waits === 'answer') return stay({ ...this.#enrolment, due: null });
    return { ...stay({ ...this.#enrolment, waits: 'answer', due: null, deadline: null }), effects: [{ kind: 'call' }] };
  }

  /** Where no way is drawn for it, they stay until somebody decides. */
  #noAnswer(): Advance {
    if (targetOf(this.#graph, this.#enrolment.node, 'failed') !== null)
      return this.#leave('failed', { code: 'no_answer' });
    return stay({ ...this.#enrolment, state: 'failed', due: null });
  }

  #act(effect: Effect): Advance {
    return { ...this.#leave('next', { code: 'done' }), effects: [effect] };
  }

  #leave(port: string, reason: Reason): Advance {
    return move({ graph: this.#graph, enrolment: this.#enrolment, now: this.#now }, port, reason);
  }
}

function move({ graph, enrolment, now }: At & { graph: WorkflowGraph }, port: string, reason: Reason): Advance {
  const to = targetOf(graph, enrolment.node, port);
  if (to === null) return finish({ enrolment, now }, 'completed', reason, port);
  return { enrolment: enter(enrolment, to, now), effects: [], passage: passageOf({ enrolment, now }, port, reason) };
}

function jump({ enrolment, now }: At, goal: string): Advance {
  const passage = passageOf({ enrolment, now }, null, { code: 'goal' });
  const there = { ...enter(enrolment, goal, now), goals: [...enrolment.goals, goal] };
  return { enrolment: there, effects: [], passage };
}

/** At the beginning of another node. */
export function enter(enrolment: Enrolment, node: string, now: Millis): Enrolment {
  return { ...enrolment, node, visit: enrolment.visit + 1, since: now, waits: null, due: now, deadline: null };
}

function finish({ enrolment, now }: At, ended: Ending, reason: Reason, port: string | null = null): Advance {
  return {
    enrolment: { ...enrolment, state: 'ended', ended, waits: null, due: null, deadline: null },
    effects: [],
    passage: passageOf({ enrolment, now }, port, reason),
  };
}

/** What the trace says of a node that is left. */
export function passageOf({ enrolment, now }: PassedAt, port: string | null, reason: Reason): Passage {
  const { node, visit, since } = enrolment;
  return { node, visit, entered: since, left: now, port, reason };
}

function stay(enrolment: Enrolment): Advance {
  return { enrolment, effects: [], passage: null };
}

function earlier(one: Millis | null, other: Millis): Millis {
  return one === null ? other : Math.min(one, other);
}

/** Conditions that may free somebody who stands at this node: its own, the goals, and the one to leave. */
export function listensTo(graph: WorkflowGraph, { node, goals, waits }: Enrolment): Condition[] {
  const own = graph.nodes.find(({ id }) => id === node);
  const open = graph.nodes.flatMap((one) => (one.type === 'goal' && !goals.includes(one.id) ? [one.when] : []));
  const exits = graph.settings.exit_when ? [graph.settings.exit_when] : [];
  return [...(own?.type === 'wait_until' && waits === 'condition' ? [own.when] : []), ...open, ...exits];
}
