import type { BodyKind } from '../campaign/body-kind.ts';
import { momentOfWallTime } from '../campaign/wall-time.ts';
import { type GraphIssue, type IssueCode, issueOf } from './graph-issue.ts';
import { conditionOf, type FieldDate, type Span, type WorkflowNode } from './workflow-graph.ts';

/** What there is that nodes can name. A part that is absent is not asked about. */
export interface GraphWorld {
  /** The workflow itself: nobody takes themselves out of where they are by stopping it. */
  own?: string;
  lists?: ReadonlySet<string>;
  segments?: ReadonlySet<string>;
  tags?: ReadonlySet<string>;
  /** Ids of senders, with the channel that they send on. */
  senders?: ReadonlyMap<string, string>;
  /** Whether a channel has a default sender. */
  hasDefault?(channel: 'email' | 'sms'): boolean;
  workflows?: ReadonlySet<string>;
  users?: ReadonlySet<string>;
  fields?: ReadonlySet<string>;
  /** Fields that hold dates. */
  dates?: ReadonlySet<string>;
  /** What is wrong with a rule of the segment language, in words. */
  ruleProblem?(rule: string): string | null;
  /** What is wrong with a template, in words. */
  templateProblem?(text: string, kind: BodyKind): string | null;
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
/** A host by its name or number, and a port. */
const WEB_ADDRESS = /^https?:\/\/(?:[\p{L}\p{N}._-]+|\[[\da-f:.]+\])(?::\d{1,5})?(?:[/?#]\S*)?$/iu;
const LONGEST_DAYS = 3_650;

/** What is wrong with one node by itself. */
export function checkNode(node: WorkflowNode, world: GraphWorld): GraphIssue[] {
  const issues: GraphIssue[] = [];
  const add = (code: IssueCode, field: string, values: Record<string, string | number> = {}) =>
    issues.push(issueOf(code, { node: node.id, field, values }));
  const needed = (field: string, value: string) => value.trim() === '' && add('empty', field);
  const named = (field: string, id: string, known: ReadonlySet<string> | undefined) => {
    if (id === '') add('empty', field);
    else if (known && !known.has(id)) add('gone', field);
  };
  const sender = (id: string | null, channel: 'email' | 'sms') => {
    if (id === null && world.hasDefault && !world.hasDefault(channel)) add('no_sender', 'sender_id');
    else if (id !== null && world.senders && world.senders.get(id) !== channel) add('gone', 'sender_id');
  };
  const template = (field: string, text: string, kind: BodyKind = 'html') => {
    const problem = text.trim() === '' ? null : (world.templateProblem?.(text, kind) ?? null);
    if (problem) add('bad_template', field, { problem });
  };
  const date = (rule: FieldDate) => {
    named('field', rule.field, world.dates);
    if (!TIME.test(rule.at)) add('bad_time', 'at');
    if (!isWithin(rule.offset_days, -LONGEST_DAYS, LONGEST_DAYS)) add('bad_number', 'offset_days');
  };

  const when = conditionOf(node);
  if (when?.kind === 'rule') {
    if (when.rule.trim() === '') add('empty', 'when');
    else {
      const problem = world.ruleProblem?.(when.rule) ?? null;
      if (problem) add('bad_rule', 'when', { problem });
    }
  }
  if (when?.kind === 'event') needed('when', when.event);

  switch (node.type) {
    case 'on_list':
    case 'on_form':
    case 'list':
      named('list_id', node.list_id, world.lists);
      break;
    case 'on_segment':
      named('segment_id', node.segment_id, world.segments);
      break;
    case 'on_event':
      needed('event', node.event);
      break;
    case 'on_date':
      date(node);
      break;
    case 'tag':
      named('tag_id', node.tag_id, world.tags);
      break;
    case 'set_field':
      named('field', node.field, world.fields);
      break;
    case 'start_workflow':
    case 'stop_workflow':
      named('workflow_id', node.workflow_id, world.workflows);
      if (node.type === 'stop_workflow' && node.workflow_id === world.own) add('stops_itself', 'workflow_id');
      break;
    case 'send_email':
      needed('subject', node.subject);
      needed('body', node.body);
      template('subject', node.subject);
      template('body', node.body, node.body_kind);
      sender(node.sender_id, 'email');
      break;
    case 'send_sms':
      needed('body', node.body);
      template('body', node.body);
      sender(node.sender_id, 'sms');
      break;
    case 'notify':
      if (node.user_ids.length === 0) add('empty', 'user_ids');
      for (const id of node.user_ids) named('user_ids', id, world.users);
      needed('subject', node.subject);
      sender(null, 'email');
      break;
    case 'webhook':
      if (!WEB_ADDRESS.test(node.url)) add('bad_url', 'url');
      break;
    case 'wait':
      if (!isSpan(node, 0)) add('bad_number', 'amount');
      if (node.at !== null && !TIME.test(node.at)) add('bad_time', 'at');
      if (node.weekdays.some((day) => !isWithin(day, 1, 7))) add('bad_number', 'weekdays');
      break;
    case 'wait_until':
      if (node.timeout && !isSpan(node.timeout, 1)) add('bad_number', 'timeout');
      break;
    case 'wait_date':
      if (node.moment.kind === 'field') date(node.moment);
      else if (momentOfWallTime(node.moment.local, 'UTC') === null) add('bad_time', 'moment');
      break;
    case 'split':
      if (node.shares.length < 2) add('few_shares', 'shares');
      if (node.shares.some(({ share }) => !isWithin(share, 0, 1_000))) add('bad_number', 'shares');
      else if (node.shares.every(({ share }) => share === 0)) add('bad_number', 'shares');
      if (new Set(node.shares.map(({ port }) => port)).size < node.shares.length) add('same_port', 'shares');
      break;
  }
  return issues;
}

function isSpan({ amount, unit }: Span, least: number): boolean {
  const perDay = { minutes: 1_440, hours: 24, days: 1, weeks: 1 / 7 }[unit];
  return isWithin(amount, least, LONGEST_DAYS * perDay);
}

function isWithin(n: number, least: number, most: number): boolean {
  return Number.isInteger(n) && n >= least && n <= most;
}
