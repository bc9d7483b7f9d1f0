import * as z from 'zod';
import { ContactRow } from './contact.contract.ts';
import { byId, Done, Id, InstantText, paging, Revision } from './fields.ts';
import { needs } from './procedure.ts';

/** A rule as people write it. Names in it are those of now: whatever it refers to may be renamed without changing it. */
const RuleText = z.string().max(1_000_000).describe("A rule of the segment language, such as country IN ('DE', 'AT')");

/** Where something stands in the text: offsets from 0, `to` exclusive; line and column from 1. */
export const SegmentProblem = z.object({
  code: z.string().describe('For saying it in another language, with `values` put in'),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  message: z.string().describe('A plain sentence: what is wrong'),
  hint: z.string().nullable().describe('What to do about it'),
  from: z.int(),
  to: z.int(),
  line: z.int(),
  column: z.int(),
  suggestion: z.string().nullable().describe('What probably was meant; stands for the text from `from` to `to`'),
});
export type SegmentProblem = z.infer<typeof SegmentProblem>;

export const SEGMENT_USE_KINDS = ['segment', 'list', 'tag', 'campaign', 'event', 'field'] as const;

/** Something a rule names, or something that uses a segment. */
export const SegmentReference = z.object({
  kind: z.enum(SEGMENT_USE_KINDS),
  id: z.string().nullable().describe('Null for events and built-in fields, which have no id'),
  name: z.string(),
});
export type SegmentReference = z.infer<typeof SegmentReference>;

export const SegmentRow = z.object({
  id: Id,
  name: z.string(),
  description: z.string(),
  rule: z.string().describe('The rule with the names of now'),
  broken: z.string().nullable().describe('Why the rule cannot be asked any more, in words; null for all others'),
  watched: z.boolean().describe('Record who enters and leaves'),
  preparing: z.boolean().describe('An index over a field it names is being made; until then it takes longer to count'),
  members: z.int().nullable().describe('How many it had when they were last counted; `segments.count` counts now'),
  counted_at: InstantText.nullable(),
  created_at: InstantText,
  updated_at: InstantText,
  revision: Revision,
});
export type SegmentRow = z.infer<typeof SegmentRow>;

export const Segment = SegmentRow.extend({
  uses: z.array(SegmentReference).describe('What the rule names'),
  used_by: z.array(SegmentReference).describe('Segments and campaigns that name this one'),
  created_by: z.string().nullable().describe('Name of the author'),
});
export type Segment = z.infer<typeof Segment>;

const SegmentFields = z.object({
  name: z.string().trim().min(1).max(120),
  description: z.string().trim().max(2_000).default(''),
  rule: RuleText.min(1),
  watched: z.boolean().default(false),
});

export const SegmentCheck = z.object({
  problems: z.array(SegmentProblem).describe('Why the rule cannot be asked'),
  warnings: z.array(SegmentProblem).describe('What can be asked but was probably not meant'),
  canonical: z.string().nullable().describe('The same rule in the usual form; null while there are problems'),
});
export type SegmentCheck = z.infer<typeof SegmentCheck>;

export const SegmentPreview = SegmentCheck.extend({
  count: z.int().nullable().describe('How many contacts fit; null while `pending` or with problems'),
  sample: z.array(ContactRow).describe('Ten of them'),
  pending: z.boolean().describe('The count takes longer and goes on: ask again with the same rule for its result'),
  took_ms: z.number().nullable(),
});
export type SegmentPreview = z.infer<typeof SegmentPreview>;

/** A value as a contact has it or as a condition asks for it. */
const Value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);

/** What would have to change so that a condition holds (or no longer holds): words are the screen's matter. */
export const SegmentChange = z.object({
  path: z.array(z.int()).describe('Which condition, by its place among the children from the root on'),
  rule: z.string().describe('The condition as text'),
  becomes: z.boolean().describe('What its verdict would have to be'),
});
export type SegmentChange = z.infer<typeof SegmentChange>;

export interface SegmentVerdict {
  kind: string;
  /** The condition as text. */
  rule: string;
  from: number;
  to: number;
  holds: boolean;
  /** What the contact has here, null for nothing; and/or/not have none. */
  value: string | number | boolean | string[] | null;
  /** How the value is to be read. */
  type: 'text' | 'number' | 'boolean' | 'date' | 'choice' | 'list' | 'count' | 'state' | null;
  /** What dates of the condition meant: days or moments, in the order of its values. */
  dates: string[];
  children: SegmentVerdict[];
}

export const SegmentVerdict: z.ZodType<SegmentVerdict> = z.object({
  kind: z.string(),
  rule: z.string(),
  from: z.int(),
  to: z.int(),
  holds: z.boolean(),
  value: Value.nullable(),
  type: z.enum(['text', 'number', 'boolean', 'date', 'choice', 'list', 'count', 'state']).nullable(),
  dates: z.array(z.string()),
  get children() {
    return z.array(SegmentVerdict);
  },
});

