import type { SegmentVerdict } from './evaluate-segment.ts';

/** A condition that would have to turn. */
export interface SegmentChange {
  /** Its place among the children of the verdicts, from the root on; leads into the rules of other segments. */
  path: number[];
  verdict: SegmentVerdict;
  /** What its verdict would have to be. */
  becomes: boolean;
}

interface Plan {
  cost: number;
  steps: { path: number[]; verdict: SegmentVerdict }[];
}

const IMPOSSIBLE: Plan = { cost: Number.POSITIVE_INFINITY, steps: [] };

/**
 * The fewest conditions that would have to turn for the contact to be in, or out where it is in; the first ones of the rule when
 * several ways are equally short. Empty when there is no way, as through a segment that was deleted. Conditions are taken as
 * independent of each other.
 */
export function whatWouldChange(root: SegmentVerdict): SegmentChange[] {
  return planFor(root, []).steps.map(({ path, verdict }) => ({ path, verdict, becomes: !verdict.holds }));
}

function planFor(verdict: SegmentVerdict, path: number[]): Plan {
  const { node, holds, children } = verdict;
  const plans = () => children.map((child, i) => ({ child, plan: planFor(child, [...path, i]) }));
  switch (node.kind) {
    case 'and':
    case 'or': {
      // An `and` that is false needs all its false children; one that is true falls with any of them. An `or` the other way round.
      const needsAll = (node.kind === 'and') !== holds;
      const open = plans().filter(({ child }) => child.holds === holds);
      return needsAll ? together(open.map(({ plan }) => plan)) : cheapest(open.map(({ plan }) => plan));
    }
    case 'not':
    case 'segment':
      return cheapest(plans().map(({ plan }) => plan));
    default:
      return { cost: 1, steps: [{ path, verdict }] };
  }
}

function together(plans: readonly Plan[]): Plan {
  const cost = plans.reduce((sum, plan) => sum + plan.cost, 0);
  return Number.isFinite(cost) ? { cost, steps: plans.flatMap((plan) => plan.steps) } : IMPOSSIBLE;
}

function cheapest(plans: readonly Plan[]): Plan {
  return plans.reduce((best, plan) => (plan.cost < best.cost ? plan : best), IMPOSSIBLE);
}
