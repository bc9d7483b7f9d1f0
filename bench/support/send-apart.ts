import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { SendMeasure } from './send-with-herald.ts';

/** Sends in a process of its own, so that its memory is its own. */
export async function sendApart(port: number, recipients: number): Promise<SendMeasure> {
  const child = fork(join(import.meta.dirname, 'send-apart-child.ts'), [String(port), String(recipients)]);
  const [measure] = (await once(child, 'message')) as [SendMeasure];
  await once(child, 'exit');
  return measure;
}
