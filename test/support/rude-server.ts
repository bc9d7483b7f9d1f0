import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

/** How far a conversation has come when the server misbehaves. */
export type Stage = 'greeting' | 'EHLO' | 'MAIL' | 'RCPT' | 'DATA' | 'dot';

/** What it does then instead of answering. */
export type Rudeness = 'stall' | 'garbage' | 'half_line' | 'drop' | 'storm';

const ANSWERS: Record<Stage, string> = {
  greeting: '220 rude',
  EHLO: '250 rude',
  MAIL: '250 2.1.0 Ok',
  RCPT: '250 2.1.5 Ok',
  DATA: '354 Go on',
  dot: '250 2.0.0 Taken',
};

/** Speaks just enough SMTP to misbehave at any point of it, byte by byte; a real server library never would. */
export class RudeServer {
  /** Recipients of messages that were taken, whether the client was told or not. */
  readonly taken: string[] = [];
  rudeness: Rudeness | null;
  readonly #stage: Stage;
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;

  private constructor(stage: Stage, rudeness: Rudeness) {
    this.#stage = stage;
    this.rudeness = rudeness;
    this.#server = createServer((socket) => this.#converse(socket));
  }

  static async start(stage: Stage, rudeness: Rudeness): Promise<RudeServer> {
    const server = new RudeServer(stage, rudeness);
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  #converse(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => this.#sockets.delete(socket));
    let rest = '';
    let to = '';
    let inMessage = false;
    socket.on('data', (bytes) => {
      const lines = (rest + bytes.toString('latin1')).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (inMessage) {
          if (line !== '.') continue;
          inMessage = false;
          this.taken.push(to);
          this.#answer(socket, 'dot');
          continue;
        }
        const verb = line.slice(0, 4).toUpperCase();
        if (verb === 'QUIT') socket.end('221 Bye\r\n');
        else if (verb === 'RSET') socket.write('250 Ok\r\n');
        else if (verb in ANSWERS) {
          if (verb === 'RCPT') to = /<(.*)>/.exec(line)?.[1] ?? '';
          inMessage = verb === 'DATA' && (this.rudeness === null || this.#stage !== 'DATA');
          this.#answer(socket, verb as Stage);
        }
      }
    });
    this.#answer(socket, 'greeting');
  }

  #answer(socket: Socket, stage: Stage): void {
    const rudeness = stage === this.#stage ? this.rudeness : null;
    if (rudeness === 'stall') return;
    if (rudeness === 'drop') socket.destroy();
    else if (rudeness === 'garbage') socket.write(Buffer.from('ff00fe80c328a0a1\r\n\xff\xfe\x00\r\n', 'latin1'));
    else if (rudeness === 'half_line') socket.write('25');
    else if (rudeness === 'storm') socket.end('421 4.3.2 Out of order\r\n');
    else socket.write(`${ANSWERS[stage]}\r\n`);
  }
}
