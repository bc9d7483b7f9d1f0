import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** @returns the port, and how to end it */
export async function startLeanSink(): Promise<{ port: number; stop(): Promise<void> }> {
  const child = fork(join(import.meta.dirname, 'lean-smtp-sink.ts'));
  const [port] = (await once(child, 'message')) as [number];
  return {
    port,
    async stop() {
      child.kill();
      await once(child, 'exit');
    },
  };
}
