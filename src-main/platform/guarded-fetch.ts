import { lookup as systemLookup } from 'node:dns';
import { type IncomingMessage, Agent as PlainAgent, request as plainRequest } from 'node:http';
import { Agent as SecureAgent, request as secureRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { Millis } from '#shared/kernel/instant.ts';
import { isPrivateAddress } from './private-address.ts';

export interface GuardedRequest {
  method: 'GET' | 'POST';
  url: string;
  headers: Record<string, string>;
  body?: string | Buffer;
  /** From the beginning to the last byte of the answer. */
  timeout: Millis;
  /** Ends it at once. */
  signal?: AbortSignal;
}

export interface GuardedAnswer {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: string;
}

/** No answer. */
export class NoAnswer extends Error {
  readonly code: string;
  /** Whether the service may have the request in full. */
  readonly handed_over: boolean;

  constructor(code: string, message: string, handed_over: boolean) {
    super(message);
    this.code = code;
    this.handed_over = handed_over;
  }
}

/** The one way out over HTTP. @throws NoAnswer */
export type GuardedFetch = (request: GuardedRequest) => Promise<GuardedAnswer>;

export interface GuardedFetchOptions {
  /** Lets requests go to this machine and its networks, and in clear: for gateways of one's own. */
  allow_private: boolean;
}

/** No service we speak to answers with more; what comes beyond is not read. */
const LARGEST_ANSWER = 256 * 1024;
/** Shorter than what services keep an idle line open, so that a request seldom meets one that is just being closed. */
const IDLE = 4_000;
const CONNECT = 20_000;

/**
 * Names are resolved here and the answer is checked before a connection is made, so a name can't lead into the house. Redirects are
 * answers like any other.
 */
export function createGuardedFetch({ allow_private }: GuardedFetchOptions): GuardedFetch {
  const options = { keepAlive: true, keepAliveMsecs: IDLE, timeout: IDLE, maxSockets: 100, maxFreeSockets: 100 };
  const lookup = allow_private ? undefined : guardedLookup;
  const secure = new SecureAgent({ ...options, lookup });
  const plain = new PlainAgent({ ...options, lookup });
  return async (request) => {
    const url = new URL(request.url);
    const obstacle = obstacleTo(url, allow_private);
    if (obstacle) throw obstacle;
    return url.protocol === 'https:' ? exchange(request, url, secure) : exchange(request, url, plain);
  };
}

function obstacleTo(url: URL, allow_private: boolean): NoAnswer | null {
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && allow_private)) {
    return new NoAnswer('EPROTOCOL', `${url.origin} is not an https address.`, false);
  }
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return !allow_private && isIP(host) !== 0 && isPrivateAddress(host) ? leadsInside(host) : null;
}

function leadsInside(host: string): NoAnswer {
  return new NoAnswer('EPRIVATE', `${host} leads to this machine or its own network.`, false);
}

const guardedLookup: LookupFunction = (host, options, done) => {
  systemLookup(host, { ...options, all: true }, (error, found) => {
    if (error) return done(error, []);
    if (found.some(({ address }) => isPrivateAddress(address))) return done(leadsInside(host), []);
    const [first] = found;
    return options.all ? done(null, found) : done(null, first?.address ?? '', first?.family);
  });
};

function exchange(request: GuardedRequest, url: URL, agent: PlainAgent | SecureAgent): Promise<GuardedAnswer> {
  const { method, headers, body = '', timeout, signal } = request;
  const start = agent instanceof SecureAgent ? secureRequest : plainRequest;
  return new Promise((resolve, reject) => {
    let left = false;
    const outgoing = start(url, {
      method,
      agent,
      signal,
      headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
    });
    const giveUp = (after: Millis, what: string) =>
      setTimeout(() => outgoing.destroy(Object.assign(new Error(what), { code: 'ETIMEDOUT' })), after);
    const connecting = giveUp(Math.min(CONNECT, timeout), `${url.host} could not be reached in time.`);
    const answering = giveUp(timeout, `${url.host} did not answer in time.`);
    const end = () => {
      clearTimeout(connecting);
      clearTimeout(answering);
    };
    outgoing.once('finish', () => {
      left = true;
      clearTimeout(connecting);
    });
    const fail = (error: NodeJS.ErrnoException) => {
      end();
      reject(error instanceof NoAnswer ? error : new NoAnswer(error.code || 'ECONNECTION', error.message, left));
    };
    outgoing.on('error', fail);
    outgoing.once('response', (incoming) => {
      read(incoming).then((text) => {
        end();
        resolve({ status: incoming.statusCode ?? 0, headers: plainHeaders(incoming), body: text });
      }, fail);
    });
    outgoing.end(body);
  });
}

async function read(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_ANSWER) throw Object.assign(new Error('The answer is too long.'), { code: 'ETOOLONG' });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function plainHeaders(incoming: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}
