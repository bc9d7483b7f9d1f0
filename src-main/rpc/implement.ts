import { implement, ORPCError, ValidationError } from '@orpc/server';
import { contract } from '#shared/contract/router.ts';
import { may } from '#shared/domain/may.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import type { Caller, RpcContext } from './rpc-context.ts';
import { toWireError } from './to-wire-error.ts';

const base = implement(contract).$context<RpcContext>();

/**
 * Where every procedure starts: asks the one permission function for the permission its contract names, and turns refusals
 * into wire errors.
 */
export const os = base.use(async ({ context, procedure, path, next }) => {
  const { permission } = procedure['~orpc'].meta;
  try {
    if (permission !== 'public') {
      if (!context.caller) throw new HeraldError('UNAUTHENTICATED', 'Sign in first.');
      if (!may(context.caller, permission)) {
        throw new HeraldError('FORBIDDEN', 'Your role does not allow this.', { permission });
      }
    }
    return await next();
  } catch (error) {
    throw toWireError(invalidInputOf(error) ?? error, context.services.log, path.join('.'));
  }
});

/** The signed-in caller of a procedure that names a permission. */
export function callerOf(context: RpcContext): Caller {
  if (!context.caller) throw new HeraldError('UNAUTHENTICATED', 'Sign in first.');
  return context.caller;
}

function invalidInputOf(error: unknown): HeraldError | undefined {
  if (!(error instanceof ORPCError) || error.code !== 'BAD_REQUEST') return undefined;
  if (!(error.cause instanceof ValidationError)) return undefined;
  const [issue] = error.cause.issues;
  const field = issue?.path?.map((key) => (typeof key === 'object' ? key.key : key)).join('.');
  return new HeraldError('INVALID_INPUT', issue?.message ?? 'The input is not valid.', {
    field,
    issues: error.cause.issues.map(({ message, path }) => ({ message, path })),
  });
}
