import { readTransactionalPage } from '#main/repositories/transactional/transactional-page.repo.ts';
import { readTransactional, sendTransactional } from '#main/services/transactional/transactional.service.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import { callerOf, os } from './implement.ts';
import type { RpcContext } from './rpc-context.ts';

const rpc = os.transactional;

export const transactionalRpc = {
  sendEmail: rpc.sendEmail.handler(({ context, input }) =>
    sendTransactional(context.services, { user_id: callerOf(context).user_id, once_key: onceKeyOf(context) }, input),
  ),
  list: rpc.list.handler(({ context, input }) => readTransactionalPage(context.services.db.reader, input)),
  get: rpc.get.handler(({ context, input }) => readTransactional(context.services, input.id)),
};

const LONGEST_KEY = 200;

/** Two programs may choose the same key by chance. */
function onceKeyOf(context: RpcContext): string | null {
  const { once_key } = context;
  if (once_key === undefined) return null;
  if (once_key.length === 0 || once_key.length > LONGEST_KEY) {
    throw new HeraldError('INVALID_INPUT', `An Idempotency-Key has 1 to ${LONGEST_KEY} characters.`, {
      field: 'Idempotency-Key',
    });
  }
  const { api_key_id, user_id } = callerOf(context);
  return `${api_key_id ?? user_id}:${once_key}`;
}
