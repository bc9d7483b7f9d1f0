import { createServer, type Socket } from 'node:net';

/** A process of its own that takes mail as fast as it can and keeps nothing, so that it is never what is measured. */
const END = '\r\n.\r\n';
const GREETING = '250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 ENHANCEDSTATUSCODES\r\n';

function serve(socket: Socket): void {
  socket.setNoDelay(true);
  socket.setEncoding('latin1');
  let rest = '';
  let inMessage = false;

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
      else if (verb === 'DATA') {
        answers += '354 Go on\r\n';
        inMessage = true;
      } else if (verb === 'QUIT') {
        socket.end(`${answers}221 Bye\r\n`);
        return;
      } else answers += '250 2.1.0 Ok\r\n';
    }
    if (answers) socket.write(answers);
  });
  socket.write('220 sink ESMTP\r\n');
}

const server = createServer(serve);
server.listen(0, '127.0.0.1', 1024, () => {
  const address = server.address();
  if (address && typeof address === 'object') process.send?.(address.port);
});
