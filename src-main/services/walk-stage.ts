import { letOthersWrite } from '#main/db/write-turn.ts';

/** How long a step may take, in milliseconds: while others write as well, and while nobody does. Longer ones write less twice. */
const STEP_AMONG_OTHERS = 25;
const STEP_ALONE = 200;
const FEWEST_ROWS = 100;
const MOST_ROWS = 20_000;

export interface Walk {
  from: string;
  signal: AbortSignal;
  /** Where the next step of so many rows ends; null at the end. */
  next(from: string, rows: number): string | null;
  /** @returns false to stop: the import has been cancelled */
  step(stretch: { from: string; to: string }): boolean;
}

/**
 * Works through the stage in the order of addresses, a short transaction at a time, and lets whoever waits write in between.
 * @returns false when it was stopped before the end
 */
export async function walkStage({ from: start, signal, next, step }: Walk): Promise<boolean> {
  let from = start;
  let rows = 1_000;
  for (;;) {
    const to = next(from, rows);
    if (to === null) return true;
    if (signal.aborted) return false;
    const started = performance.now();
    if (!step({ from, to })) return false;
    from = to;
    const millis = performance.now() - started;
    // Lets calls and commits of other threads in.
    await new Promise((resolve) => setImmediate(resolve));
    const wanted = (await letOthersWrite()) ? STEP_AMONG_OTHERS : STEP_ALONE;
    rows = adjusted(rows, wanted / Math.max(1, millis));
  }
}

/** Down at once, up by a tenth a step: whoever has written lately will write again soon. */
export function adjusted(rows: number, factor: number): number {
  return Math.round(Math.min(MOST_ROWS, Math.max(FEWEST_ROWS, rows * Math.min(factor, 1.1))));
}
