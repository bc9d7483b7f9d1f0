import type { NodeSpec } from '#shared/domain/workflow/workflow-graph.ts';
import { drawGraph, type WorkflowHouse, workflowHouse } from '#test/support/workflow/workflow-house.ts';
import { type Bench, type Figure, median, round, spread } from './figure.ts';
import { fillContacts } from './support/fill-contacts.ts';

const TICKS = 2_000;
const ENTRIES = 50;
const sleep: NodeSpec = { type: 'wait', amount: 1_000, unit: 'days', at: null, weekdays: [] };

/** A look at who is due while a million sleep, beside the same while a thousand do; and how soon an event leads to its effect. */
const bench: Bench = {
  name: 'workflow.timers',
  run({ quick }) {
    const many = measure(quick ? 50_000 : 1_000_000);
    const few = measure(1_000);
    const common = {
      bench: 'workflow.timers',
      n: many.sleepers,
      repeats: TICKS,
      spread: spread([few.tick, many.tick]),
    };
    const tick: Figure = {
      ...common,
      value: round(many.tick),
      unit: 'us a tick',
      against: 'a thousand sleepers',
      baseline: round(few.tick),
      ratio: round(few.tick / many.tick),
      goal: 0.2,
      pass: few.tick / many.tick >= 0.2,
      memory_growth_mib: round(many.growth),
    };
    const latency: Figure = {
      ...common,
      value: round(many.latency),
      unit: 'ms from event to effect',
      against: 'a thousand sleepers',
      baseline: round(few.latency),
      ratio: round(few.latency / many.latency),
      goal: 0.2,
      pass: few.latency / many.latency >= 0.2,
      repeats: ENTRIES,
    };
    return Promise.resolve([tick, latency]);
  },
};
export default bench;

interface Measured {
  sleepers: number;
  /** Median microseconds. */
  tick: number;
  /** Median milliseconds. */
  latency: number;
  growth: number;
}

function measure(sleepers: number): Measured {
  const house = workflowHouse();
  try {
    const graph = drawGraph(
      {
        start: { type: 'on_event', event: 'purchase' },
        set: { type: 'set_field', field: 'city', value: 'Berlin' },
        sleep,
      },
      ['start next set', 'set next sleep'],
    );
    house.publish(graph);
    fillSleepers(house, sleepers);
    house.settle();
    const before = process.memoryUsage().rss;
    const ticks = Array.from({ length: TICKS }, () => timed(() => look(house)));
    const growth = (process.memoryUsage().rss - before) / 2 ** 20;
    const entries = Array.from({ length: ENTRIES }, (_, index) => timed(() => buy(house, sleepers + index + 1)));
    return { sleepers, tick: median(ticks) * 1_000, latency: median(entries), growth };
  } finally {
    house.close();
  }
}

function fillSleepers({ ctx: { db, clock } }: WorkflowHouse, sleepers: number): void {
  fillContacts(db, sleepers + ENTRIES);
  db.write((tx) =>
    tx
      .sql(
        `INSERT INTO enrolment (id, workflow_no, version_no, contact_no, state, node, visit, since, entered_at, waits, due_at, deadline)
         SELECT id, 1, 1, no, 'active', 'sleep', 2, @now, @now, 'time', @now + 1000000 + no, @now + 1000000 + no FROM contact WHERE no <= @sleepers`,
      )
      .run({ now: clock.now(), sleepers }),
  );
}

/** The event is told, and the field of the contact is set. */
function buy(house: WorkflowHouse, contact_no: number): void {
  const { db, clock } = house.ctx;
  db.write((tx) =>
    tx
      .sql(`INSERT INTO event (name_no, contact_no, at) SELECT no, ?, ? FROM event_name WHERE name = 'purchase'`)
      .run(contact_no, clock.now()),
  );
  while (house.engine.step());
}

/** What the thread does when it wakes. */
function look({ engine }: WorkflowHouse): void {
  engine.step();
  engine.nextDue();
}

function timed(work: () => void): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}
