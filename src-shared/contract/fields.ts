import * as z from 'zod';

/** Pieces that several contracts use. Field names are those of the wire: snake_case. */

export const Id = z.uuid();
export const InstantText = z.iso.datetime().describe('RFC 3339, UTC');
export const Timezone = z
  .string()
  .min(1)
  .max(64)
  .refine(isTimezone, 'Use an IANA time zone such as Europe/Berlin.')
  .describe('IANA time zone');
export const Locale = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'Use a language tag such as en or de-AT.');
export const Revision = z.int().min(1).describe('The revision the edit is based on; a stale one is refused');
export const byId = z.object({ id: Id });
export const Nothing = z.object({}).optional();
export const Done = z.object({ done: z.literal(true) });

export const paging = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
};

export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next_cursor: z.string().nullable(), total: z.int() });
}

function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
