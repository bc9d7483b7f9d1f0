import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { advanceEnrolment } from '#shared/domain/workflow/advance-enrolment.ts';
import { type Facts, newEnrolment } from '#shared/domain/workflow/enrolment.ts';
import {
  type Condition,
  DEFAULT_SETTINGS,
  type NodeSpec,
  portsOf,
  type WorkflowGraph,
  type WorkflowNode,
} from '#shared/domain/workflow/workflow-graph.ts';
import { DAY, HOUR, MINUTE } from '#shared/kernel/instant.ts';
import { type Walked, type World, walk } from './reference-walk.ts';

const START = Date.parse('2026-03-02T10:00:00Z');
const HORIZON = START + 40 * DAY;

const condition: fc.Arbitrary<Condition> = fc
  .integer({ min: 0, max: 9 })
  .map((n): Condition => ({ kind: 'rule', rule: `rule ${n}` }));
const span = fc.record({
  amount: fc.integer({ min: 1, max: 70 }),
  unit: fc.constantFrom('minutes' as const, 'hours' as const),
});

const spec: fc.Arbitrary<NodeSpec> = fc.oneof(
  span.map((wait): NodeSpec => ({ type: 'wait', ...wait, at: null, weekdays: [] })),
  fc.record({ when: condition, timeout: fc.option(span) }).map((it): NodeSpec => ({ type: 'wait_until', ...it })),
  fc.constant<NodeSpec>({
    type: 'wait_date',
    moment: { kind: 'field', field: 'day', offset_days: 0, at: '09:00', yearly: false },
  }),
  condition.map((when): NodeSpec => ({ type: 'if', when })),
  condition.map((when): NodeSpec => ({ type: 'goal', when })),
  fc.constant<NodeSpec>({
    type: 'split',
    shares: [
      { port: 'a', share: 2 },
      { port: 'b', share: 1 },
    ],
  }),
  fc.constant<NodeSpec>({ type: 'tag', tag_id: 't', change: 'add' }),
  fc.constant<NodeSpec>({ type: 'webhook', url: 'https://example.org' }),
  fc.constant<NodeSpec>({
    type: 'send_email',
    subject: 's',
    preheader: '',
    body_kind: 'html',
    body: 'b',
    sender_id: null,
  }),
  fc.constant<NodeSpec>({ type: 'exit' }),
);

/** Ways lead on to later nodes; those of waits lead anywhere, so that people go round. */
const graphs: fc.Arbitrary<WorkflowGraph> = fc
  .record({
    specs: fc.array(spec, { minLength: 1, maxLength: 12 }),
    aims: fc.array(fc.nat(), { minLength: 30, maxLength: 30 }),
    exit_when: fc.option(condition, { freq: 6 }),
  })
  .map(({ specs, aims, exit_when }) => {
    const nodes: WorkflowNode[] = [{ type: 'manual' } as NodeSpec, ...specs].map((one, index) => ({
      id: `n${index}`,
      name: '',
      x: 0,
      y: 0,
      ...one,
    }));
    let aim = 0;
    const edges = nodes.flatMap((node, index) =>
      portsOf(node).flatMap((port) => {
        const isWait = node.type.startsWith('wait');
        const first = isWait ? 1 : index + 1;
        const to = first + ((aims[aim++ % aims.length] ?? 0) % (nodes.length - first + 1));
        return to < nodes.length ? [{ from: node.id, port, to: `n${to}` }] : [];
      }),
    );
    return { settings: { ...DEFAULT_SETTINGS, exit_when }, nodes, edges };
  });

/** What holds changes from hour to hour, and is the same for whoever asks. */
function worldOf(salt: number): World {
  const chance = (text: string) => {
    let value = salt ^ 0x9e3779b9;
    for (const char of text) value = Math.imul(value ^ char.charCodeAt(0), 0x01000193);
    return ((value ^ (value >>> 15)) >>> 0) % 100;
  };
  return {
    holds: (asked, at) => chance(`${asked.kind === 'rule' ? asked.rule : ''} ${Math.floor(at / HOUR)}`) < 12,
    quietUntil: (at) => (new Date(at).getUTCHours() < 6 ? Math.floor(at / DAY) * DAY + 6 * HOUR : at),
    answer: (node) => (chance(node) < 60 ? 'ok' : 'failed'),
    date: (at) =>
      chance(`date ${at}`) < 20 ? null : new Date(at + (chance(`${at}`) - 50) * HOUR).toISOString().slice(0, 10),
  };
}

/** The engine's loop without its tables: the clock jumps to when somebody is due. */
function drive(graph: WorkflowGraph, world: World, seed: number): Walked {
  const out: Walked = { way: [], effects: [], end: 'inside' };
  let now = START;
  let enrolment = newEnrolment('n0', seed, now);
  let answer: 'ok' | 'failed' | null = null;
  while (now <= HORIZON && out.way.length < 400) {
    const facts: Facts = {
      zone: 'UTC',
      holds: (asked) => world.holds(asked, now),
      changesWithTime: () => true,
      field: () => world.date(enrolment.since),
      writable_at: world.quietUntil(now),
      answer,
    };
    const { node } = enrolment;
    const step = advanceEnrolment(graph, enrolment, facts, now);
    if (step.effects.length > 0) out.effects.push(node);
    if (step.effects.some(({ kind }) => kind === 'call')) answer = world.answer(node);
    if (step.passage) {
      answer = null;
      out.way.push(step.passage.port === null ? node : `${node}:${step.passage.port}`);
    }
    enrolment = step.enrolment;
    if (enrolment.state === 'ended') return { ...out, end: enrolment.ended ?? '' };
    if (enrolment.state === 'failed') return { ...out, end: 'failed' };
    if (step.passage || step.effects.length > 0) continue;
    if (enrolment.due === null) return out;
    now = enrolment.due;
  }
  return out;
}

