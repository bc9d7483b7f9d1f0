import type { MemberState } from '../contact-status.ts';

/**
 * The tree of a rule. It is plain JSON. Two trees mean the same when they differ only in spans (`same-rule.ts`).
 * `and` and `or` have at least two children; `(a AND b) AND c` keeps its inner group, so that a builder's groups survive the text.
 */
export type SegmentNode = SegmentCondition | SegmentGroup | SegmentNot;
/** A leaf: what is true or false of one contact without asking other conditions. */
export type SegmentCondition =
  | SegmentComparison
  | SegmentTag
  | SegmentUse
  | SegmentList
  | SegmentEngagement
  | SegmentMeasure;

/** Where something stands in the text, in UTF-16 units from 0, `to` exclusive. Made by hand, a node has `NOWHERE`. */
export interface Span {
  from: number;
  to: number;
}
export const NOWHERE: Span = { from: 0, to: 0 };

export type SegmentGroup = Group<'and'> | Group<'or'>;
interface Group<Kind> {
  kind: Kind;
  children: SegmentNode[];
  span: Span;
}

export interface SegmentNot {
  kind: 'not';
  child: SegmentNode;
  span: Span;
}

/**
 * `country IN ('DE', 'AT')`. False when the contact has no value (null, empty text or empty list), for every operator but `empty`.
 */
export interface SegmentComparison {
  kind: 'comparison';
  field: FieldName;
  op: SegmentOperator;
  /** None for `empty`, two for `between` (both included), one or more for `in`, one for the others. */
  values: SegmentValue[];
  span: Span;
}

/** A built-in field in small letters, or the key of a custom one. A name that is not built in is custom, with or without prefix. */
export interface FieldName {
  name: string;
  custom: boolean;
  span: Span;
}

export const SEGMENT_OPERATORS = [
  '=',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  'in',
  'between',
  'contains',
  'starts_with',
  'ends_with',
  '~',
  'empty',
] as const;
export type SegmentOperator = (typeof SEGMENT_OPERATORS)[number];

export type SegmentValue = TextValue | NumberValue | BooleanValue | DateValue | RelativeDateValue;

/** `'pro'`; for fields of type text, choice and list. */
export interface TextValue {
  type: 'text';
  value: string;
  span: Span;
}

/** A finite double, never -0. */
export interface NumberValue {
  type: 'number';
  value: number;
  span: Span;
}

export interface BooleanValue {
  type: 'boolean';
  value: boolean;
  span: Span;
}

/**
 * A day `2026-03-01`; a wall time in the organization's zone, `2026-03-01T09:00` or with seconds; or, when it was written with Z or an
 * offset, a moment in UTC with milliseconds, `2026-03-01T09:00:00.000Z`. `resolve-date.ts` says what they mean.
 */
export interface DateValue {
  type: 'date';
  value: string;
  span: Span;
}

/** `now - 90d` is a moment, `today + 1w` a day. The offset is whole and not 0; null for plain `now` and `today`. */
export interface RelativeDateValue {
  type: 'relative_date';
  base: 'now' | 'today';
  offset: Duration | null;
  span: Span;
}

export const TIME_UNITS = ['h', 'd', 'w', 'm', 'y'] as const;
/** Hours, days, weeks, months, years. All but hours are those of the calendar in the organization's zone. */
export type TimeUnit = (typeof TIME_UNITS)[number];

export interface Duration {
  amount: number;
  unit: TimeUnit;
}

/** `within 30d`: from `now - 30d` to now, both included. The amount is at least 1. */
export interface Window extends Duration {
  span: Span;
}

/** Something that a rule names. The parser knows only the name; `checkSegment` finds the id. Events have none. */
export interface SegmentTarget {
  name: string;
  id: string | null;
  span: Span;
}

/** `tag = 'press'`, `tag IN ('press', 'vip')`: the contact has at least one of these tags. */
export interface SegmentTag {
  kind: 'tag';
  tags: SegmentTarget[];
  span: Span;
}

/** `segment = 'VIP'`. `checkSegment` turns it into a tag when only a tag has that name. */
export interface SegmentUse {
  kind: 'segment';
  segment: SegmentTarget;
  span: Span;
}

/** `in list 'Newsletter'` means subscribed; `in list 'Newsletter' as unsubscribed`, `... as any`. */
export interface SegmentList {
  kind: 'list';
  list: SegmentTarget;
  state: MemberState | 'any';
  span: Span;
}

export const ENGAGEMENTS = ['opened', 'clicked', 'received', 'any_open', 'any_click'] as const;
/**
 * `opened` and `clicked` are done by people, `any_open` and `any_click` by machines too. `received`: the receiving server accepted
 * the message and it did not come back.
 */
export type EngagementAct = (typeof ENGAGEMENTS)[number];

export const TIMES = ['at_least', 'at_most', 'exactly'] as const;

/** How many messages, not how many hits: one that was opened ten times counts once. Without words it is at least 1. */
export interface Times {
  how: (typeof TIMES)[number];
  n: number;
}

/** `opened(campaign = 'Spring sale') at least 2 times within 30d`. Without a window it is ever. */
export interface SegmentEngagement {
  kind: 'engagement';
  act: EngagementAct;
  /** Null for the messages of any campaign. */
  campaign: SegmentTarget | null;
  times: Times;
  window: Window | null;
  span: Span;
}

export const MEASURE_OPERATORS = ['=', '!=', '<', '<=', '>', '>='] as const;
export type MeasureOperator = (typeof MEASURE_OPERATORS)[number];

/**
 * `count(event = 'purchase', amount >= 50) >= 2 within 1y` and `sum(amount, event = 'purchase') > 300`. No event at all is a count
 * and a sum of 0. The sum takes numbers only; an event whose value is missing or something else adds nothing.
 */
export interface SegmentMeasure {
  kind: 'measure';
  measure: 'count' | 'sum';
  /** Name in the event's data that is added up; null for `count`. */
  of: DataName | null;
  event: SegmentTarget;
  /** All must hold for an event to count. */
  where: DataCondition[];
  op: MeasureOperator;
  value: number;
  window: Window | null;
  span: Span;
}

/**
 * False when the event has no such value or one of another type; `empty` is true when it has none, or an empty text. `not` turns the
 * verdict round: `NOT amount >= 50`, `coupon IS NOT EMPTY`. Events bring texts, numbers and booleans; a text in the form of a date can
 * be compared with dates.
 */
export interface DataCondition {
  not: boolean;
  data: DataName;
  op: SegmentOperator;
  values: SegmentValue[];
  span: Span;
}

export interface DataName {
  name: string;
  span: Span;
}
