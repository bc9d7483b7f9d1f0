import { MINUTE, type Millis } from '#shared/kernel/instant.ts';
import type { Condition } from './workflow-graph.ts';

/** Why a pass is over. `removed`: somebody took them out; `stopped`: another workflow did. */
export const ENDINGS = [
  'completed',
  'exit',
  'exit_condition',
  'removed',
  'stopped',
  'contact_gone',
  'merged',
  'published',
] as const;
export type Ending = (typeof ENDINGS)[number];

/** What somebody who stands still waits for. */
export const WAITS = ['time', 'condition', 'date', 'quiet', 'answer'] as const;
export type WaitKind = (typeof WAITS)[number];

/** Whoever should have moved longer ago, or has waited longer for the answer of another system, is stuck. */
export const LATE = 10 * MINUTE;

/** One pass of one contact through a workflow. */
export interface Enrolment {
  state: 'active' | 'ended' | 'failed';
  node: string;
  /** How many nodes were entered before: with the node it is the key under which an effect happens once. */
  visit: number;
  /** When the node was entered. */
  since: Millis;
  entered: Millis;
  /** Null: nothing has been asked for at this node yet. */
  waits: WaitKind | null;
  /** When to look again; null: when something happens. */
  due: Millis | null;
  /** When waiting ends whatever happens. */
  deadline: Millis | null;
  /** Goals that were reached. */
  goals: string[];
  /** Decides splits: the same for the whole pass. */
  seed: number;
  ended: Ending | null;
}

export function newEnrolment(node: string, seed: number, now: Millis): Enrolment {
  return {
    state: 'active',
    node,
    visit: 0,
    since: now,
    entered: now,
    waits: null,
    due: now,
    deadline: null,
    goals: [],
    seed,
    ended: null,
  };
}

/** What is known of the contact at the moment of a step. */
export interface Facts {
  /** IANA zone of the contact, or of the organization where theirs is not known. */
  zone: string;
  /** @param since when this pass began */
  holds(condition: Condition): boolean;
  /** Whether time alone can make it true. */
  changesWithTime(condition: Condition): boolean;
  /** A field as text; null: none. */
  field(name: string): string | null;
  /** The first moment from now on at which they may be written to. */
  writable_at: Millis;
  /** What came back of the call made at this visit; null: nothing yet. */
  answer: 'ok' | 'failed' | null;
}

/** What is to be done beside moving on; each happens once for (enrolment, node, visit). */
export type Effect =
  | { kind: 'message' }
  | { kind: 'set_field' }
  | { kind: 'tag' }
  | { kind: 'list' }
  | { kind: 'notify' }
  | { kind: 'call' }
  | { kind: 'start' }
  | { kind: 'stop' };

export const REASON_CODES = [
  'entered',
  'done',
  'waited',
  'no_wait',
  'met',
  'timeout',
  'no_date',
  'condition',
  'share',
  'goal',
  'goal_open',
  'answered',
  'no_answer',
  'exit',
  'exit_condition',
  'skipped',
  'sent',
  'unchanged',
  'moved',
  'retried',
  'skipped_by_hand',
  'removed',
] as const;

/** Why somebody went where they went, for the trace: a code and what its sentence needs. */
export interface Reason {
  code: (typeof REASON_CODES)[number];
  holds?: boolean;
  /** A reason of the send ledger, or a problem in words. */
  why?: string;
}

/** A node that was left: a line of the trace. */
export interface Passage {
  node: string;
  visit: number;
  entered: Millis;
  left: Millis;
  /** Null where the pass ended, or somebody was moved from here. */
  port: string | null;
  reason: Reason;
}
