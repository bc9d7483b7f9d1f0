import { RPCHandler } from '@orpc/server/message-port';
import { router } from '#main/rpc/router.ts';
import type { RpcContext } from '#main/rpc/rpc-context.ts';
import { identifyOwner } from '#main/services/access/session.service.ts';
import type { ServiceContext } from '#main/services/service-context.ts';

type Upgrade = RPCHandler<RpcContext>['upgrade'];
export type WindowPort = Parameters<Upgrade>[0];

/**
 * The desktop window's own way in: the same procedures as everywhere, over a MessagePort. Whoever sits at the machine is its
 * owner, so nobody signs in; who that is, is asked again for each call, because the first run makes them.
 */
export function openWindowDoor(services: ServiceContext): (port: WindowPort) => void {
  const handler = new RPCHandler<RpcContext>(router, {
    interceptors: [(call) => call.next({ ...call, context: windowContext(services) })],
  });
  return (port) => handler.upgrade(port, { context: windowContext(services) });
}

function windowContext(services: ServiceContext): RpcContext {
  return {
    services,
    caller: identifyOwner(services),
    transport: 'window',
    ip: '',
    device: 'Desktop window',
    session: { keep: () => {}, forget: () => {} },
  };
}
