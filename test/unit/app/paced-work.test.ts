import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PacedWork } from '#main/app/workers/paced-work.ts';
import { silentLogger } from '#main/platform/file-logger.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function workThat(step: () => number | null): { work: PacedWork; times: number[] } {
  const times: number[] = [];
  const began = performance.now();
  const work = new PacedWork(
    () => {
      times.push(Math.round(performance.now() - began));
      return step();
    },
    { least: 0, share: 0 },
    silentLogger,
  );
  return { work, times };
}

describe('work in steps', () => {
  it('is done at the time that is named, however many reasons follow one another', async () => {
    const { work, times } = workThat(() => null);
    for (let at = 0; at < 10; at++) {
      work.wake(50);
      await vi.advanceTimersByTimeAsync(10);
    }
    expect(times).toEqual([50, 100]);
  });

  it('is done earlier when there is a reason that does not wait', async () => {
    const { work, times } = workThat(() => 1_000);
    work.wake(0);
    await vi.advanceTimersByTimeAsync(100);
    work.wake(10);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(times).toEqual([0, 110]);
  });

  it('goes on after a step that failed when there is another reason', async () => {
    const { work, times } = workThat(() => {
      throw new Error('no');
    });
    work.wake(0);
    await vi.advanceTimersByTimeAsync(100);
    work.wake(0);
    await vi.advanceTimersByTimeAsync(100);
    expect(times).toEqual([0, 100]);
  });
});
