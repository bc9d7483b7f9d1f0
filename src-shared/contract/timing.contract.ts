import * as z from 'zod';
import { LATE_CHOICES } from '#shared/domain/timing/send-timing.ts';
import { Revision, Timezone } from './fields.ts';
import { needs } from './procedure.ts';

export const LocalTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'Use a local time such as 2026-03-01T09:00.');
const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Use a time of the day such as 21:00.');

export const QuietRules = z.object({
  hours: z.object({ from: TimeOfDay, to: TimeOfDay }).nullable().describe('May go over midnight; null: none'),
  days: z
    .array(z.int().min(1).max(7))
    .min(1, 'Allow at least one day.')
    .max(7)
    .describe('Days on which messages may go out, 1 is Monday'),
});
export type QuietRules = z.infer<typeof QuietRules>;

export const Repeat = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('cron'), rule: z.string().trim().min(1).max(200), timezone: Timezone }),
  z.object({
    kind: z.literal('rule'),
    rule: z.string().trim().min(1).max(500).describe('RFC 5545, for example FREQ=WEEKLY;BYDAY=MO'),
    start: LocalTime,
    timezone: Timezone,
  }),
]);

export const SendTiming = z.object({
  recipient_local: z
    .object({ local: LocalTime, late: z.enum(LATE_CHOICES) })
    .nullable()
    .default(null)
    .describe('Everybody at this time of their own zone'),
  repeat: Repeat.nullable().default(null).describe('Again and again, with the people who fit each time'),
  spread_minutes: z
    .int()
    .min(1)
    .max(7 * 24 * 60)
    .nullable()
    .default(null)
    .describe('Evenly over so many minutes'),
  quiet: z
    .union([z.enum(['organization', 'none']), QuietRules])
    .default('organization')
    .describe('Quiet time by the clocks of each recipient'),
});
export type SendTiming = z.infer<typeof SendTiming>;

export const TimingRules = z.object({
  quiet: QuietRules.nullable().describe('null: any time'),
  cap_messages: z.int().min(1).max(1_000).nullable().describe('At most so many campaigns for each contact ...'),
  cap_days: z.int().min(1).max(365).nullable().describe('... in so many days; null: no limit'),
  late_minutes: z
    .int()
    .min(0)
    .max(10_080)
    .describe('A start missed by no more than this is made late; otherwise people are asked'),
  revision: Revision,
});
export type TimingRules = z.infer<typeof TimingRules>;

export const timing = {
  rules: needs('organization.read')
    .route({ method: 'GET', path: '/timing', tags: ['Timing'], summary: 'Quiet time, frequency cap, missed starts' })
    .output(TimingRules),
  changeRules: needs('organization.write')
    .route({ method: 'PUT', path: '/timing', tags: ['Timing'], summary: 'They hold at once, also for sends under way' })
    .input(TimingRules.partial().required({ revision: true }))
    .output(TimingRules),
};
