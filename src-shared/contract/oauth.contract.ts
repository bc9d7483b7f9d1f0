import * as z from 'zod';

/** How to sign in at a mail server in somebody's name with tokens (XOAUTH2). */
export const OAuthFields = z.object({
  token_endpoint: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .describe('Where the service gives tokens'),
  client_id: z.string().trim().min(1).max(500),
  scope: z.string().trim().max(1_000).default('').describe('Empty: what was granted'),
});

export const OAuthInput = OAuthFields.extend({
  client_secret: z.string().trim().max(2_000).optional().describe('Kept sealed; never answered'),
  refresh_token: z.string().trim().max(10_000).optional().describe('Kept sealed; never answered'),
})
  .nullable()
  .optional()
  .describe(
    'In the place of a password. Secrets that are not given stay, unless the service is another; null removes it',
  );
