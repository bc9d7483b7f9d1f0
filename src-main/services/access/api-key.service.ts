import { tokenHash } from '#main/platform/token-hash.ts';
import { type ApiKeyView, findApiKey, insertApiKey, revokeKey } from '#main/repositories/access/api-key.repo.ts';
import { KEY_SCOPES } from '#shared/domain/api-key.ts';
import { type Actor, may } from '#shared/domain/may.ts';
import type { Permission } from '#shared/domain/permission.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';
import { DAY } from '#shared/kernel/instant.ts';
import type { ServiceContext } from '../service-context.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'ids'>;

export interface ApiKeyInput {
  name: string;
  scopes: Permission[];
  days: number | null;
}

/** The key itself is in this answer and nowhere else. */
export function createApiKey(ctx: Context, actor: Actor, input: ApiKeyInput): { key: string; api_key: ApiKeyView } {
  const { name, scopes, days } = input;
  const beyond = scopes.find((scope) => !KEY_SCOPES.includes(scope) || !may(actor, scope));
  if (beyond) {
    throw new HeraldError('INVALID_INPUT', `A key of yours can't be given ${beyond}.`, {
      field: 'scopes',
      hint: 'Choose among what you may do yourself; settings, people and keys stay with people.',
    });
  }
  const id = ctx.ids.id();
  const handle = ctx.ids.letters(8);
  const key = `hrld_${handle}_${ctx.ids.letters(43)}`;
  const now = ctx.clock.now();
  ctx.db.write((tx) => {
    const expires_at = days === null ? null : now + days * DAY;
    const row = { id, name, handle, scopes, user_id: actor.user_id, created_at: now, expires_at };
    insertApiKey(tx, { ...row, key_hash: tokenHash(key) });
    tx.record({ type: 'api_key.created', subject: `api_key:${id}`, actor: actor.user_id, data: { name, scopes } });
  });
  return { key, api_key: found(findApiKey(ctx.db.reader, id), 'API key') };
}

/** It opens nothing from the next request on. */
export function revokeApiKey(ctx: Context, actor: string, id: string): ApiKeyView {
  ctx.db.write((tx) => {
    const { name } = found(findApiKey(tx, id), 'API key');
    if (!revokeKey(tx, id, ctx.clock.now())) return;
    tx.record({ type: 'api_key.revoked', subject: `api_key:${id}`, actor, data: { name } });
  });
  return found(findApiKey(ctx.db.reader, id), 'API key');
}
