import { type AddressInfo, createServer, type Socket } from 'node:net';

/** A POP3 server with one mailbox, on a free port: USER, PASS, UIDL, RETR, DELE, QUIT. */
export interface Pop3Server {
  port: number;
  put(raw: string): void;
  /** What lies in it. */
  mails(): string[];
  close(): Promise<void>;
}

export const POP3_USER = { username: 'bounces', password: 'a-good-secret' };

export async function startPop3Server(): Promise<Pop3Server> {
  let mails: { uidl: string; raw: string }[] = [];
  let next = 1;
  const sockets = new Set<Socket>();

  const server = createServer((socket) => {
    sockets.add(socket);
    const listed = [...mails];
    const deleted = new Set<string>();
    let rest = '';
    const say = (text: string) => socket.write(`${text}\r\n`);
    const answers: Record<string, (argument: string) => void> = {
      USER: () => say('+OK'),
      PASS: (text) => say(text === POP3_USER.password ? '+OK' : '-ERR [AUTH] wrong password for bounces'),
      UIDL: () => say(['+OK', ...listed.map(({ uidl }, at) => `${at + 1} ${uidl}`), '.'].join('\r\n')),
      RETR: (number) => {
        const raw = listed[Number(number) - 1]?.raw ?? '';
        say(`+OK\r\n${raw.replace(/\r?\n/g, '\r\n').replace(/^\./gm, '..')}\r\n.`);
      },
      DELE: (number) => {
        deleted.add(listed[Number(number) - 1]?.uidl ?? '');
        say('+OK');
      },
      QUIT: () => {
        mails = mails.filter(({ uidl }) => !deleted.has(uidl));
        say('+OK');
        socket.end();
      },
    };
    say('+OK ready');
    socket.on('data', (chunk: Buffer) => {
      const lines = `${rest}${chunk}`.split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const [command = '', ...argument] = line.split(' ');
        (answers[command] ?? (() => say('-ERR what')))(argument.join(' '));
      }
    });
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    port: (server.address() as AddressInfo).port,
    put: (raw) => void mails.push({ uidl: `mail-${next++}`, raw }),
    mails: () => mails.map(({ raw }) => raw),
    close: () =>
      new Promise((done) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => done());
      }),
  };
}
