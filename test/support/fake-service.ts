import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface SeenRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
  /** The body as it came. */
  raw: Buffer;
}

export interface FakeAnswer {
  status: number;
  headers?: Record<string, string>;
  body?: object | string;
}

/** How it behaves towards one request; what is not said is answered as `answer` says. */
export type Fault =
  /** Taken, and cut without a word. */
  | { at: 'drop_after' }
  /** Taken, and never answered. */
  | { at: 'silent' }
  | { at: 'answer'; answer: FakeAnswer };

export interface FakeServiceOptions {
  /** Whom a request is about. */
  recipientOf(request: SeenRequest): string;
  /** What it says to a request that it takes. */
  answer(request: SeenRequest): FakeAnswer;
  faultOf?(recipient: string, request: SeenRequest): Fault | undefined;
}

/** An HTTP service that takes messages, and can be told to misbehave. */
export class FakeService {
  readonly requests: SeenRequest[] = [];
  /** Recipients whom it has taken a message for, in order. */
  readonly taken: string[] = [];
  readonly #server: Server;
  readonly #options: FakeServiceOptions;
  readonly url: string;

  private constructor(server: Server, options: FakeServiceOptions) {
    this.#server = server;
    this.#options = options;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  static async start(options: FakeServiceOptions): Promise<FakeService> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const service = new FakeService(server, options);
    server.on('request', (incoming, outgoing) => void service.#serve(incoming, outgoing));
    return service;
  }

  /** From now on nobody gets through. */
  vanish(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async close(): Promise<void> {
    const closed = this.#server.listening ? once(this.#server, 'close') : null;
    this.vanish();
    await closed;
  }

  async #serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const raw = await buffer(incoming).catch(() => Buffer.alloc(0));
    const request: SeenRequest = {
      method: incoming.method ?? '',
      path: incoming.url ?? '',
      headers: incoming.headers as Record<string, string>,
      body: raw.toString('utf8'),
      raw,
    };
    this.requests.push(request);
    const recipient = this.#options.recipientOf(request);
    const fault = this.#options.faultOf?.(recipient, request);
    if (fault?.at === 'answer') return reply(outgoing, fault.answer);
    this.taken.push(recipient);
    if (fault?.at === 'drop_after') return void incoming.socket.destroy();
    if (fault?.at === 'silent') return;
    reply(outgoing, this.#options.answer(request));
  }
}

function reply(outgoing: ServerResponse, { status, headers = {}, body = '' }: FakeAnswer): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  outgoing.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);
}