test('of any graph and any facts the engine makes what a simple walk makes', () => {
  fc.assert(
    fc.property(graphs, fc.integer(), fc.nat(1_000), (graph, salt, seed) => {
      const world = worldOf(salt);
      expect(drive(graph, world, seed)).toEqual(walk(graph, world, seed, START, HORIZON));
    }),
    { numRuns: 2_000 },
  );
});

const placed = (id: string, node: NodeSpec): WorkflowNode => ({ id, name: '', x: 0, y: 0, ...node });

describe('waiting', () => {
  const facts = (over: Partial<Facts> = {}): Facts => ({
    zone: 'Europe/Berlin',
    holds: () => false,
    changesWithTime: () => false,
    field: () => null,
    writable_at: 0,
    answer: null,
    ...over,
  });
  const graphOf = (node: NodeSpec): WorkflowGraph => ({
    settings: DEFAULT_SETTINGS,
    nodes: [placed('a', node), placed('b', { type: 'exit' })],
    edges: [{ from: 'a', port: 'next', to: 'b' }],
  });
  const dueOf = (node: NodeSpec, at: string, over: Partial<Facts> = {}) => {
    const now = Date.parse(at);
    const { enrolment } = advanceEnrolment(graphOf(node), newEnrolment('a', 1, now), facts(over), now);
    return enrolment.due === null ? null : new Date(enrolment.due).toISOString();
  };
  const wait = (more: object): NodeSpec =>
    ({ type: 'wait', amount: 1, unit: 'days', at: null, weekdays: [], ...more }) as NodeSpec;

  it('counts days by the calendar when the clocks go forward, and hours by the clock', () => {
    // In the night to the 29th of March Berlin loses an hour.
    expect(dueOf(wait({}), '2026-03-28T11:00:00Z')).toBe('2026-03-29T10:00:00.000Z');
    expect(dueOf(wait({ amount: 24, unit: 'hours' }), '2026-03-28T11:00:00Z')).toBe('2026-03-29T11:00:00.000Z');
  });

  it('moves a time that the clocks skip forward by the gap', () => {
    expect(dueOf(wait({ at: '02:30' }), '2026-03-28T11:00:00Z')).toBe('2026-03-29T01:30:00.000Z');
  });

  it('waits for a time of the day and one of the weekdays', () => {
    // A Friday; Monday at nine.
    expect(dueOf(wait({ at: '09:00', weekdays: [1] }), '2026-01-02T12:00:00Z')).toBe('2026-01-05T08:00:00.000Z');
    expect(dueOf(wait({ amount: 2, unit: 'hours', at: '09:00' }), '2026-01-02T05:00:00Z')).toBe(
      '2026-01-02T08:00:00.000Z',
    );
    expect(dueOf(wait({ amount: 2, unit: 'hours', at: '09:00' }), '2026-01-02T07:00:00Z')).toBe(
      '2026-01-03T08:00:00.000Z',
    );
  });

  it('waits for the anniversary of a date, for the 28th where there is no 29th', () => {
    const birthday: NodeSpec = {
      type: 'wait_date',
      moment: { kind: 'field', field: 'birthday', offset_days: 0, at: '08:00', yearly: true },
    };
    expect(dueOf(birthday, '2026-01-02T12:00:00Z', { field: () => '2000-02-29' })).toBe('2026-02-28T07:00:00.000Z');
    expect(dueOf(birthday, '2027-06-01T12:00:00Z', { field: () => '2000-02-29' })).toBe('2028-02-29T07:00:00.000Z');
  });

  it('does not let people wait for what is past', () => {
    const fixed: NodeSpec = { type: 'wait_date', moment: { kind: 'fixed', local: '2026-01-01T09:00' } };
    const now = Date.parse('2026-02-01T00:00:00Z');
    const { enrolment } = advanceEnrolment(graphOf(fixed), newEnrolment('a', 1, now), facts(), now);
    expect(enrolment.node).toBe('b');
  });

  it('keeps its end when something else wakes somebody', () => {
    const graph = graphOf(wait({ amount: 10, unit: 'minutes' }));
    const begun = advanceEnrolment(graph, newEnrolment('a', 1, START), facts(), START).enrolment;
    const woken = advanceEnrolment(graph, { ...begun, due: START + MINUTE }, facts(), START + MINUTE).enrolment;
    expect(woken.due).toBe(START + 10 * MINUTE);
  });
});

test.each([
  ['America/Los_Angeles', '2026-03-02T00:10:00+01:00', '2026-03-02T17:00:00Z'],
  ['Pacific/Auckland', '2026-03-02T00:10:00+01:00', '2026-03-02T00:10:00+01:00'],
  ['Europe/Berlin', '2026-03-02T00:10:00+01:00', '2026-03-02T08:00:00Z'],
])('a day that begins in Berlin is that date in %s', (zone, seen, expected) => {
  const since = Date.parse(seen);
  const start: NodeSpec = { type: 'on_date', field: 'day', offset_days: 0, at: '09:00', yearly: true };
  const graph: WorkflowGraph = {
    settings: DEFAULT_SETTINGS,
    nodes: [{ id: 'n0', name: '', x: 0, y: 0, ...start }],
    edges: [],
  };
  const facts: Facts = {
    zone,
    holds: () => false,
    changesWithTime: () => false,
    field: () => '1990-03-02',
    writable_at: since,
    answer: null,
  };
  const { enrolment, passage } = advanceEnrolment(graph, newEnrolment('n0', 1, since), facts, since);
  expect(passage?.left ?? enrolment.due).toBe(Date.parse(expected));
});
