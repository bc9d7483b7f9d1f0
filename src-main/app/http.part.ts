import { rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { listConsoleFiles } from '#main/http/console-files.ts';
import { createConsoleServer, type RawHandler } from '#main/http/console-server.ts';
import { listenRefusal } from '#main/http/listen-refusal.ts';
import type { ServiceContext } from '#main/services/service-context.ts';
import type { AppCore } from './app-core.ts';
import type { Part } from './part.ts';

export interface HttpPartOptions {
  core: AppCore;
  services: ServiceContext;
  console: { host: string; port: number };
  /** Where browsers and recipients reach the console when a proxy stands before it. */
  public_url?: string;
  trusted_proxies: readonly string[];
  /** Answers the addresses in mails on this listener; null when they have their own. */
  tracking: RawHandler | null;
}

/** The console, the REST API and, unless apart, the addresses in mails. */
export async function startHttp(options: HttpPartOptions): Promise<Part> {
  const { core, services, public_url, trusted_proxies } = options;
  const { host, port } = options.console;
  const server = createConsoleServer({
    services,
    files: listConsoleFiles(join(core.app_root, 'dist', 'renderer')),
    trusted_proxies,
    tracking_origin: options.tracking ? null : services.endpoints.tracking_url,
    before: options.tracking,
    host_names: namesOf(host, public_url),
  });
  try {
    await server.listen({ host, port });
  } catch (error) {
    throw listenRefusal(error, { host, port, flag: 'port' });
  }
  const bound = urlOf(host, portOf(server.server.address()) ?? port);
  services.endpoints.console_url = public_url ?? bound;
  services.endpoints.tracking_url ||= services.endpoints.console_url;
  writeRunning(core, services, bound);
  return {
    async stop() {
      rmSync(core.paths.running, { force: true });
      await server.close();
    },
  };
}

const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]', '::1'];

/** On loopback only names of this machine are answered; a listener that others can reach has whatever name they gave it. */
function namesOf(host: string, public_url: string | undefined): ReadonlySet<string> | null {
  if (!LOOPBACK_NAMES.includes(host)) return null;
  return new Set([...LOOPBACK_NAMES, ...(public_url ? [new URL(public_url).hostname] : [])]);
}

/** An address that works on this machine, also for a listener on all of them. */
function urlOf(host: string, port: number): string {
  const name = { '0.0.0.0': '127.0.0.1', '::': '[::1]', '::1': '[::1]' }[host] ?? host;
  return `http://${name}:${port}`;
}

function portOf(address: string | AddressInfo | null): number | undefined {
  return typeof address === 'object' ? address?.port : undefined;
}

/** How the command line on this machine finds and may use the running Herald. */
function writeRunning(core: AppCore, services: ServiceContext, console_url: string): void {
  const running = { console_url, token: services.accounts.localToken, pid: process.pid };
  rmSync(core.paths.running, { force: true });
  writeFileSync(core.paths.running, `${JSON.stringify(running)}\n`, { mode: 0o600 });
}
