import type { IncomingMessage } from 'node:http';

const LONGEST_BODY = 8_192;

/** The fields of a posted form, or null when it is too long or none at all. */
export async function readForm(request: IncomingMessage): Promise<ReadonlyMap<string, string> | null> {
  const type = request.headers['content-type'] ?? 'application/x-www-form-urlencoded';
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LONGEST_BODY) return null;
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks);
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return new Map(new URLSearchParams(body.toString('utf8')));
  }
  // RFC 8058 allows either form.
  if (type.startsWith('multipart/form-data')) return readMultipart(body, type);
  return null;
}

async function readMultipart(body: Buffer, type: string): Promise<ReadonlyMap<string, string> | null> {
  try {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
    return new Map([...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
  } catch {
    return null;
  }
}
