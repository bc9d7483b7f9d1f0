import { listMailbox, readMailbox } from '#main/services/mailbox/mailbox.service.ts';
import type { TestApp } from './make-test-app.ts';
import { waitUntil } from './wait-until.ts';

export interface Answered {
  status: number;
  headers: Headers;
  text: string;
}

export interface ReaderPages {
  open(path: string, options?: { method?: string; headers?: Record<string, string> }): Promise<Answered>;
  post(
    path: string,
    fields: Record<string, string> | [string, string][],
    headers?: Record<string, string>,
  ): Promise<Answered>;
}

/**
 * Opens and posts public pages as a reader's browser does.
 * @param address from which the requests come, where the app trusts 127.0.0.1 as a proxy; asked for each request
 */
export function readerPages({ app }: TestApp, address?: () => string): ReaderPages {
  const ask = async (path: string, init: RequestInit): Promise<Answered> => {
    const headers = { ...init.headers, ...(address && { 'x-forwarded-for': address() }) };
    const response = await fetch(new URL(path, app.services.endpoints.tracking_url), {
      redirect: 'manual',
      ...init,
      headers,
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  return {
    open: (path, { method = 'GET', headers = {} } = {}) => ask(path, { method, headers }),
    post: (path, fields, headers = {}) => ask(path, { method: 'POST', body: new URLSearchParams(fields), headers }),
  };
}

/** The newest mail to this address, once at least `count` have come. */
export async function mailTo(
  { app }: TestApp,
  address: string,
  count = 1,
): Promise<{ subject: string; html: string; text: string; source: string }> {
  const { services } = app;
  const search = async () => (await listMailbox(services, { limit: 50 })).items.filter(({ to }) => to === address);
  await waitUntil(async () => (await search()).length >= count);
  const [newest] = await search();
  const { subject, html, text, source } = await readMailbox(services, newest?.id ?? 0);
  return { subject, html: html ?? '', text: text ?? '', source };
}

/** The path of the link in a mail to one of the pages: `y` to confirm, `p` for preferences, `u` to unsubscribe. */
export function pathIn(text: string, page: 'y' | 'p' | 'u'): string {
  const path = new RegExp(`https?://[^/\\s"<>]+(/${page}/[\\w-]+)`).exec(text)?.[1];
  if (!path) throw new Error(`no link to /${page}/ in ${text}`);
  return path;
}
