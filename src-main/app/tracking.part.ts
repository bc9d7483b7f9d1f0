import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RawHandler } from '#main/http/console-server.ts';
import { createFormsHandler } from '#main/http/forms/forms-handler.ts';
import { createEnterHandler } from '#main/http/hooks/enter-handler.ts';
import { createHooksHandler } from '#main/http/hooks/hooks-handler.ts';
import { listenRefusal } from '#main/http/listen-refusal.ts';
import { trustOf } from '#main/http/network-address.ts';
import { createPushHandler } from '#main/http/push/push-handler.ts';
import { createTrackingHandler } from '#main/http/tracking/tracking-handler.ts';
import { createTokenSigner } from '#main/platform/tracking-token.ts';
import type { EventWriter, ServiceContext } from '#main/services/service-context.ts';
import type { AppCore } from './app-core.ts';
import { HitQueue } from './hit-queue.ts';
import { keptSecret } from './kept-secret.ts';
import type { Part } from './part.ts';
import { startRevivedWorker } from './revived-worker.ts';

/** The thread that writes what comes from mails and from other systems, and the ways to it. */
export async function startHitWriter(core: AppCore): Promise<Part & { hits: HitQueue; events: EventWriter }> {
  const worker = await startRevivedWorker(core, 'hit-writer.worker', { extra: () => ({}), onReady: () => {} });
  const hits = new HitQueue(worker, core.log);
  return {
    hits,
    events: { record: (told, actor) => worker.call('recordEvents', { told, actor }) },
    async stop() {
      await hits.drain();
      await worker.stop();
    },
  };
}

export interface TrackingPartOptions {
  core: AppCore;
  services: ServiceContext;
  hits: HitQueue;
  /** A listener with these addresses only; without it the console's listener answers them. */
  apart?: { host: string; port: number };
  trusted_proxies: readonly string[];
}

/** Pixels, links and unsubscribes, sign-ups and preferences, and the listener where they have their own. */
export async function startTracking(options: TrackingPartOptions): Promise<Part & { handler: RawHandler }> {
  const { core, services, hits, apart, trusted_proxies } = options;
  const signer = createTokenSigner(keptSecret(core, 'tracking_key'));
  const isTrusted = trustOf(trusted_proxies);
  const tracked = createTrackingHandler({ services, hits, signer, isTrusted });
  const opened = createFormsHandler({ services, hits, deliveries: signer, isTrusted });
  const subscribed = createPushHandler({ services, isTrusted });
  const called = createHooksHandler({ services, fetch: core.fetch });
  const entered = createEnterHandler(services);
  const handler: RawHandler = (request, response) =>
    [tracked, opened, subscribed, called, entered].some((answer) => answer(request, response));
  return { handler, stop: apart ? await listen(handler, apart, services) : () => {} };
}

async function listen(
  handler: RawHandler,
  { host, port }: { host: string; port: number },
  services: ServiceContext,
): Promise<() => Promise<void>> {
  const server = createServer((request, response) => {
    if (!handler(request, response)) response.writeHead(404).end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(listenRefusal(error, { host, port, flag: 'tracking-port' })));
    server.listen(port, host, resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  services.endpoints.tracking_url = `http://${host.includes(':') ? `[${host}]` : host}:${bound}`;
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
}
