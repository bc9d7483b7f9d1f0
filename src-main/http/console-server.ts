import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import cookie from '@fastify/cookie';
import Fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import type { ServiceContext } from '#main/services/service-context.ts';
import { consoleRoutes } from './console.route.ts';
import type { ConsoleFiles } from './console-files.ts';
import { docsRoutes } from './docs.route.ts';
import { guardConsole } from './guard-console.ts';
import { healthRoutes } from './health.route.ts';
import { problemOf, problemOfError } from './problem.ts';
import { restRoutes } from './rest.route.ts';
import { rpcRoutes } from './rpc.route.ts';
import { COMMON_HEADERS, consolePolicy, NOTHING_POLICY, STRICT_TRANSPORT } from './security-headers.ts';

/** Answers a request if it is one of its own. */
export type RawHandler = (request: IncomingMessage, response: ServerResponse) => boolean;

export interface ConsoleServerOptions {
  services: ServiceContext;
  files: ConsoleFiles;
  /** Addresses and networks of proxies whose X-Forwarded headers are believed. */
  trusted_proxies: readonly string[];
  /** Where pictures of messages may come from besides this server; null when tracking answers here. */
  tracking_origin: string | null;
  /** Asked before anything else: the addresses in mails, where they answer on this listener too. */
  before: RawHandler | null;
  /** Names under which browsers may ask; null allows any. */
  host_names: ReadonlySet<string> | null;
}

export function createConsoleServer(options: ConsoleServerOptions): FastifyInstance {
  const { services, before, trusted_proxies } = options;
  const server = Fastify({
    logger: false,
    forceCloseConnections: true,
    trustProxy: trusted_proxies.length > 0 ? [...trusted_proxies] : false,
    serverFactory: (handler): Server =>
      createServer((request, response) => {
        if (!before?.(request, response)) handler(request, response);
      }),
  });
  server.addHook('onRequest', async (request, reply) => {
    reply.headers(COMMON_HEADERS);
    reply.header('content-security-policy', NOTHING_POLICY);
    if (request.protocol === 'https') reply.header('strict-transport-security', STRICT_TRANSPORT);
  });
  server.setErrorHandler((error: FastifyError, request, reply) => {
    const problem = problemOfError(error);
    if (problem.status >= 500) services.log.error({ err: error, route: request.routeOptions.url }, 'request failed');
    reply.code(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  });
  server.setNotFoundHandler((_request, reply) => {
    reply
      .code(404)
      .type('application/problem+json')
      .send(JSON.stringify(problemOf('NOT_FOUND', 'There is nothing here.')));
  });
  guardConsole(server, options);
  server.register(cookie);
  server.register(async (scope) => rpcRoutes(scope, services));
  server.register(async (scope) => restRoutes(scope, services));
  server.register(async (scope) => docsRoutes(scope, services));
  server.register(async (scope) => healthRoutes(scope, services));
  server.register(async (scope) =>
    consoleRoutes(scope, { files: options.files, policy: consolePolicy(options.tracking_origin) }),
  );
  return server;
}
