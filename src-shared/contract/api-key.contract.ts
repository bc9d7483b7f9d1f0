import * as z from 'zod';
import { KEY_SCOPES } from '#shared/domain/api-key.ts';
import { byId, Id, InstantText } from './fields.ts';
import { needs } from './procedure.ts';

const Scope = z.enum(KEY_SCOPES);

export const ApiKey = z.object({
  id: Id,
  name: z.string(),
  handle: z.string().describe('The characters after hrld_, by which it can be told from others'),
  scopes: z.array(Scope),
  acts_for: z.string().describe('Name of the person who made it: it may never do more than they may'),
  created_at: InstantText,
  expires_at: InstantText.nullable(),
  last_used_at: InstantText.nullable(),
  revoked_at: InstantText.nullable(),
});
export type ApiKey = z.infer<typeof ApiKey>;

export const apiKeys = {
  list: needs('apikey.read')
    .route({ method: 'GET', path: '/api-keys', tags: ['API keys'] })
    .output(z.array(ApiKey)),
  create: needs('apikey.write')
    .route({
      method: 'POST',
      path: '/api-keys',
      successStatus: 201,
      tags: ['API keys'],
      summary: 'Make a key; only this answer has it',
    })
    .input(
      z.object({
        name: z.string().trim().min(1).max(120),
        scopes: z.array(Scope).min(1).describe('At most what you may do yourself'),
        days: z.int().min(1).max(3_650).nullable().default(365).describe('null: it does not end by itself'),
      }),
    )
    .output(z.object({ key: z.string(), api_key: ApiKey })),
  revoke: needs('apikey.write')
    .route({ method: 'POST', path: '/api-keys/{id}/revoke', tags: ['API keys'] })
    .input(byId)
    .output(ApiKey),
};
