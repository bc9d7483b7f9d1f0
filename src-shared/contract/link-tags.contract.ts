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
