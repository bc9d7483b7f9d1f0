import * as z from 'zod';
import { Id, InstantText, Locale, Revision, Timezone } from './fields.ts';
import { LinkTagRules, LinkTags } from './link-tags.contract.ts';
import { needs } from './procedure.ts';

export const Organization = z.object({
  id: Id,
  name: z.string(),
  slug: z.string(),
  timezone: Timezone,
  locale: Locale,
  created_at: InstantText,
  bin_days: z.int().describe('After so many days in the recycle bin contacts are deleted for good'),
  soft_bounce_limit: z.int().describe('After so many soft bounces in a row an address gets nothing more'),
  tracking: z.object({
    public_url: z.string().nullable().describe('Where recipients reach Herald; null while only this machine can'),
    effective_url: z.string().describe('The address that goes into mails now'),
    reachable: z.boolean().describe('False while the address is one that only this machine or network can reach'),
    opens: z.boolean(),
    clicks: z.boolean(),
    anonymous: z.boolean().describe('Opens and clicks are counted without keeping whose they are'),
    respect_unwilling: z.boolean().describe('Whoever says DNT or Sec-GPC is counted like that, too'),
    hidden_link: z.boolean().describe('Mails hold a link that no person sees: who follows it is a machine'),
  }),
  link_tags: LinkTags.describe('UTM parameters of campaigns that have none of their own'),
  link_tag_rules: LinkTagRules.describe('What they may say, and those of campaigns; asked before a campaign goes out'),
  revision: Revision,
});
export type Organization = z.infer<typeof Organization>;

export const organization = {
  get: needs('organization.read')
    .route({
      method: 'GET',
      path: '/organization',
      tags: ['Organization'],
      summary: 'The organization and its settings',
    })
    .output(Organization),
  update: needs('organization.write')
    .route({ method: 'PUT', path: '/organization', tags: ['Organization'], summary: 'Change settings' })
    .input(
      z.object({
        revision: Revision,
        name: z.string().trim().min(1).max(120).optional(),
        timezone: Timezone.optional(),
        locale: Locale.optional(),
        bin_days: z.int().min(1).max(365).optional(),
        soft_bounce_limit: z.int().min(1).max(50).optional(),
        link_tags: LinkTags.optional(),
        link_tag_rules: LinkTagRules.optional(),
        tracking: z
          .object({
            public_url: z
              .url({ protocol: /^https?$/ })
              .max(300)
              .nullable(),
            opens: z.boolean(),
            clicks: z.boolean(),
            anonymous: z.boolean(),
            respect_unwilling: z.boolean(),
            hidden_link: z.boolean(),
          })
          .partial()
          .optional(),
      }),
    )
    .output(Organization),
};
