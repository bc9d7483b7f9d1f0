import { chooseShare } from '#shared/domain/workflow/choose-share.ts';
import type { Condition, WorkflowGraph, WorkflowNode } from '#shared/domain/workflow/workflow-graph.ts';
import { HOUR, MINUTE } from '#shared/kernel/instant.ts';

/** What a world without surprises answers, at each moment. */
export interface World {
  holds(condition: Condition, at: number): boolean;
  quietUntil(at: number): number;
  answer(node: string): 'ok' | 'failed';
  date(at: number): string | null;
}

export interface Walked {
  way: string[];
  effects: string[];
  end: string;
}

const UNIT = { minutes: MINUTE, hours: HOUR, days: 24 * HOUR, weeks: 168 * HOUR };

/**
 * Goes through a graph the slow and simple way: it asks minute by minute what a person at this node would do now, knows nothing of
 * timers, and keeps no state but where they are, since when, and which goals they have. Everything is in UTC.
 */
export function walk(graph: WorkflowGraph, world: World, seed: number, start: number, until: number): Walked {
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const out: Walked = { way: [], effects: [], end: 'inside' };
  const goals = new Set<string>();
  let at = start;
  let since = start;
  let node = graph.nodes.find(({ type }) => type === 'manual');
  let asked = false;
  while (node && at <= until && out.way.length < 400) {
    const here: WorkflowNode = node;
    const { exit_when } = graph.settings;
    if (exit_when && world.holds(exit_when, at)) return { ...out, way: [...out.way, here.id], end: 'exit_condition' };
    const goal = graph.nodes.find(
      (one) => one.type === 'goal' && one !== here && !goals.has(one.id) && world.holds(one.when, at),
    );
    if (goal) {
      out.way.push(here.id);
      goals.add(goal.id);
      node = goal;
      since = at;
      asked = false;
      continue;
    }
    if (here.type === 'exit') return { ...out, way: [...out.way, here.id], end: 'exit' };
    const port = portNow(here, { world, at, since, seed, goals, asked });
    if (port === 'asks') {
      out.effects.push(here.id);
      asked = true;
      continue;
    }
    if (port === null) {
      at = nextLook(here, world, at, since);
      continue;
    }
    if (
      here.type === 'webhook' &&
      port === 'failed' &&
      !graph.edges.some((e) => e.from === here.id && e.port === port)
    ) {
      return { ...out, end: 'failed' };
    }
    if (here.type === 'send_email' || here.type === 'tag') out.effects.push(here.id);
    out.way.push(`${here.id}:${port}`);
    const edge = graph.edges.find(({ from, port: way }) => from === here.id && way === port);
    if (!edge) return { ...out, end: 'completed' };
    node = byId.get(edge.to);
    since = at;
    asked = false;
  }
  return out;
}

interface Now {
  world: World;
  at: number;
  since: number;
  seed: number;
  goals: Set<string>;
  asked: boolean;
}

function portNow(node: WorkflowNode, { world, at, since, seed, goals, asked }: Now): string | null {
  switch (node.type) {
    case 'wait':
      return at >= since + node.amount * UNIT[node.unit] ? 'next' : null;
    case 'wait_until':
      if (world.holds(node.when, at)) return 'met';
      return node.timeout && at >= since + node.timeout.amount * UNIT[node.timeout.unit] ? 'timeout' : null;
    case 'wait_date': {
      const date = world.date(since);
      if (date === null) return 'missing';
      return at >= Date.parse(`${date}T09:00:00Z`) ? 'next' : null;
    }
    case 'if':
      return world.holds(node.when, at) ? 'yes' : 'no';
    case 'split':
      return chooseShare(node.shares, seed, node.id);
    case 'goal':
      if (!goals.has(node.id) && world.holds(node.when, at)) goals.add(node.id);
      return 'next';
    case 'send_email':
      return world.quietUntil(at) > at ? null : 'next';
    case 'webhook':
      if (!asked) return 'asks';
      return world.answer(node.id) === 'ok' ? 'next' : 'failed';
    default:
      return 'next';
  }
}

/** When it is worth looking again; conditions are looked at once an hour from their beginning on. */
function nextLook(node: WorkflowNode, world: World, at: number, since: number): number {
  if (node.type === 'wait') return since + node.amount * UNIT[node.unit];
  if (node.type === 'send_email') return world.quietUntil(at);
  if (node.type === 'wait_date') return Date.parse(`${world.date(since)}T09:00:00Z`);
  if (node.type !== 'wait_until') return at + HOUR;
  const end = node.timeout ? since + node.timeout.amount * UNIT[node.timeout.unit] : Number.POSITIVE_INFINITY;
  return Math.min(at + HOUR, end);
}
