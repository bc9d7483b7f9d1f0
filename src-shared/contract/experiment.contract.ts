import * as z from 'zod';
import { FALLBACKS, LONGEST_DELAY_MINUTES, METRICS, MOST_VARIANTS } from '#shared/domain/experiment/experiment.ts';
import { InstantText } from './fields.ts';

export const Variant = z.object({
  subject: z.string().max(998).nullable().describe('null: that of the campaign'),
  preheader: z.string().max(998).nullable().default(null).describe('null: that of the campaign'),
  from_name: z.string().trim().min(1).max(200).nullable().describe('null: that of the sender'),
  content: z
    .object({ body_kind: z.enum(['html', 'markdown', 'visual']), body: z.string().max(5_000_000) })
    .nullable()
    .default(null)
    .describe('A text of its own; null: that of the campaign'),
  delay_minutes: z
    .int()
    .min(0)
    .max(LONGEST_DELAY_MINUTES)
    .default(0)
    .describe('Goes out so long after the campaign has begun'),
});

export const Experiment = z.object({
  variants: z
    .array(Variant)
    .min(1)
    .max(MOST_VARIANTS)
    .describe('The first is the campaign as it is written; one alone compares nothing'),
  sample_percent: z.int().min(1).max(100).describe('Share of those who get it on whom the variants are tried'),
  metric: z.enum(METRICS).describe('Opens or clicks of people; those of machines decide nothing'),
  wait_minutes: z
    .int()
    .min(5)
    .max(14 * 24 * 60)
    .describe('After the last of the sample has left'),
  confidence: z.union([z.literal(90), z.literal(95), z.literal(99)]),
  fallback: z.enum(FALLBACKS).describe('What the rest gets when there is no clear winner'),
  hold_out_percent: z.int().min(0).max(50).describe('Share of the recipients who get nothing, to compare with'),
});
export type Experiment = z.infer<typeof Experiment>;

const Proportion = z.object({ hits: z.int(), base: z.int() });
const Tally = z.object({ people: z.int(), sent: z.int(), opened: z.int(), clicked: z.int() });

export const ExperimentReport = z.object({
  variants: z.array(
    Tally.extend({
      subject: z.string(),
      from_name: z.string().nullable(),
      has_own_text: z.boolean(),
      delay_minutes: z.int(),
      chance: z
        .number()
        .nullable()
        .describe('How likely its distance from the best is by chance alone, corrected; null: the best itself'),
    }),
  ),
  best: z.int().describe('Ahead so far, or ahead when it was decided'),
  decision: z
    .object({
      at: InstantText,
      winner: z.int().nullable().describe('null: no clear winner, or a person was faster'),
      chosen: z.int().nullable().describe('What the rest gets; null: a person has to say'),
      by: z.enum(['test', 'fallback', 'person']).nullable(),
      rest_at: InstantText.nullable().describe('When the rest gets it, where variants differ in time'),
      tallies: z.array(Tally).describe('The numbers that were decided on'),
    })
    .nullable(),
  decides_at: InstantText.nullable().describe('null while the sample has not left, and once it is decided'),
  awaiting: z.int().describe('Who waits for the decision'),
  held_out: z.int(),
  comparison: z
    .object({
      event: z.string(),
      days: z.int(),
      reached: Proportion,
      held_out: Proportion,
      chance: z.number().nullable().describe('null: too few people to tell'),
    })
    .nullable(),
});
export type ExperimentReport = z.infer<typeof ExperimentReport>;

/** Which variant of a campaign, from 0. */
export const VariantIndex = z
  .int()
  .min(0)
  .max(MOST_VARIANTS - 1);
