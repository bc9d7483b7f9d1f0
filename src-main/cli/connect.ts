import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import { SimpleCsrfProtectionLinkPlugin } from '@orpc/client/plugins';
import { appRoot } from '#main/app/app-root.ts';
import { createApp } from '#main/app/create-app.ts';
import { type HeraldClient, localClient } from '#main/app/local-client.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import type { GlobalFlags } from './global-flags.ts';

export type { HeraldClient };

/** A way to ask Herald, however it was reached. */
export interface Connection {
  client: HeraldClient;
  /** Herald runs inside this command and stops with it. */
  in_process: boolean;
  close(): Promise<void>;
}

/** To the server that was named, else to the one that serves the data folder, else by opening the data folder itself. */
export async function connect(flags: GlobalFlags): Promise<Connection> {
  if (flags.server) return remote(flags.server, tokenFor(flags));
  const running = await runningServer(flags.dataDir);
  if (running) return remote(running.console_url, running.token);
  refuseMissingFolder(flags.dataDir);
  const app = await createApp({
    data_dir: flags.dataDir,
    app_root: appRoot,
    shell: 'headless',
    console: { host: '127.0.0.1', port: 0 },
  });
  return { client: localClient(app.services), in_process: true, close: () => app.close() };
}

function remote(url: string, token: string): Connection {
  const link = new RPCLink({
    url: `${url.replace(/\/+$/, '')}/rpc`,
    headers: { authorization: `Bearer ${token}` },
    plugins: [new SimpleCsrfProtectionLinkPlugin()],
  });
  return { client: createORPCClient(link), in_process: false, close: async () => {} };
}

function tokenFor(flags: GlobalFlags): string {
  const token = flags.token ?? process.env.HERALD_TOKEN;
  if (token) return token;
  throw new HeraldError('UNAUTHENTICATED', 'A server needs a token.', {
    field: 'token',
    hint: 'Give it with --token or HERALD_TOKEN.',
  });
}

interface RunningServer {
  console_url: string;
  token: string;
}

/** The file is left behind by a crash, or is just being written: only a server that answers counts. */
async function runningServer(dataDir: string): Promise<RunningServer | null> {
  const file = join(dataDir, 'running.json');
  if (!existsSync(file)) return null;
  try {
    const running = JSON.parse(readFileSync(file, 'utf8')) as RunningServer;
    const answer = await fetch(`${running.console_url}/healthz`, { signal: AbortSignal.timeout(2_000) });
    return answer.ok ? running : null;
  } catch {
    return null;
  }
}

function refuseMissingFolder(dataDir: string): void {
  if (existsSync(join(dataDir, 'herald.db'))) return;
  throw new HeraldError('NOT_FOUND', `There is no Herald data in ${dataDir}.`, {
    field: 'data-dir',
    hint: 'Name the folder with --data-dir, or start Herald there once with herald serve.',
  });
}
