import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ConsoleFile, ConsoleFiles } from './console-files.ts';
import { NOTHING_POLICY } from './security-headers.ts';

const NOT_BUILT = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Herald</title>
<p>The console has not been built yet. Run <code>npm run build</code> and start Herald again.</p></html>`;

/** The console's files. Every other address a person opens is a screen, and gets the page that knows the screens. */
export function consoleRoutes(
  scope: FastifyInstance,
  { files, policy }: { files: ConsoleFiles; policy: string },
): void {
  scope.get('/*', async (request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '/';
    const file = files.get(path);
    if (file) return send(request, reply, { file, policy });
    if (/\.\w{1,5}$/.test(path)) return reply.code(404).type('text/plain').send('There is no such file.');
    const page = files.get('/index.html');
    if (page) return send(request, reply, { file: page, policy });
    return reply.code(503).header('content-security-policy', NOTHING_POLICY).type('text/html').send(NOT_BUILT);
  });
}

async function send(
  request: FastifyRequest,
  reply: FastifyReply,
  { file, policy }: { file: ConsoleFile; policy: string },
): Promise<FastifyReply> {
  reply.headers({
    'content-security-policy': policy,
    'cache-control': file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    etag: file.etag,
    vary: 'accept-encoding',
  });
  if (request.headers['if-none-match'] === file.etag) return reply.code(304).send();
  reply.type(file.type);
  const zipped = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? '')) ? await file.zipped() : null;
  if (zipped) return reply.header('content-encoding', 'gzip').send(zipped);
  return reply.send(file.body());
}
