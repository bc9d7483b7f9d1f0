import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { ANSWER_TIMEOUT, type MailboxAccount, MOST_MAIL_BYTES } from './mailbox-session.ts';

const LONGEST_LINE = 64 * 1024;

interface Waiting {
  long: boolean;
  answer(lines: Buffer[]): void;
  fail(error: Error): void;
}

/** A conversation in POP3: one command, then its answer. */
export class Pop3Connection {
  #socket: Socket;
  readonly #host: string;
  #rest: Buffer = Buffer.alloc(0);
  #lines: Buffer[] = [];
  #bytes = 0;
  #waiting: Waiting | undefined;
  #lost: Error | undefined;

  private constructor(socket: Socket, host: string) {
    this.#socket = socket;
    this.#host = host;
    this.#listen();
  }

  static async open({ host, port, security }: MailboxAccount): Promise<Pop3Connection> {
    const socket = security === 'tls' ? connectTls({ host, port, ...namedBy(host) }) : connectTcp({ host, port });
    const connection = new Pop3Connection(socket, host);
    await connection.#answer(false);
    return connection;
  }

  async startTls(): Promise<void> {
    await this.say('STLS');
    const plain = this.#socket;
    plain.removeAllListeners();
    // Whatever came in before is not protected.
    this.#rest = Buffer.alloc(0);
    await new Promise<void>((resolve, reject) => {
      this.#socket = connectTls({ socket: plain, ...namedBy(this.#host) }, resolve);
      this.#socket.once('error', reject);
    });
    this.#socket.removeAllListeners('error');
    this.#listen();
  }

  /** @param name what to call the command in errors, where it holds a secret */
  async say(command: string, name = command): Promise<void> {
    await this.#ask(command, { name, long: false });
  }

  async sayLong(command: string): Promise<string[]> {
    const lines = await this.#ask(command, { name: command, long: true });
    return lines.map((line) => line.toString('latin1'));
  }

  /** A mail as far as the limit. */
  async retrieve(number: number): Promise<Uint8Array> {
    const lines = await this.#ask(`RETR ${number}`, { name: 'RETR', long: true });
    return Buffer.concat(lines.flatMap((line) => [line, CRLF]));
  }

  destroy(): void {
    this.#socket.destroy();
  }

  async #ask(command: string, { name, long }: { name: string; long: boolean }): Promise<Buffer[]> {
    if (/[\r\n]/.test(command)) throw new Error('User and password must not contain line breaks.');
    this.#socket.write(`${command}\r\n`);
    try {
      return await this.#answer(long);
    } catch (error) {
      throw error instanceof Refusal ? new Error(`${name}: the server said: ${error.message}`) : error;
    }
  }

  #answer(long: boolean): Promise<Buffer[]> {
    return new Promise((answer, fail) => {
      if (this.#lost) {
        fail(this.#lost);
        return;
      }
      this.#waiting = { long, answer, fail };
      this.#lines = [];
      this.#bytes = 0;
      this.#read();
    });
  }

  #listen(): void {
    this.#socket.setTimeout(ANSWER_TIMEOUT, () => this.#lose(new Error('The server did not answer in time.')));
    this.#socket.on('error', (error) => this.#lose(error));
    this.#socket.on('close', () => this.#lose(new Error('The server ended the connection.')));
    this.#socket.on('data', (chunk: Buffer) => {
      this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
      this.#read();
    });
  }

  #read(): void {
    let start = 0;
    while (this.#waiting) {
      const end = this.#rest.indexOf('\n', start);
      if (end < 0) break;
      const line = this.#rest.subarray(start, this.#rest[end - 1] === CARRIAGE_RETURN ? end - 1 : end);
      start = end + 1;
      this.#take(line);
    }
    this.#rest = this.#rest.subarray(start);
    if (this.#rest.length > LONGEST_LINE) this.#lose(new Error('The server sent a line that never ends.'));
  }

  #take(line: Buffer): void {
    const waiting = this.#waiting;
    if (!waiting) return;
    if (this.#bytes === 0) {
      this.#bytes = 1;
      const first = line.toString('utf8');
      if (!first.startsWith('+OK')) this.#end(() => waiting.fail(new Refusal(first.replace(/^-ERR\s*/, ''))));
      else if (!waiting.long) this.#end(() => waiting.answer([]));
      return;
    }
    if (line.length === 1 && line[0] === DOT) {
      this.#end(() => waiting.answer(this.#lines));
      return;
    }
    this.#bytes += line.length;
    if (this.#bytes <= MOST_MAIL_BYTES) this.#lines.push(Buffer.from(line[0] === DOT ? line.subarray(1) : line));
  }

  #end(tell: () => void): void {
    this.#waiting = undefined;
    tell();
  }

  #lose(error: Error): void {
    this.#lost ??= error;
    this.#socket.destroy();
    const waiting = this.#waiting;
    if (waiting) this.#end(() => waiting.fail(error));
  }
}

class Refusal extends Error {}

const CRLF = Buffer.from('\r\n');
const CARRIAGE_RETURN = 13;
const DOT = 46;

/** An address has no name to be shown. */
function namedBy(host: string): { servername?: string } {
  return isIP(host) ? {} : { servername: host };
}
