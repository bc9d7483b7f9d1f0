import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { ReplyReader, type SmtpReply } from './smtp-reply.ts';

/** The line is gone, or the server took too long: both end a connection. */
export class LineLost extends Error {
  /** The code of the operating system or of TLS, where there was one. */
  readonly reason: string;

  constructor(message: string, reason = '') {
    super(message);
    this.name = 'LineLost';
    this.reason = reason;
  }
}

interface Waiter {
  resolve(reply: SmtpReply): void;
  reject(lost: LineLost): void;
}

export interface WireTarget {
  host: string;
  port: number;
  /** Whether TLS is spoken from the first byte. */
  tls: boolean;
}

const WATCH_MILLIS = 500;

/** One socket to a server: lines out, answers in, in order, each within its time. */
export class SmtpWire {
  readonly #host: string;
  #socket: Socket;
  #reader = new ReplyReader();
  readonly #waiters: Waiter[] = [];
  readonly #early: SmtpReply[] = [];
  #lost: LineLost | null = null;
  #deadline = Number.POSITIVE_INFINITY;
  readonly #watch: NodeJS.Timeout;
  readonly #signal: AbortSignal;
  readonly #abandon = () => this.destroy('abandoned');

  private constructor(host: string, socket: Socket, { tick, signal }: { tick: number; signal: AbortSignal }) {
    this.#host = host;
    this.#socket = socket;
    this.#signal = signal;
    signal.addEventListener('abort', this.#abandon);
    this.#watch = setInterval(() => this.#checkDeadline(), tick);
    this.#listen();
  }

  /** @throws LineLost */
  static async open({ host, port, tls }: WireTarget, timeout: number, signal: AbortSignal): Promise<SmtpWire> {
    const socket = tls ? connectTls({ host, port, ...serverName(host) }) : connectTcp({ host, port });
    await settled(socket, tls ? 'secureConnect' : 'connect', { timeout, signal });
    return new SmtpWire(host, socket, { tick: Math.min(WATCH_MILLIS, Math.ceil(timeout / 4)), signal });
  }

  get lost(): boolean {
    return this.#lost !== null;
  }

  /** Calls back once all bytes have left this process, and never if they can't. */
  write(bytes: string, onLeft: () => void): void {
    this.#socket.write(bytes, 'latin1', (error) => {
      if (!error) onLeft();
    });
  }

  /** Writes without asking whether it arrived; the answer will tell. */
  say(line: string): void {
    this.#socket.write(line, 'latin1');
  }

  /** The next answer. @throws LineLost */
  reply(timeout: number): Promise<SmtpReply> {
    const early = this.#early.shift();
    if (early) return Promise.resolve(early);
    if (this.#lost) return Promise.reject(this.#lost);
    this.#deadline = Date.now() + timeout;
    return new Promise((resolve, reject) => this.#waiters.push({ resolve, reject }));
  }

  /** Goes on over TLS, after the server has agreed to. @throws LineLost */
  async upgrade(timeout: number): Promise<void> {
    this.#socket.removeAllListeners();
    const socket = connectTls({ socket: this.#socket, ...serverName(this.#host) });
    await settled(socket, 'secureConnect', { timeout, signal: this.#signal });
    this.#socket = socket;
    // What was said in clear before the upgrade must not count after it.
    this.#reader = new ReplyReader();
    this.#early.length = 0;
    this.#listen();
  }

  /** Ends the line at once. */
  destroy(reason = 'closed'): void {
    this.#fail(new LineLost(`The connection was ${reason}.`));
  }

  /** Ends the line after a last word. */
  end(line: string): void {
    this.#forget();
    this.#lost ??= new LineLost('The connection was closed.');
    this.#socket.end(line, 'latin1');
    this.#socket.setTimeout(1_000, () => this.#socket.destroy());
  }

  #listen(): void {
    const socket = this.#socket;
    socket.setNoDelay(true);
    socket.setEncoding('latin1');
    socket.on('data', (text: string) => this.#read(text));
    socket.on('error', (error: NodeJS.ErrnoException) => this.#fail(new LineLost(error.message, error.code)));
    socket.on('close', () => this.#fail(new LineLost('The server closed the connection.')));
  }

  #read(text: string): void {
    try {
      for (const reply of this.#reader.push(text)) {
        const waiter = this.#waiters.shift();
        if (waiter) waiter.resolve(reply);
        else this.#early.push(reply);
      }
    } catch (error) {
      this.#fail(new LineLost(error instanceof Error ? error.message : String(error)));
    }
    if (this.#waiters.length === 0) this.#deadline = Number.POSITIVE_INFINITY;
  }

  #checkDeadline(): void {
    if (Date.now() > this.#deadline) this.#fail(new LineLost('The server did not answer in time.', 'ETIMEDOUT'));
  }

  #forget(): void {
    clearInterval(this.#watch);
    this.#signal.removeEventListener('abort', this.#abandon);
  }

  #fail(lost: LineLost): void {
    this.#forget();
    this.#lost ??= lost;
    this.#socket.destroy();
    for (const { reject } of this.#waiters.splice(0)) reject(this.#lost);
  }
}

function serverName(host: string): { servername?: string } {
  return isIP(host) ? {} : { servername: host };
}

function settled(
  socket: Socket,
  event: 'connect' | 'secureConnect',
  { timeout, signal }: { timeout: number; signal: AbortSignal },
): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = (lost: LineLost) => {
      leave();
      socket.on('error', () => {});
      socket.destroy();
      reject(lost);
    };
    const onError = (error: NodeJS.ErrnoException) => refuse(new LineLost(error.message, error.code));
    const onClose = () => refuse(new LineLost('The server closed the connection.'));
    const onAbort = () => refuse(new LineLost('The connection was abandoned.'));
    const onLate = () => refuse(new LineLost('The server could not be reached in time.', 'ETIMEDOUT'));
    const timer = setTimeout(onLate, timeout);
    function leave(): void {
      clearTimeout(timer);
      socket.off('error', onError);
      socket.off('close', onClose);
      signal.removeEventListener('abort', onAbort);
    }
    socket.on('error', onError);
    socket.on('close', onClose);
    signal.addEventListener('abort', onAbort);
    socket.once(event, () => {
      leave();
      resolve();
    });
    if (signal.aborted) onAbort();
  });
}
