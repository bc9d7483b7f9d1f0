import type { Conversion, Goal } from '../campaign/goal.ts';
import type { BreakdownRow, Outcome } from './breakdown.ts';

/** So many days after the last message what comes still counts as its answer. */
export const RESPONSE_DAYS = 7;

/** Days from the last message to the closing of the report: a goal may ask for more. */
export function daysUntilClosing(goal: Pick<Goal, 'days'> | null): number {
  return Math.max(RESPONSE_DAYS, goal?.days ?? 0);
}

/** A report as it was at its closing, with what its numbers meant then. */
export interface ClosedReport {
  outcome: Outcome;
  links: { url: string; people: number }[];
  breakdown: BreakdownRow[];
  goal: Goal | null;
  conversion: Conversion | null;
  /** From the last message to the closing, as they should have been. */
  days: number;
  /** Of the rules that tell people from machines. */
  rules_version: number;
  /** IANA zone whose hours and weekdays the breakdown names. */
  timezone: string;
}
