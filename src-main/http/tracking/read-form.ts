import type { IncomingMessage } from 'node:http';
import { collectBody, STRANGER_BODY_LIMIT } from '../collect-body.ts';

/**
 * The fields of a posted form, or null when it is none. A field that comes several times has its last value; `readFields` keeps all.
 * @throws HeraldError TOO_LARGE
 */
export async function readForm(request: IncomingMessage): Promise<ReadonlyMap<string, string> | null> {
  const fields = await readFields(request);
  return fields && new Map(fields);
}

/** @throws HeraldError TOO_LARGE */
export async function readFields(request: IncomingMessage): Promise<[string, string][] | null> {
  const type = request.headers['content-type'] ?? 'application/x-www-form-urlencoded';
  const declared = request.headers['content-length'];
  const body = await collectBody(request, { limit: STRANGER_BODY_LIMIT, declared });
  if (type.startsWith('application/x-www-form-urlencoded')) return [...new URLSearchParams(body.toString('utf8'))];
  // RFC 8058 allows either form.
  if (type.startsWith('multipart/form-data')) return readMultipart(body, type);
  return null;
}

async function readMultipart(body: Buffer, type: string): Promise<[string, string][] | null> {
  try {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
    return [...form].flatMap(([name, value]): [string, string][] => (typeof value === 'string' ? [[name, value]] : []));
  } catch {
    return null;
  }
}