export const SegmentExplanation = z.object({
  contact: ContactRow,
  holds: z.boolean(),
  verdict: SegmentVerdict,
  changes: z
    .array(SegmentChange)
    .describe('The fewest conditions that would have to turn for the contact to be in (or out)'),
});
export type SegmentExplanation = z.infer<typeof SegmentExplanation>;

export const SegmentFieldRow = z.object({
  name: z.string().describe('As written in a rule'),
  type: z.enum(['text', 'number', 'boolean', 'date', 'choice', 'list']),
  choices: z.array(z.string()),
  custom: z.boolean(),
  label: z.string().nullable().describe('Of a custom field, as people named it'),
});

/** Everything a rule may name now: for completion and for the builder. */
export const SegmentCatalogue = z.object({
  fields: z.array(SegmentFieldRow),
  lists: z.array(z.object({ id: Id, name: z.string() })),
  segments: z.array(z.object({ id: Id, name: z.string() })),
  tags: z.array(z.object({ id: Id, name: z.string() })),
  campaigns: z.array(z.object({ id: Id, name: z.string() })),
  events: z.array(
    z.object({
      name: z.string(),
      data: z.array(z.object({ name: z.string(), type: z.enum(['text', 'number', 'boolean']) })),
    }),
  ),
});
export type SegmentCatalogue = z.infer<typeof SegmentCatalogue>;

export const SegmentGraph = z.object({
  nodes: z.array(SegmentReference.extend({ key: z.string() })),
  edges: z.array(
    z.object({
      from: z.string().describe('Key of what uses'),
      to: z.string().describe('Key of what is used'),
      excludes: z.boolean().describe('A campaign that leaves these people out'),
    }),
  ),
});
export type SegmentGraph = z.infer<typeof SegmentGraph>;

/** Somebody who entered or left a segment while that was recorded. */
export const SegmentPassage = z.object({
  id: z.string(),
  contact_id: Id,
  name: z.string(),
  email: z.string().nullable(),
  entered: z.boolean(),
  at: InstantText,
});
export type SegmentPassage = z.infer<typeof SegmentPassage>;

const Asked = z.object({
  rule: RuleText,
  segment_id: Id.optional().describe('The saved segment being edited, so that a rule that leads back to it is told'),
});

const route = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, summary?: string) => ({
  method,
  path: `/segments${path}` as const,
  tags: ['Segments'],
  ...(summary ? { summary } : {}),
});

export const segments = {
  list: needs('segment.read').route(route('GET', '')).output(z.array(SegmentRow)),
  get: needs('segment.read').route(route('GET', '/{id}')).input(byId).output(Segment),
  create: needs('segment.write')
    .route({ ...route('POST', ''), successStatus: 201 })
    .input(SegmentFields)
    .output(Segment),
  update: needs('segment.write')
    .route(route('PUT', '/{id}'))
    .input(SegmentFields.partial().extend({ id: Id, revision: Revision }))
    .output(Segment),
  delete: needs('segment.write')
    .route(route('DELETE', '/{id}', 'Delete a segment that nothing uses'))
    .input(byId)
    .output(Done),
  check: needs('segment.read')
    .route(route('POST', '/check', 'What is wrong with a rule, and its usual form'))
    .input(Asked)
    .output(SegmentCheck),
  preview: needs('contact.read')
    .route(route('POST', '/preview', 'How many contacts fit a rule, and ten of them'))
    .input(Asked)
    .output(SegmentPreview),
  count: needs('segment.read')
    .route(route('GET', '/{id}/count', 'How many contacts a segment has now'))
    .input(byId)
    .output(z.object({ members: z.int(), counted_at: InstantText, took_ms: z.number() })),
  explain: needs('contact.read')
    .route(route('POST', '/explain', 'Why a contact is in or out, condition by condition'))
    .input(
      z.object({
        contact_id: Id,
        segment_id: Id.optional(),
        rule: RuleText.optional().describe('A rule that is not saved; without it that of the segment'),
      }),
    )
    .output(SegmentExplanation),
  passages: needs('contact.read')
    .route(route('GET', '/{id}/passages', 'Who entered and left while that was recorded, newest first'))
    .input(byId.extend(paging))
    .output(z.object({ items: z.array(SegmentPassage), next_cursor: z.string().nullable() })),
  catalogue: needs('segment.read')
    .route(route('GET', '/catalogue', 'Everything a rule may name'))
    .output(SegmentCatalogue),
  graph: needs('segment.read')
    .route(route('GET', '/graph', 'Which segment uses what'))
    .output(SegmentGraph),
};
