import { protocol } from 'electron';
import { type ConsoleFiles, listConsoleFiles } from '#main/http/console-files.ts';
import { COMMON_HEADERS, consolePolicy } from '#main/http/security-headers.ts';

const APP_SCHEME = 'app';
export const APP_ORIGIN = 'app://herald';
export const APP_URL = `${APP_ORIGIN}/`;

/** Must run before the app is ready: from then on the scheme counts as a secure origin of its own. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/**
 * Serves the built console, and of it only what the build left: an address is looked up in a list, never resolved to a path.
 * Pictures may also come from where the core answers, so that the test mailbox shows a mail as it was sent.
 */
export function serveConsole(consoleDir: string, trackingOrigin: () => string | null): void {
  const files = listConsoleFiles(consoleDir);
  protocol.handle(APP_SCHEME, (request) => answer(files, request, consolePolicy(trackingOrigin())));
}

/** Compares the parsed origin: the text of an address can be made to look like another one. */
export function isOfApp(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host } = new URL(address);
  return `${protocol}//${host}` === APP_ORIGIN;
}

function answer(files: ConsoleFiles, { url, method }: Request, policy: string): Response {
  const { pathname } = new URL(url);
  const file = files.get(pathname === '/' ? '/index.html' : pathname);
  if (!file || !isOfApp(url) || method !== 'GET') return new Response('Not found', { status: 404 });
  return new Response(new Uint8Array(file.body()), {
    headers: { ...COMMON_HEADERS, 'content-type': file.type, 'content-security-policy': policy },
  });
}
