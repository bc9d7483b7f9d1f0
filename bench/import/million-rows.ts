import { once } from 'node:events';
import { createWriteStream, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';

const CACHE = join(import.meta.dirname, '../../.herald/bench');
const COUNTRIES = ['DE', 'FR', 'US', 'GB', 'PL', 'JP'];
const AT_ONCE = 5_000;

/** A file of contacts by formula: address, two names, country, a date and an amount. Made once and kept for later benches. */
export async function fileOfContacts(rows: number): Promise<string> {
  const file = join(CACHE, `contacts-${rows}.csv`);
  if (existsSync(file)) return file;
  mkdirSync(CACHE, { recursive: true });
  const stream = createWriteStream(file);
  stream.write('email,first_name,last_name,country,signup,spend\n');
  for (let from = 0; from < rows; from += AT_ONCE) {
    const piece = Array.from({ length: Math.min(AT_ONCE, rows - from) }, (_, at) => rowOf(from + at)).join('');
    if (!stream.write(piece)) await once(stream, 'drain');
  }
  stream.end();
  await finished(stream);
  return file;
}

function rowOf(i: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const email = `user${String(i).padStart(7, '0')}@d${i % 997}.example.com`;
  const signup = `${2015 + (i % 10)}-${two(1 + (i % 12))}-${two(1 + (i % 28))}`;
  const spend = (((i * 7_919) % 100_000) / 100).toFixed(2);
  return `${email},First${i % 1_009},Last${i % 2_003},${COUNTRIES[i % 6]},${signup},${spend}\n`;
}
