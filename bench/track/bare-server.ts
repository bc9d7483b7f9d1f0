import { createServer } from 'node:http';

/** The least that could answer the same bytes: `node bare-server.ts open|click`. Prints its address. */
const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
const OPEN = {
  'content-type': 'image/gif',
  'content-length': String(PIXEL.length),
  'cache-control': 'no-store, private, max-age=0',
  'cross-origin-resource-policy': 'cross-origin',
  'x-content-type-options': 'nosniff',
};
const CLICK = {
  location: 'https://shop.example/spring',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
};

const server = createServer((_request, response) => {
  if (process.argv[2] === 'open') response.writeHead(200, OPEN).end(PIXEL);
  else response.writeHead(302, CLICK).end();
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object') console.log(JSON.stringify({ url: `http://127.0.0.1:${address?.port}` }));
});
