import { createORPCClient } from '@orpc/client';
import { RPCLink as FetchLink } from '@orpc/client/fetch';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { SimpleCsrfProtectionLinkPlugin } from '@orpc/client/plugins';
import type { ContractRouterClient } from '@orpc/contract';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { API_PORT, type DesktopBridge } from '#shared/contract/desktop-bridge.ts';
import type { HeraldContract } from '#shared/contract/router.ts';
import { watchedFetch } from './stream-pulse.ts';

declare global {
  interface Window {
    herald?: DesktopBridge;
  }
}

/** In the desktop window calls go over a MessagePort to the core, in a browser over HTTP with the session's cookie. */
function link() {
  if (window.herald) {
    const { port1, port2 } = new MessageChannel();
    window.postMessage(API_PORT, '*', [port2]);
    port1.start();
    return new PortLink({ port: port1 });
  }
  return new FetchLink({
    url: new URL('rpc', location.href.split('#', 1)[0]).href,
    fetch: (request, init) => watchedFetch(request, { ...init, credentials: 'same-origin' }),
    plugins: [new SimpleCsrfProtectionLinkPlugin()],
  });
}

export const isDesktop = () => window.herald !== undefined;

export const client: ContractRouterClient<HeraldContract> = createORPCClient(link());

/** `api.contacts.list.queryOptions({ input })`, `api.contacts.update.mutationOptions()`, `api.contacts.key()`. */
export const api = createTanstackQueryUtils(client);
