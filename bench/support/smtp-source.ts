import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';

/** Whether Postfix's sender in C is at hand: Debian's package `postfix` has it. */
export function hasSmtpSource(): boolean {
  try {
    execFileSync('which', ['smtp-source'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** One message of the same size again and again, nothing personal about it. @returns messages a second */
export async function sendWithSmtpSource(options: {
  port: number;
  messages: number;
  connections: number;
}): Promise<number> {
  const { port, messages, connections } = options;
  const started = performance.now();
  const counts = ['-s', String(connections), '-m', String(messages), '-l', '12800'];
  const envelope = ['-f', 'news@acme.example', '-t', 'ana@list.example'];
  await promisify(execFile)('smtp-source', ['-d', ...counts, ...envelope, `127.0.0.1:${port}`]);
  return messages / ((performance.now() - started) / 1_000);
}
