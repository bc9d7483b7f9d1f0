import * as z from 'zod';

const Tag = z.string().trim().max(200);

/** UTM parameters that links get where they have none. */
export const LinkTags = z.object({
  on: z.boolean(),
  source: Tag,
  medium: Tag,
  campaign: Tag.describe('Empty: the name of the campaign'),
  term: Tag,
  content: Tag,
});

const TagRule = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('any') }),
  z.object({ kind: z.literal('list'), values: z.array(z.string().trim().min(1).max(200)).min(1).max(100) }),
  z.object({
    kind: z.literal('pattern'),
    pattern: z.string().trim().min(1).max(100).describe('`#` stands for a digit, `*` for anything, also nothing'),
  }),
]);

/** What UTM parameters may say. */
export const LinkTagRules = z.object({
  plain: z.boolean().describe('Small letters, and no spaces; values of a list are right as they are'),
  source: TagRule,
  medium: TagRule,
  campaign: TagRule,
  term: TagRule,
  content: TagRule,
});
