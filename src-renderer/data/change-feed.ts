import type { StreamEvent } from '#shared/contract/stream.contract.ts';
import type { ConnectionState } from './connection.store.ts';

/** The server writes a comment line every 15 s; more silence than this means a dead line that nobody closed. */
export const SILENCE_MS = 40_000;
/** Up to here a lost line is a blink; after it the screen admits how old its numbers are. */
export const STALE_AFTER_MS = 10_000;
const LONGEST_WAIT_MS = 30_000;

export interface StreamItem {
  event: StreamEvent;
  id: string | undefined;
}

/** What the feed needs of the world. */
export interface FeedPorts {
  open(options: { signal: AbortSignal; lastEventId: string | undefined }): Promise<AsyncIterable<StreamItem>>;
  receive(item: StreamItem): void;
  report(state: ConnectionState): void;
  /** Calls back on focus, network change or wake-up, when waiting longer makes no sense. */
  onWake(listener: () => void): () => void;
  onPulse(listener: () => void): void;
  isSignedOut(error: unknown): boolean;
  now(): number;
  random(): number;
}

/** Waits 1, 2, 4 ... 30 s between attempts, a little apart for each client. */
export function waitBefore(attempt: number, random: number): number {
  return Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** attempt) * (0.75 + random / 2);
}

/** Holds the one stream open until `signal` ends it: resumes after the last event it saw, forever. */
export async function runChangeFeed(ports: FeedPorts, signal: AbortSignal, resumeAfter?: string): Promise<void> {
  let lastEventId = resumeAfter;
  let attempt = 0;
  let lastPulse = ports.now();
  ports.onPulse(() => {
    lastPulse = ports.now();
  });
  while (!signal.aborted) {
    const line = new AbortController();
    const cut = () => line.abort();
    signal.addEventListener('abort', cut, { once: true });
    const watchdog = setInterval(() => ports.now() - lastPulse > SILENCE_MS && cut(), 5_000);
    try {
      lastPulse = ports.now();
      for await (const item of await ports.open({ signal: line.signal, lastEventId })) {
        attempt = 0;
        lastPulse = ports.now();
        lastEventId = item.id ?? lastEventId;
        ports.report('live');
        ports.receive(item);
      }
    } catch (error) {
      if (ports.isSignedOut(error)) return;
    } finally {
      clearInterval(watchdog);
      signal.removeEventListener('abort', cut);
      line.abort();
    }
    if (signal.aborted) return;
    ports.report(ports.now() - lastPulse > STALE_AFTER_MS || attempt > 2 ? 'stale' : 'reconnecting');
    await pause(waitBefore(attempt++, ports.random()), signal, ports);
  }
}

function pause(ms: number, signal: AbortSignal, ports: FeedPorts): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      forget();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    const forget = ports.onWake(done);
    signal.addEventListener('abort', done);
  });
}
