import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};
const COMPRESSES = /^(text|application\/json|image\/svg)/;

export interface ConsoleFile {
  type: string;
  etag: string;
  /** Its name changes with its content, so it may be kept for good. */
  immutable: boolean;
  body(): Buffer;
  /** Null where it would not get smaller. */
  zipped(): Promise<Buffer | null>;
}

export type ConsoleFiles = ReadonlyMap<string, ConsoleFile>;

/**
 * The built console as a list of addresses, made once. A request can only name an entry of it: no part of an address ever
 * becomes part of a path.
 */
export function listConsoleFiles(folder: string): ConsoleFiles {
  const files = new Map<string, ConsoleFile>();
  if (!existsSync(folder)) return files;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const address = `/${relative(folder, path).split(sep).join('/')}`;
    files.set(address, fileOf(path, address));
  }
  return files;
}

const zip = promisify(gzip);

function fileOf(path: string, address: string): ConsoleFile {
  const type = TYPES[extname(path)] ?? 'application/octet-stream';
  const body = readFileSync(path);
  let zipped: Promise<Buffer | null> | undefined;
  return {
    type,
    etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
    immutable: /^\/assets\/.+-[\w-]{8,}\.\w+$/.test(address),
    body: () => body,
    zipped() {
      zipped ??= COMPRESSES.test(type) ? zip(body) : Promise.resolve(null);
      return zipped;
    },
  };
}
