import * as z from 'zod';
import { ENDINGS, REASON_CODES, WAITS } from '#shared/domain/workflow/enrolment.ts';
import { WORKFLOW_STATES } from '#shared/domain/workflow/workflow-state.ts';
import { byId, Done, Id, InstantText, paging, Revision } from './fields.ts';
import { needs } from './procedure.ts';
import { EmailMessage, WorkflowGraphSchema } from './workflow-graph.contract.ts';

export const WorkflowState = z.enum(WORKFLOW_STATES);

export const WorkflowRow = z.object({
  id: Id,
  name: z.string(),
  description: z.string(),
  state: WorkflowState,
  inside: z.int().describe('People who are in it now'),
  entered: z.int().describe('Passes that ever began'),
  created_at: InstantText,
  updated_at: InstantText,
  revision: Revision,
});
export type WorkflowRow = z.infer<typeof WorkflowRow>;

export const Workflow = WorkflowRow.extend({
  draft: WorkflowGraphSchema,
  live: WorkflowGraphSchema.nullable().describe('What people enter now; null until it is published'),
  live_number: z.int().nullable(),
  versions: z.array(z.object({ number: z.int(), published_at: InstantText, published_by: z.string().nullable() })),
  hooks: z.array(z.object({ node: z.string(), url: z.string() })).describe('Addresses of webhook triggers'),
  created_by: z.string().nullable(),
});
export type Workflow = z.infer<typeof Workflow>;

export const WorkflowIssue = z.object({
  code: z.string().describe('For saying it in another language, with `values` put in'),
  severity: z.enum(['error', 'warning']),
  node: z.string().nullable().describe('Id of the node; null: of the workflow as a whole'),
  field: z.string().nullable(),
  edge: z.object({ from: z.string(), port: z.string(), to: z.string() }).nullable(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  message: z.string(),
});
export type WorkflowIssue = z.infer<typeof WorkflowIssue>;

export const WorkflowCounts = z.object({
  entered: z.int(),
  inside: z.int(),
  ended: z.record(z.string(), z.int()).describe('By how the pass ended'),
  nodes: z.array(
    z.object({
      node: z.string(),
      here: z.int().describe('People who are there now'),
      failed: z.int().describe('People who can’t go on'),
      left: z.record(z.string(), z.int()).describe('People who left, by the way out'),
    }),
  ),
  messages: z.array(
    z.object({
      node: z.string(),
      accepted: z.int(),
      waiting: z.int(),
      skipped: z.int(),
      failed: z.int(),
      opened: z.int(),
      clicked: z.int(),
      problem: z.string().nullable().describe('Why its messages stand still'),
    }),
  ),
  stuck: z.int().describe('People who should have moved long ago'),
});
export type WorkflowCounts = z.infer<typeof WorkflowCounts>;

export const Enrolment = z.object({
  id: Id,
  workflow_id: Id,
  workflow: z.string(),
  contact_id: Id,
  contact: z.string(),
  email: z.string().nullable(),
  state: z.enum(['active', 'ended', 'failed']),
  node: z.string(),
  since: InstantText.describe('When the node was entered'),
  entered_at: InstantText,
  waits: z.enum(WAITS).nullable(),
  due_at: InstantText.nullable(),
  error: z.string().nullable(),
  ended: z.enum(ENDINGS).nullable(),
  ended_at: InstantText.nullable(),
});
export type Enrolment = z.infer<typeof Enrolment>;

const Reason = z.object({
  code: z.enum(REASON_CODES),
  holds: z.boolean().optional(),
  why: z.string().optional(),
});
export type EnrolmentReason = z.infer<typeof Reason>;

export const EnrolmentTrace = z.object({
  enrolment: Enrolment,
  graph: WorkflowGraphSchema.describe('The version that this pass goes by'),
  version: z.int(),
  steps: z.array(
    z.object({
      visit: z.int(),
      node: z.string(),
      entered_at: InstantText,
      left_at: InstantText,
      port: z.string().nullable(),
      reason: Reason,
    }),
  ),
});
export type EnrolmentTrace = z.infer<typeof EnrolmentTrace>;

/** Who goes through a rehearsal, and what they do on the way. */
export const RehearsalScene = z.object({
  contact_id: Id.nullable().default(null).describe('null: somebody made up'),
  person: z
    .object({
      first_name: z.string().max(200),
      last_name: z.string().max(200),
      country: z.string().max(2),
      timezone: z.string().max(64),
      locale: z.string().max(20),
      attributes: z.record(z.string().max(100), z.unknown()),
    })
    .partial()
    .default({})
    .describe('What the made-up person has'),
  start: InstantText.nullable().default(null).describe('null: now'),
  trigger: z.string().max(64).nullable().default(null).describe('Where they enter; null: the first trigger'),
  reads: z.enum(['nothing', 'opens', 'clicks']).default('opens').describe('What they do with each email'),
  reads_after: z.int().min(0).max(1_000_000).default(60).describe('Minutes after it'),
  events: z
    .array(
      z.object({
        after: z.int().min(0).max(10_000_000).describe('Minutes after the start'),
        event: z.string().min(1).max(200),
      }),
    )
    .max(50)
    .default([]),
});
export type RehearsalScene = z.infer<typeof RehearsalScene>;

export const Rehearsal = z.object({
  steps: z.array(
    z.object({
      node: z.string(),
      visit: z.int(),
      entered_at: InstantText,
      left_at: InstantText.nullable().describe('null: there they stand when the rehearsal ends'),
      port: z.string().nullable(),
      reason: Reason.nullable(),
      waits: z.enum(WAITS).nullable(),
      because: z.array(
        z.object({
          rule: z.string(),
          holds: z.boolean(),
          value: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]).nullable(),
        }),
      ),
      message: z
        .object({
          to: z.string(),
          subject: z.string(),
          html: z.string(),
          text: z.string(),
          problem: z.string().nullable(),
        })
        .nullable(),
    }),
  ),
  state: z.enum(['active', 'ended', 'failed']),
  ended: z.string().nullable(),
  zone: z.string(),
});
export type Rehearsal = z.infer<typeof Rehearsal>;

