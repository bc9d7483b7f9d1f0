import { RPCHandler } from '@orpc/server/fastify';
import { SimpleCsrfProtectionHandlerPlugin } from '@orpc/server/plugins';
import type { FastifyInstance } from 'fastify';
import { router } from '#main/rpc/router.ts';
import type { ServiceContext } from '#main/services/service-context.ts';
import { askerOf, readBodies } from './body-parsers.ts';
import { problemOf } from './problem.ts';

/** The console's own way in: the same procedures as everywhere, with the header that a foreign page can't set. */
export function rpcRoutes(scope: FastifyInstance, services: ServiceContext): void {
  readBodies(scope, services, 'browser');
  const handler = new RPCHandler(router, {
    plugins: [new SimpleCsrfProtectionHandlerPlugin()],
    eventIteratorKeepAliveInterval: 15_000,
  });
  scope.route({
    method: ['GET', 'POST'],
    url: '/rpc/*',
    async handler(request, reply) {
      reply.headers({ 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
      const context = askerOf(request);
      const { matched } = await handler.handle(request, reply, { prefix: '/rpc', context });
      if (!matched) reply.code(404).send(problemOf('NOT_FOUND', 'There is no such procedure.'));
    },
  });
}
