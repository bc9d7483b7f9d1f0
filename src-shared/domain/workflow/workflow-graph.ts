import type { BodyKind } from '../campaign/body-kind.ts';

/** A workflow as it is drawn and stored: plain JSON. What each node does: `advance-enrolment.ts`. */
export interface WorkflowGraph {
  settings: WorkflowSettings;
  nodes: WorkflowNode[];
  edges: WorkflowEdge[];
}

export const REENTRIES = ['never', 'after_days', 'always', 'parallel'] as const;
/** Whether somebody who has been through may enter again; `parallel`: also while they are still inside. */
export type Reentry = (typeof REENTRIES)[number];

export interface WorkflowSettings {
  reentry: Reentry;
  /** Days since they last entered; for `after_days`. */
  reentry_days: number;
  /** Whoever this holds for leaves, wherever they are. */
  exit_when: Condition | null;
}

export const DEFAULT_SETTINGS: WorkflowSettings = { reentry: 'never', reentry_days: 30, exit_when: null };

/** From a port of one node to another node. */
export interface WorkflowEdge {
  from: string;
  port: string;
  to: string;
}

/** `x` and `y` are the top left corner on the canvas. */
interface Placed {
  id: string;
  name: string;
  x: number;
  y: number;
}

export type WorkflowNode = Placed & NodeSpec;
export type NodeSpec = TriggerSpec | ActionSpec | LogicSpec | { type: 'note'; text: string };
export type NodeType = NodeSpec['type'];
export type SpecOf<Type extends NodeType> = Extract<NodeSpec, { type: Type }>;
export type NodeOf<Type extends NodeType> = Placed & SpecOf<Type>;

export type TriggerSpec =
  /** `imports`: also who comes by an import. */
  | { type: 'on_list'; list_id: string; imports: boolean }
  | { type: 'on_form'; list_id: string }
  | { type: 'on_segment'; segment_id: string; change: 'entered' | 'left' }
  | { type: 'on_event'; event: string }
  | ({ type: 'on_date' } & FieldDate)
  | { type: 'on_webhook' }
  | { type: 'manual' };

export type ActionSpec =
  | EmailSpec
  | { type: 'send_sms'; body: string; sender_id: string | null }
  | { type: 'set_field'; field: string; value: FieldValue }
  | { type: 'tag'; tag_id: string; change: 'add' | 'remove' }
  | { type: 'list'; list_id: string; change: 'add' | 'remove' }
  | { type: 'notify'; user_ids: string[]; subject: string; text: string }
  | { type: 'webhook'; url: string }
  | { type: 'start_workflow'; workflow_id: string }
  | { type: 'stop_workflow'; workflow_id: string };

export interface EmailSpec {
  type: 'send_email';
  subject: string;
  preheader: string;
  body_kind: Exclude<BodyKind, 'text'>;
  body: string;
  /** Null: whichever sender is the default. */
  sender_id: string | null;
}

export type LogicSpec =
  | ({ type: 'wait' } & Span & { at: string | null; weekdays: number[] })
  | { type: 'wait_until'; when: Condition; timeout: Span | null }
  | { type: 'wait_date'; moment: FixedMoment | ({ kind: 'field' } & FieldDate) }
  | { type: 'if'; when: Condition }
  | { type: 'split'; shares: Share[] }
  | { type: 'goal'; when: Condition }
  | { type: 'exit' };

export type FieldValue = string | number | boolean | null;

/** One way of a split: its port, and its weight among the others. */
export interface Share {
  port: string;
  share: number;
}

export const SPAN_UNITS = ['minutes', 'hours', 'days', 'weeks'] as const;
/** Days and weeks are those of the calendar of the contact's zone. */
export interface Span {
  amount: number;
  unit: (typeof SPAN_UNITS)[number];
}

/** A date that a contact has: so many days after it (negative: before), at a time of the day; `yearly`: each anniversary. */
export interface FieldDate {
  field: string;
  offset_days: number;
  at: string;
  yearly: boolean;
}

/** A wall time such as `2026-12-24T09:00` in the contact's zone. */
export interface FixedMoment {
  kind: 'fixed';
  local: string;
}

export const PREVIOUS_ACTS = ['received', 'opened', 'clicked'] as const;
export type PreviousAct = (typeof PREVIOUS_ACTS)[number];

export type Condition =
  /** A rule of the segment language. */
  | { kind: 'rule'; rule: string }
  /** What people did with the last email that this pass sent them. False before the first. */
  | { kind: 'previous_email'; act: PreviousAct }
  /** An event of this name since they entered. */
  | { kind: 'event'; event: string };

const TRIGGERS: ReadonlySet<string> = new Set<TriggerSpec['type']>([
  'on_list',
  'on_form',
  'on_segment',
  'on_event',
  'on_date',
  'on_webhook',
  'manual',
]);

export function isTrigger(node: WorkflowNode): node is Placed & TriggerSpec {
  return TRIGGERS.has(node.type);
}

/** Whether people can stand still here. */
export function isWait({ type }: WorkflowNode): boolean {
  return type === 'wait' || type === 'wait_until' || type === 'wait_date';
}

/** The ways out of a node. One that leads nowhere ends the pass. */
export function portsOf(node: NodeSpec): string[] {
  switch (node.type) {
    case 'note':
    case 'exit':
      return [];
    case 'if':
      return ['yes', 'no'];
    case 'wait_until':
      return node.timeout ? ['met', 'timeout'] : ['met'];
    case 'wait_date':
      return node.moment.kind === 'field' ? ['next', 'missing'] : ['next'];
    case 'webhook':
      return ['next', 'failed'];
    case 'split':
      return node.shares.map(({ port }) => port);
    default:
      return ['next'];
  }
}

/** Whatever a node or the settings ask of a contact. */
export function conditionOf(node: NodeSpec): Condition | null {
  return node.type === 'if' || node.type === 'wait_until' || node.type === 'goal' ? node.when : null;
}

export function nodeOf(graph: WorkflowGraph, id: string): WorkflowNode | undefined {
  return graph.nodes.find((node) => node.id === id);
}

/** Where a port leads; null: nowhere. */
export function targetOf({ edges }: WorkflowGraph, from: string, port: string): string | null {
  return edges.find((edge) => edge.from === from && edge.port === port)?.to ?? null;
}
