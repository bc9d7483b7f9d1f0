import { createServer, type ServerResponse } from 'node:http';

/** The least that could tell the same: server-sent events, an event to everybody for each POST. Prints its address. */
const watchers = new Set<ServerResponse>();
const EVENT =
  'event: message\nid: bare:1\ndata: {"type":"changed","at":"2026-01-01T00:00:00.000Z","topics":["contacts"]}\n\n';

const server = createServer((request, response) => {
  if (request.method === 'POST') {
    for (const watcher of watchers) watcher.write(EVENT);
    response.end();
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(': hello\n\n');
  watchers.add(response);
  response.once('close', () => watchers.delete(response));
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object') console.log(JSON.stringify({ url: `http://127.0.0.1:${address?.port}` }));
});
