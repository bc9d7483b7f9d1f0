import type { FastifyInstance } from 'fastify';
import type { ServiceContext } from '#main/services/service-context.ts';
import { metricsText, readiness } from '#main/services/system/health.service.ts';
import { may } from '#shared/domain/may.ts';
import { isLoopback, plainAddress } from './network-address.ts';
import { problemOf } from './problem.ts';
import { contextOf } from './request-context.ts';

/** For watchdogs and scrapers. What Herald counts is told to this machine and to admins only. */
export function healthRoutes(scope: FastifyInstance, services: ServiceContext): void {
  scope.get('/healthz', async () => ({ ok: true }));
  scope.get('/readyz', async (_request, reply) => {
    const report = readiness(services);
    reply.code(report.ok ? 200 : 503);
    return report;
  });
  scope.get('/metrics', async (request, reply) => {
    const local = isLoopback(plainAddress(request.socket.remoteAddress)) && isLoopback(plainAddress(request.ip));
    const { caller } = await contextOf(services, { request, reply, door: 'rest' });
    if (!local && !may(caller, 'system.read')) {
      return reply.code(403).send(problemOf('FORBIDDEN', 'Only this machine and admins may read this.'));
    }
    return reply.type('text/plain; version=0.0.4').send(metricsText(services));
  });
}
