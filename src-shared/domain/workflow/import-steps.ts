import { HeraldError } from '#shared/kernel/herald-error.ts';
import { type NodeSpec, portsOf, type WorkflowEdge, type WorkflowNode } from './workflow-graph.ts';

/** A step of the linear form: a node's own properties, or one of the short forms of `specOf`. */
export interface LinearStep {
  type: string;
  id?: string;
  [property: string]: unknown;
}

export interface LinearWorkflow {
  trigger?: NodeSpec;
  steps: LinearStep[];
}

/** Where a way of a step goes: to the next one, to one with this id, to steps of its own, or out. */
type Way = string | LinearStep[] | undefined;

const ENDS: ReadonlySet<string> = new Set(['end', 'exit', 'stop']);
const COLUMN = 260;
const ROW = 120;

/**
 * `{"steps": [{"type": "wait", "duration_hours": 24}, {"type": "if_opened", "yes": "thanks", "no": [...]}]}` as nodes and edges. Steps
 * follow one another; a way of a branch names the id of a step, has steps of its own, or says "end". Nodes get their places later.
 */
export function graphOfSteps({ trigger = { type: 'manual' }, steps }: LinearWorkflow): {
  nodes: WorkflowNode[];
  edges: WorkflowEdge[];
} {
  const drawing = new Drawing(steps);
  drawing.add('start', trigger, 0);
  const first = drawing.draw(steps, null, 0);
  if (first !== null) drawing.connect('start', 'next', first);
  return { nodes: drawing.nodes, edges: drawing.edges };
}

class Drawing {
  readonly nodes: WorkflowNode[] = [];
  readonly edges: WorkflowEdge[] = [];
  readonly #named: ReadonlySet<string>;
  #count = 0;

  constructor(steps: readonly LinearStep[]) {
    const names = [...namesIn(steps)];
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined) throw refusal(`Two steps have the id "${twice}".`, 'Give each step an id of its own.');
    this.#named = new Set(names);
  }

  add(id: string, spec: NodeSpec, column: number): void {
    this.nodes.push({ id, name: '', x: column * COLUMN, y: this.nodes.length * ROW, ...spec });
  }

  connect(from: string, port: string, to: string): void {
    this.edges.push({ from, port, to });
  }

  /** @returns the id of the first step; `after` is where the last one goes on */
  draw(steps: readonly LinearStep[], after: string | null, column: number): string | null {
    const ids = steps.map((step) => step.id ?? this.#freeId());
    steps.forEach((step, index) => {
      const id = ids[index] ?? '';
      const spec = specOf(step, index);
      this.add(id, spec, column);
      const next = ids[index + 1] ?? after;
      portsOf(spec).forEach((port, place) => {
        const way = waysOf(step, spec)[port];
        const to = this.#target(way, next, { step: index, port, column: column + place });
        if (to !== null) this.connect(id, port, to);
      });
    });
    return ids[0] ?? after;
  }

  #target(way: Way, next: string | null, at: { step: number; port: string; column: number }): string | null {
    if (way === undefined || way === 'next') return next;
    if (Array.isArray(way)) return this.draw(way, next, at.column + 1);
    if (ENDS.has(way)) return null;
    if (this.#named.has(way)) return way;
    throw refusal(
      `Step ${at.step + 1} goes to "${way}" on ${at.port}, but no step has this id.`,
      'Name the id of a step, or "end".',
    );
  }

  #freeId(): string {
    do this.#count++;
    while (this.#named.has(`step_${this.#count}`));
    return `step_${this.#count}`;
  }
}

function* namesIn(steps: readonly LinearStep[]): Iterable<string> {
  for (const step of steps) {
    if (step.id !== undefined) yield step.id;
    for (const value of Object.values(step)) if (isSteps(value)) yield* namesIn(value);
  }
}

function isSteps(value: unknown): value is LinearStep[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'object' && one !== null && 'type' in one);
}

/** The ways that a step says itself; "met" and "timeout" of a wait may be called yes and no, too. */
function waysOf(step: LinearStep, spec: NodeSpec): Record<string, Way> {
  const { yes, no } = step;
  const ways: Record<string, unknown> = spec.type === 'wait_until' ? { met: yes, timeout: no } : { yes, no };
  for (const port of portsOf(spec)) if (port in step && port !== 'next') ways[port] = step[port];
  ways.next = step.next;
  return Object.fromEntries(
    Object.entries(ways).filter(([, way]) => typeof way === 'string' || isSteps(way)),
  ) as Record<string, Way>;
}

const DURATION = /^duration_(minutes|hours|days|weeks)$/;

/** What a step does, from its short form. */
function specOf(step: LinearStep, index: number): NodeSpec {
  const { id: _id, type, yes: _yes, no: _no, next: _next, ...rest } = step;
  const duration = Object.entries(rest).flatMap(([name, amount]) => {
    const unit = DURATION.exec(name)?.[1];
    return unit ? [{ unit, amount: Number(amount) }] : [];
  })[0];
  const act = /^if_(received|opened|clicked)$/.exec(type)?.[1];
  if (act) {
    const when = { kind: 'previous_email', act };
    return (duration ? { type: 'wait_until', when, timeout: duration } : { type: 'if', when }) as NodeSpec;
  }
  if (type === 'if_rule') return { type: 'if', when: { kind: 'rule', rule: String(rest.rule ?? '') } };
  if (type === 'wait') {
    if (!duration && rest.amount === undefined) {
      throw refusal(`Step ${index + 1} waits, but does not say how long.`, 'For example "duration_hours": 24.');
    }
    return { at: null, weekdays: [], ...(duration ?? {}), ...withoutDurations(rest), type } as NodeSpec;
  }
  return { ...defaultsOf(type), ...rest, type } as NodeSpec;
}

function withoutDurations(rest: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(rest).filter(([name]) => !DURATION.test(name)));
}

function defaultsOf(type: string): object {
  if (type === 'send_email') return { preheader: '', body_kind: 'html', sender_id: null };
  if (type === 'send_sms') return { sender_id: null };
  if (type === 'tag' || type === 'list') return { change: 'add' };
  if (type === 'notify') return { text: '' };
  return {};
}

function refusal(message: string, hint: string): HeraldError {
  return new HeraldError('INVALID_INPUT', message, { field: 'steps', hint });
}
