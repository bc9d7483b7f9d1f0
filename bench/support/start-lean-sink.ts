import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface SinkOptions {
  /** How long after a command its answer comes, as over a long way. */
  delay?: number;
  /** Whether TLS is spoken from the first byte. */
  tls?: boolean;
}

/** @returns the port, and how to end it */
export async function startLeanSink(options: SinkOptions = {}): Promise<{ port: number; stop(): Promise<void> }> {
  const child = fork(join(import.meta.dirname, 'lean-smtp-sink.ts'), [JSON.stringify(options)]);
  const [port] = (await once(child, 'message')) as [number];
  return {
    port,
    async stop() {
      child.kill();
      await once(child, 'exit');
    },
  };
}
