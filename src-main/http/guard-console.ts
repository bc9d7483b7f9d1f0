import type { FastifyInstance } from 'fastify';
import type { ServiceContext } from '#main/services/service-context.ts';
import { findTenant } from '#main/services/system/organization.service.ts';
import { isLoopback, plainAddress } from './network-address.ts';
import { problemOf } from './problem.ts';

const HEALTH = /^\/(healthz|readyz)$/;

/**
 * Two guards before every route of the console. Names: a page elsewhere could let its own name resolve to this machine and then read
 * the console as its own, so only known names are answered. Setup: until somebody has set Herald up, only this machine may.
 */
export function guardConsole(
  server: FastifyInstance,
  { services, host_names }: { services: ServiceContext; host_names: ReadonlySet<string> | null },
): void {
  let isSetUp = false;
  server.addHook('onRequest', async (request, reply) => {
    if (host_names && !host_names.has(request.hostname.toLowerCase())) {
      return reply
        .code(403)
        .type('application/problem+json')
        .send(
          JSON.stringify(
            problemOf('FORBIDDEN', 'Herald does not answer under this name.', {
              hint: 'Start it with --public-url to name its address.',
            }),
          ),
        );
    }
    isSetUp ||= findTenant(services) !== undefined;
    if (isSetUp || HEALTH.test(request.url)) return;
    const fromHere = isLoopback(plainAddress(request.socket.remoteAddress)) && isLoopback(plainAddress(request.ip));
    if (!fromHere) {
      return reply
        .code(403)
        .type('application/problem+json')
        .send(
          JSON.stringify(
            problemOf('SETUP_REQUIRED', 'Herald has not been set up yet.', {
              hint: 'Open the setup link on the machine that Herald runs on.',
            }),
          ),
        );
    }
  });
}
