import * as z from 'zod';
import { PREVIOUS_ACTS, REENTRIES, SPAN_UNITS, type WorkflowGraph } from '#shared/domain/workflow/workflow-graph.ts';

/** The published form of a workflow. What is well formed may still be wrong: `validateGraph` says what, with its place. */

const Text = z.string().max(5_000);
const Name = z.string().max(200);
/** An id, or nothing while it has not been chosen. */
const Reference = z.string().max(64).describe('Id; empty while nothing is chosen');
const Sender = z.string().max(64).nullable().default(null).describe('Id of a sender; null: whichever is the default');
const TimeOfDay = z.string().max(5).describe('HH:MM by the clocks of the contact');

const Span = z.object({ amount: z.int().min(0).max(10_000_000), unit: z.enum(SPAN_UNITS) });

const FieldDate = z.object({
  field: Name.describe('Key of a custom field of type date'),
  offset_days: z.int().default(0).describe('So many days after the date; negative: before it'),
  at: TimeOfDay.default('09:00'),
  yearly: z.boolean().default(false).describe('Each anniversary of the date'),
});

export const WorkflowCondition = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('rule'), rule: z.string().max(100_000).describe('A rule of the segment language') }),
    z.object({ kind: z.literal('previous_email'), act: z.enum(PREVIOUS_ACTS) }),
    z.object({ kind: z.literal('event'), event: Name.describe('Happened since they entered') }),
  ])
  .describe('What is asked of a contact');

const place = {
  id: z
    .string()
    .min(1)
    .max(64)
    .regex(/^[\w-]+$/, 'Use letters, digits, - and _ in ids.'),
  name: Name.default('').describe('What people call it; empty: what it does'),
  x: z.number().default(0),
  y: z.number().default(0),
};

function node<Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) {
  return z.object({ ...place, type: z.literal(type), ...shape });
}

const change = z.enum(['add', 'remove']).default('add');

/** What an email node says, and who sends it. */
export const EmailMessage = z.object({
  subject: z.string().max(998),
  preheader: z.string().max(998).default(''),
  body_kind: z.enum(['html', 'markdown', 'visual']).default('html').describe('visual: a design of blocks, as JSON'),
  body: z.string().max(1_000_000),
  sender_id: Sender,
});

export const WorkflowNode = z.discriminatedUnion('type', [
  node('on_list', { list_id: Reference, imports: z.boolean().default(false).describe('Also who comes by an import') }),
  node('on_form', { list_id: Reference.describe('The list whose sign-up form it is') }),
  node('on_segment', { segment_id: Reference, change: z.enum(['entered', 'left']).default('entered') }),
  node('on_event', { event: Name }),
  node('on_date', FieldDate.shape),
  node('on_webhook', {}),
  node('manual', {}),
  node('send_email', EmailMessage.shape),
  node('send_sms', { body: z.string().max(5_000), sender_id: Sender }),
  node('set_field', { field: Name, value: z.union([z.string().max(5_000), z.number(), z.boolean()]).nullable() }),
  node('tag', { tag_id: Reference, change }),
  node('list', { list_id: Reference, change }),
  node('notify', {
    user_ids: z.array(z.string().max(64)).max(50).describe('Users of Herald who get a mail'),
    subject: z.string().max(998),
    text: Text.default(''),
  }),
  node('webhook', { url: z.string().max(2_000) }),
  node('start_workflow', { workflow_id: Reference }),
  node('stop_workflow', { workflow_id: Reference }),
  node('wait', {
    ...Span.shape,
    at: TimeOfDay.nullable().default(null).describe('Then until this time of the day'),
    weekdays: z.array(z.int()).max(7).default([]).describe('Then until one of these days, 1 is Monday'),
  }),
  node('wait_until', { when: WorkflowCondition, timeout: Span.nullable().default(null) }),
  node('wait_date', {
    moment: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('fixed'), local: z.string().max(16).describe('2026-12-24T09:00') }),
      z.object({ kind: z.literal('field'), ...FieldDate.shape }),
    ]),
  }),
  node('if', { when: WorkflowCondition }),
  node('split', { shares: z.array(z.object({ port: z.string().min(1).max(40), share: z.int() })).max(20) }),
  node('goal', { when: WorkflowCondition }),
  node('exit', {}),
  node('note', { text: Text }),
]);

export const WorkflowGraphSchema: z.ZodType<WorkflowGraph> = z
  .object({
    settings: z
      .object({
        reentry: z.enum(REENTRIES).default('never'),
        reentry_days: z.int().min(1).max(3_650).default(30),
        exit_when: WorkflowCondition.nullable().default(null),
      })
      .prefault({}),
    nodes: z.array(WorkflowNode).max(1_000),
    edges: z
      .array(z.object({ from: z.string().max(64), port: z.string().max(40), to: z.string().max(64) }))
      .max(5_000)
      .default([]),
  })
  .describe('A Herald workflow: nodes, and edges from a port of one node to another node');

/** The linear form: steps in a row, with branches that name a step or have steps of their own. */
export const LinearWorkflowSchema = z.object({
  name: Name.optional(),
  trigger: z.looseObject({ type: z.string() }).optional(),
  steps: z
    .array(z.looseObject({ type: z.string(), id: place.id.optional() }))
    .min(1)
    .max(500),
});
