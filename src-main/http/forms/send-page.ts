import type { IncomingMessage, ServerResponse } from 'node:http';
import { styleHashes } from '#main/rendering/public-page.ts';
import { PLAIN_LOOK, type PublicLook } from '#shared/domain/consent/public-look.ts';

/** A page for readers, ready to be sent. */
export interface PublicPage {
  status: number;
  html: string;
  look?: PublicLook;
  /** May stand in a frame of another site: the form made for that. */
  framed?: boolean;
  /** Origins besides our own that an answer to the page's form may lead to. */
  leads_to?: readonly string[];
  headers?: Record<string, string>;
}

export function sendPage(request: IncomingMessage, response: ServerResponse, page: PublicPage): void {
  const { status, html, headers = {} } = page;
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-length': String(Buffer.byteLength(html)),
    'content-security-policy': policyOf(page),
    ...(page.framed ? {} : { 'x-frame-options': 'DENY', 'cross-origin-opener-policy': 'same-origin' }),
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'x-content-type-options': 'nosniff',
    'x-robots-tag': 'noindex',
    ...headers,
  });
  response.end(request.method === 'HEAD' ? undefined : html);
}

/** Browsers hold the answer of a form, a redirect too, against `form-action`. */
function policyOf({ look = PLAIN_LOOK, framed = false, leads_to = [] }: PublicPage): string {
  return [
    "default-src 'none'",
    `style-src ${styleHashes(look)}`,
    `form-action ${["'self'", ...leads_to].join(' ')}`,
    "base-uri 'none'",
    `frame-ancestors ${framed ? '*' : "'none'"}`,
  ].join('; ');
}
