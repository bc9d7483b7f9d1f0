import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MailboxAccount } from '#main/channels/inbound/mailbox-session.ts';
import { openMailbox } from '#main/channels/inbound/open-mailbox.ts';
import { IMAP_USER, type ImapServer, startImapServer } from '#test/support/imap-server.ts';
import { POP3_USER, type Pop3Server, startPop3Server } from '#test/support/pop3-server.ts';
import { testCertificate } from '#test/support/test-certificate.ts';

let imap: ImapServer;
let pop3: Pop3Server;
const doors: Server[] = [];
const usual = getCACertificates('default');

/** These certificates are trusted from now on as those of public authorities are. */
const trust = (...names: ('certificate' | 'expired' | 'other-name')[]) =>
  setDefaultCACertificates([...usual, ...names.map((name) => testCertificate(name).cert)]);

beforeAll(async () => {
  imap = await startImapServer();
  pop3 = await startPop3Server();
});
afterAll(async () => {
  setDefaultCACertificates(usual);
  await Promise.all([imap.close(), pop3.close()]);
});
beforeEach(() => trust('certificate', 'expired', 'other-name'));
afterEach(() => {
  for (const door of doors.splice(0)) door.close();
});

async function listening(server: Server): Promise<number> {
  doors.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** Passes on what comes in to that port and remembers it. */
function passOn(port: number, heard: Buffer[]): (socket: Socket) => void {
  return (socket) => {
    const behind = connect(port, '127.0.0.1');
    socket.on('data', (bytes: Buffer) => heard.push(bytes));
    socket.on('error', () => behind.destroy()).on('close', () => behind.destroy());
    behind.on('error', () => socket.destroy());
    socket.pipe(behind).pipe(socket);
  };
}

const overTls = (port: number, which?: Parameters<typeof testCertificate>[0]) =>
  listening(createTlsServer(testCertificate(which), passOn(port, [])).on('tlsClientError', () => {}));

describe.each(['imap', 'pop3'] as const)('a mailbox by %s', (protocol) => {
  const behind = () => (protocol === 'imap' ? imap.port : pop3.port);
  const user = protocol === 'imap' ? IMAP_USER : POP3_USER;
  const open = async (account: Pick<MailboxAccount, 'port' | 'security'>) => {
    const session = await openMailbox({
      protocol,
      host: 'localhost',
      ...user,
      access_token: null,
      folder: 'INBOX',
      ...account,
    });
    await session.close();
    return session.count;
  };

  it('opens over TLS where the certificate is good', async () => {
    expect(await open({ port: await overTls(behind()), security: 'tls' })).toBe(0);
  });

  it('does not where nobody vouches for the certificate', async () => {
    trust();
    await expect(open({ port: await overTls(behind()), security: 'tls' })).rejects.toThrow(/self-signed/);
  });

  it('does not where the certificate has run out', async () => {
    await expect(open({ port: await overTls(behind(), 'expired'), security: 'tls' })).rejects.toThrow(/expired/);
  });

  it('does not where the certificate names another server', async () => {
    const port = await overTls(behind(), 'other-name');
    await expect(open({ port, security: 'tls' })).rejects.toThrow(/not match|altnames/);
  });

  it('does not where somebody on the way takes the offer of STARTTLS out, and says no password', async () => {
    const heard: Buffer[] = [];
    const port = await listening(createServer(passOn(behind(), heard)));
    await expect(open({ port, security: 'starttls' })).rejects.toThrow();
    expect(Buffer.concat(heard).toString('latin1')).not.toContain(user.password);
  });

  it('does not where the server speaks no TLS at all', async () => {
    await expect(open({ port: behind(), security: 'tls' })).rejects.toThrow();
  });
});

describe('a mailbox by pop3 that offers STARTTLS', () => {
  /** Says STLS itself, and passes everything after it on. */
  const startingTls = (which?: Parameters<typeof testCertificate>[0]) =>
    listening(
      createServer((socket) => {
        socket.on('error', () => {});
        socket.write('+OK ready\r\n');
        socket.once('data', () => {
          const tls = createTlsServer(testCertificate(which), (secure) => {
            const behind = connect(pop3.port, '127.0.0.1');
            behind.once('data', () => secure.pipe(behind).pipe(secure));
            secure.on('error', () => behind.destroy());
          });
          tls.on('tlsClientError', () => {});
          socket.write('+OK go on\r\n', () => tls.emit('connection', socket));
        });
      }),
    );
  const account = { protocol: 'pop3', host: 'localhost', ...POP3_USER, access_token: null, folder: '' } as const;

  it('opens after the change to TLS', async () => {
    const session = await openMailbox({ ...account, port: await startingTls(), security: 'starttls' });
    expect(session.count).toBe(0);
    await session.close();
  });

  it('does not where the certificate names another server', async () => {
    const port = await startingTls('other-name');
    await expect(openMailbox({ ...account, port, security: 'starttls' })).rejects.toThrow(/not match|altnames/);
  });
});
