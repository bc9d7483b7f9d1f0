import type { ContractRouterClient } from '@orpc/contract';
import { createRouterClient } from '@orpc/server';
import { router } from '#main/rpc/router.ts';
import type { RpcContext } from '#main/rpc/rpc-context.ts';
import { identifyOwner } from '#main/services/access/session.service.ts';
import type { ServiceContext } from '#main/services/service-context.ts';
import type { HeraldContract } from '#shared/contract/router.ts';

/** The contract as a client calls it, whatever lies between. */
export type HeraldClient = ContractRouterClient<HeraldContract>;

/** Calls a Herald that runs in this process, as the owner of this machine. */
export function localClient(services: ServiceContext): HeraldClient {
  return createRouterClient(router, { context: () => ownerContext(services) });
}

function ownerContext(services: ServiceContext): RpcContext {
  return {
    services,
    caller: identifyOwner(services),
    transport: 'cli',
    ip: '',
    device: 'Command line',
    session: { keep: () => {}, forget: () => {} },
  };
}
