import { listApiKeys } from '#main/repositories/access/api-key.repo.ts';
import { createApiKey, revokeApiKey } from '#main/services/access/api-key.service.ts';
import { callerOf, os } from './implement.ts';

const rpc = os.apiKeys;

export const apiKeysRpc = {
  list: rpc.list.handler(({ context }) => listApiKeys(context.services.db.reader)),
  create: rpc.create.handler(({ context, input }) => createApiKey(context.services, callerOf(context), input)),
  revoke: rpc.revoke.handler(({ context, input }) =>
    revokeApiKey(context.services, callerOf(context).user_id, input.id),
  ),
};