export const KeptRehearsal = z.object({
  id: Id,
  name: z.string(),
  scene: RehearsalScene,
  way: z.array(z.string()).describe('Nodes with their ways out, in the order in which they are expected'),
  now: z.array(z.string()).nullable().describe('The way of the draft as it is; null: its contact is gone'),
  passes: z.boolean(),
  created_at: InstantText,
});
export type KeptRehearsal = z.infer<typeof KeptRehearsal>;

export const NodeChoice = z.object({
  node: z.string().max(64),
  choice: z.enum(['stay', 'move', 'exit']),
  to: z.string().max(64).optional().describe('Node of the new version; absent: the same'),
});
export type NodeChoice = z.infer<typeof NodeChoice>;

const name = z.string().trim().min(1).max(200);
const description = z.string().trim().max(2_000);

const route = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, summary?: string) => ({
  method,
  path: `/workflows${path}` as const,
  tags: ['Workflows'],
  ...(summary ? { summary } : {}),
});

export const workflows = {
  list: needs('workflow.read').route(route('GET', '')).output(z.array(WorkflowRow)),
  get: needs('workflow.read').route(route('GET', '/{id}')).input(byId).output(Workflow),
  create: needs('workflow.write')
    .route({ ...route('POST', ''), successStatus: 201 })
    .input(z.object({ name, description: description.default(''), graph: WorkflowGraphSchema.optional() }))
    .output(Workflow),
  import: needs('workflow.write')
    .route({ ...route('POST', '/import', 'Make a workflow from JSON: a graph, or steps in a row'), successStatus: 201 })
    .input(z.object({ name: name.optional(), definition: z.unknown() }))
    .output(Workflow),
  export: needs('workflow.read')
    .route(route('GET', '/{id}/export', 'The draft as JSON that can be imported'))
    .input(byId)
    .output(z.object({ name: z.string(), graph: WorkflowGraphSchema })),
  schema: needs('workflow.read')
    .route(route('GET', '/schema', 'JSON schema of workflows'))
    .output(z.record(z.string(), z.unknown())),
  update: needs('workflow.write')
    .route(route('PUT', '/{id}', 'Change the draft; what is published stays'))
    .input(
      z.object({
        id: Id,
        revision: Revision,
        name: name.optional(),
        description: description.optional(),
        graph: WorkflowGraphSchema.optional(),
      }),
    )
    .output(Workflow),
  delete: needs('workflow.write')
    .route(route('DELETE', '/{id}', 'Delete a draft, or what is archived'))
    .input(byId)
    .output(Done),
  validate: needs('workflow.read')
    .route(route('POST', '/validate', 'What is wrong with a graph, with places'))
    .input(z.object({ graph: WorkflowGraphSchema, id: Id.optional().describe('The workflow that it is of') }))
    .output(z.array(WorkflowIssue)),
  occupied: needs('workflow.read')
    .route(route('GET', '/{id}/occupied', 'Where people stand now'))
    .input(byId)
    .output(z.array(z.object({ node: z.string(), name: z.string(), n: z.int(), in_draft: z.boolean() }))),
  publish: needs('workflow.publish')
    .route(route('POST', '/{id}/publish', 'Make the draft what people enter'))
    .input(
      z.object({
        id: Id,
        revision: Revision,
        choices: z
          .array(NodeChoice)
          .max(1_000)
          .default([])
          .describe('What becomes of those inside; without a word they finish on their version'),
      }),
    )
    .output(Workflow),
  pause: needs('workflow.publish').route(route('POST', '/{id}/pause')).input(byId).output(Workflow),
  resume: needs('workflow.publish').route(route('POST', '/{id}/resume')).input(byId).output(Workflow),
  archive: needs('workflow.publish')
    .route(route('POST', '/{id}/archive', 'Take everybody out and let nobody in'))
    .input(byId)
    .output(Workflow),
  version: needs('workflow.read')
    .route(route('GET', '/{id}/versions/{number}'))
    .input(byId.extend({ number: z.coerce.number().int().min(1) }))
    .output(WorkflowGraphSchema),
  restore: needs('workflow.write')
    .route(route('POST', '/{id}/restore', 'Make the draft what a version was'))
    .input(byId.extend({ revision: Revision, number: z.int().min(1) }))
    .output(Workflow),
  counts: needs('workflow.read').route(route('GET', '/{id}/counts')).input(byId).output(WorkflowCounts),
  resumeMessages: needs('workflow.publish')
    .route(route('POST', '/{id}/messages/resume', 'Let messages go on that were paused'))
    .input(byId)
    .output(Done),
  enrol: needs('workflow.publish')
    .route(route('POST', '/{id}/enrolments', 'Let a contact enter'))
    .input(byId.extend({ contact_id: Id }))
    .output(Done),
  enrolSegment: needs('workflow.publish')
    .route(route('POST', '/{id}/enrolments/segment', 'Let everybody enter who is in a segment now'))
    .input(byId.extend({ segment_id: Id }))
    .output(Done),
  enrolments: needs('contact.read')
    .route(route('GET', '/{id}/enrolments', 'Who is in it or was'))
    .input(
      byId.extend({
        ...paging,
        node: z.string().max(64).optional().describe('Only who stands there now, longest first'),
        port: z.string().max(40).optional().describe('With `node`: who left it by this way out, last entered first'),
        state: z
          .enum(['active', 'ended', 'failed', 'stuck'])
          .optional()
          .describe('stuck: should have moved long ago, or another system does not answer'),
      }),
    )
    .output(z.object({ items: z.array(Enrolment), next_cursor: z.string().nullable() })),
  ofContact: needs('contact.read')
    .route(route('GET', '/of-contact/{contact_id}'))
    .input(z.object({ contact_id: Id }))
    .output(z.array(Enrolment)),
  trace: needs('contact.read')
    .route(route('GET', '/enrolments/{id}', 'The way of one pass, step by step'))
    .input(byId)
    .output(EnrolmentTrace),
  retry: needs('workflow.publish').route(route('POST', '/enrolments/{id}/retry')).input(byId).output(Done),
  skip: needs('workflow.publish').route(route('POST', '/enrolments/{id}/skip')).input(byId).output(Done),
  end: needs('workflow.publish').route(route('POST', '/enrolments/{id}/end')).input(byId).output(Done),
  decideAll: needs('workflow.publish')
    .route(route('POST', '/{id}/failed', 'Decide about those who can’t go on; ask again while some are left'))
    .input(byId.extend({ deed: z.enum(['retry', 'skip', 'end']), node: z.string().max(64).optional() }))
    .output(z.object({ decided: z.int(), left: z.int() })),
  testMessage: needs('workflow.write')
    .route(route('POST', '/test-message', 'Send what an email node says to a few addresses; nothing is tracked'))
    .input(
      z.object({
        message: EmailMessage,
        to: z.array(z.string().trim().min(3).max(254)).min(1).max(10),
        contact_id: Id.optional().describe('As they would get it; without it: a made-up person'),
      }),
    )
    .output(z.object({ results: z.array(z.object({ to: z.string(), ok: z.boolean(), said: z.string() })) })),
  rehearse: needs('contact.read')
    .route(route('POST', '/{id}/rehearse', 'Go through with a clock that jumps; nothing is sent'))
    .input(
      byId.extend({
        graph: WorkflowGraphSchema.optional().describe('Without it the draft'),
        scene: RehearsalScene.prefault({}),
      }),
    )
    .output(Rehearsal),
  rehearsals: needs('contact.read')
    .route(route('GET', '/{id}/rehearsals', 'Those that are kept, run on the draft as it is'))
    .input(byId)
    .output(z.array(KeptRehearsal)),
  keepRehearsal: needs('workflow.write')
    .route({ ...route('POST', '/{id}/rehearsals'), successStatus: 201 })
    .input(byId.extend({ name, scene: RehearsalScene }))
    .output(KeptRehearsal),
  forgetRehearsal: needs('workflow.write')
    .route(route('DELETE', '/{id}/rehearsals/{rehearsal_id}'))
    .input(byId.extend({ rehearsal_id: Id }))
    .output(Done),
};
