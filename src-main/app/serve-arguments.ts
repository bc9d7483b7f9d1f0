import { parseArgs } from 'node:util';
import { appRoot } from './app-root.ts';
import type { AppOptions } from './create-app.ts';
import { defaultDataDir } from './default-data-dir.ts';

export const DEFAULT_PORT = 4170;

export type ServeOptions = Omit<AppOptions, 'shell'>;

const USAGE = `Usage: herald serve [--data-dir FOLDER] [--host HOST] [--port PORT] [--tracking-host HOST] [--tracking-port PORT]
       [--public-url URL] [--trust-proxy ADDRESS]... [--allow-private-services]
       [--log-level debug|info|warn|error]`;

/** Reads the command line of a server. What it can't make sense of it says in one sentence. */
export function parseServeArguments(
  args: string[],
  env: NodeJS.ProcessEnv,
): { options: ServeOptions } | { problem: string } {
  let given: ReturnType<typeof readFlags>;
  try {
    given = readFlags(args);
  } catch (error) {
    return { problem: `${error instanceof Error ? error.message : String(error)}\n${USAGE}` };
  }
  const port = portOf(given.port ?? String(DEFAULT_PORT));
  const trackingPort = given['tracking-port'] === undefined ? undefined : portOf(given['tracking-port']);
  if (port === null) return { problem: `--port must be a number from 0 to 65535, not "${given.port}".` };
  if (trackingPort === null) {
    return { problem: `--tracking-port must be a number from 0 to 65535, not "${given['tracking-port']}".` };
  }
  const public_url = given['public-url']?.replace(/\/+$/, '');
  if (public_url !== undefined && !/^https?:\/\/[^/]+$/.test(public_url)) {
    return { problem: '--public-url must be an address such as https://herald.example.org.' };
  }
  const level = given['log-level'];
  if (level !== undefined && !isLevel(level)) return { problem: '--log-level must be debug, info, warn or error.' };
  const host = given.host ?? '127.0.0.1';
  return {
    options: {
      data_dir: given['data-dir'] ?? defaultDataDir(env),
      app_root: appRoot,
      log_level: level,
      console: { host, port },
      tracking: trackingPort === undefined ? undefined : { host: given['tracking-host'] ?? host, port: trackingPort },
      public_url,
      trusted_proxies: given['trust-proxy'],
      allow_private_services: given['allow-private-services'],
    },
  };
}

function readFlags(args: string[]) {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args,
    options: {
      'data-dir': text,
      host: text,
      port: text,
      'tracking-host': text,
      'tracking-port': text,
      'public-url': text,
      'allow-private-services': { type: 'boolean' },
      'trust-proxy': { ...text, multiple: true },
      'log-level': text,
    },
  });
  return values;
}

function portOf(text: string): number | null {
  const port = Number(text);
  return /^\d+$/.test(text) && port <= 65_535 ? port : null;
}

const isLevel = (text: string): text is 'debug' | 'info' | 'warn' | 'error' =>
  ['debug', 'info', 'warn', 'error'].includes(text);
