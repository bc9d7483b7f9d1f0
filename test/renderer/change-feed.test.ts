import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type FeedPorts, runChangeFeed, SILENCE_MS, type StreamItem, waitBefore } from '#renderer/data/change-feed.ts';

const hello = (id: string): StreamItem => ({ event: { type: 'hello', at: '2026-03-01T09:00:00.000Z' }, id });

/** A line that says what is queued, then stays open until it is cut. */
async function* line(items: StreamItem[], signal: AbortSignal) {
  yield* items;
  await new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('cut'))));
}

function feed(overrides: Partial<FeedPorts> = {}) {
  const seen: string[] = [];
  const states: string[] = [];
  const resumedAfter: (string | undefined)[] = [];
  let wake: () => void = () => {};
  const ports: FeedPorts = {
    async open({ signal, lastEventId }) {
      resumedAfter.push(lastEventId);
      return line([hello(`e:${resumedAfter.length}`)], signal);
    },
    receive: ({ id }) => seen.push(id ?? ''),
    report: (state) => states.push(state),
    onWake(listener) {
      wake = listener;
      return () => {};
    },
    onPulse: () => {},
    isSignedOut: () => false,
    now: Date.now,
    random: () => 0.5,
    ...overrides,
  };
  return { ports, seen, states, resumedAfter, wakeUp: () => wake() };
}

describe('the change feed', () => {
  const end = () => new AbortController();
  let stop = end();

  beforeEach(() => {
    vi.useFakeTimers();
    stop = end();
  });
  afterEach(() => {
    stop.abort();
    vi.useRealTimers();
  });

  it('takes a line that is silent for too long as dead and resumes after the last event', async () => {
    const { ports, seen, resumedAfter } = feed();
    void runChangeFeed(ports, stop.signal);
    await vi.advanceTimersByTimeAsync(SILENCE_MS + 6_000);
    expect(resumedAfter).toEqual([undefined, 'e:1']);
    expect(seen).toEqual(['e:1', 'e:2']);
  });

  it('stays on a line on which only comment lines pass', async () => {
    let pulse: () => void = () => {};
    const { ports, resumedAfter } = feed({
      onPulse(listener) {
        pulse = listener;
      },
    });
    void runChangeFeed(ports, stop.signal);
    for (let passed = 0; passed < 2 * SILENCE_MS; passed += 15_000) {
      await vi.advanceTimersByTimeAsync(15_000);
      pulse();
    }
    expect(resumedAfter).toHaveLength(1);
  });

  it('waits longer after each failure, and says that the data is old', async () => {
    const { ports, states, resumedAfter } = feed();
    ports.open = async ({ lastEventId }) => {
      resumedAfter.push(lastEventId);
      throw new TypeError('no route');
    };
    void runChangeFeed(ports, stop.signal);
    await vi.advanceTimersByTimeAsync(1_000 + 2_000 + 4_000 + 100);
    expect(resumedAfter).toHaveLength(4);
    expect(states.at(0)).toBe('reconnecting');
    expect(states.at(-1)).toBe('stale');
  });

  it('tries at once when somebody comes back to the window', async () => {
    const { ports, resumedAfter, wakeUp } = feed();
    ports.open = async ({ lastEventId }) => {
      resumedAfter.push(lastEventId);
      throw new TypeError('no route');
    };
    void runChangeFeed(ports, stop.signal);
    await vi.advanceTimersByTimeAsync(10);
    wakeUp();
    await vi.advanceTimersByTimeAsync(10);
    expect(resumedAfter).toHaveLength(2);
  });

  it('gives up when the session has ended', async () => {
    const { ports } = feed({
      open: async () => {
        throw new Error('401');
      },
      isSignedOut: () => true,
    });
    await expect(runChangeFeed(ports, stop.signal)).resolves.toBeUndefined();
  });

  it('never waits longer than half a minute, give or take', () => {
    expect(waitBefore(0, 0.5)).toBe(1_000);
    expect(waitBefore(50, 1)).toBeLessThanOrEqual(37_500);
  });
});
