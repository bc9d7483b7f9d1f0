import * as z from 'zod';
import type { Reason as DomainReason, ReasonCode } from '#shared/domain/reason/reason.ts';
import { REASON_WORDS } from '#shared/domain/reason/reason-words.ts';

/** Why something can't be taken or could not go on: programs and screens make words of it. */
export const Reason: z.ZodType<DomainReason> = z.object({
  code: z.enum(Object.keys(REASON_WORDS) as [ReasonCode, ...ReasonCode[]]),
  values: z
    .record(z.string(), z.union([z.string(), z.number(), z.array(z.string())]))
    .optional()
    .describe('What differs from case to case; value is what somebody has written'),
  about: z.string().optional().describe('The field that it is about'),
});
