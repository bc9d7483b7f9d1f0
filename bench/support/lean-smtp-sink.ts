import { createServer, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { testCertificate } from '#test/support/test-certificate.ts';
import type { SinkOptions } from './start-lean-sink.ts';

/** A process of its own that takes mail as fast as it can and keeps nothing, so that it is never what is measured. */
const END = '\r\n.\r\n';
const GREETING = '250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-AUTH PLAIN\r\n250 ENHANCEDSTATUSCODES\r\n';
const { delay = 0, tls = false } = JSON.parse(process.argv[2] ?? '{}') as SinkOptions;

function serve(socket: Socket): void {
  socket.setNoDelay(true);
  socket.setEncoding('latin1');
  let rest = '';
  let inMessage = false;
  const say = (answers: string) => {
    if (delay === 0) socket.write(answers);
    else setTimeout(() => socket.writable && socket.write(answers), delay);
  };

  socket.on('error', () => {});
  socket.on('data', (text: string) => {
    rest += text;
    let answers = '';
    for (;;) {
      if (inMessage) {
        const end = rest.indexOf(END);
        if (end < 0) break;
        rest = rest.slice(end + END.length);
        inMessage = false;
        answers += '250 2.0.0 Ok: queued\r\n';
      }
      const end = rest.indexOf('\r\n');
      if (end < 0) break;
      const verb = rest.slice(0, 4).toUpperCase();
      rest = rest.slice(end + 2);
      if (verb === 'EHLO') answers += GREETING;
      else if (verb === 'AUTH') answers += '235 2.7.0 Welcome\r\n';
      else if (verb === 'DATA') {
        answers += '354 Go on\r\n';
        inMessage = true;
      } else if (verb === 'QUIT') {
        socket.end(`${answers}221 Bye\r\n`);
        return;
      } else answers += '250 2.1.0 Ok\r\n';
    }
    if (answers) say(answers);
  });
  socket.write('220 sink ESMTP\r\n');
}

const server = tls ? createTlsServer(testCertificate(), serve) : createServer(serve);
server.listen(0, '127.0.0.1', 1024, () => {
  const address = server.address();
  if (address && typeof address === 'object') process.send?.(address.port);
});
