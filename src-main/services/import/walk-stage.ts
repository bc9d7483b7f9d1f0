import { letOthersWrite } from '#main/db/write-turn.ts';

/** How long a step may take, in milliseconds: while others write as well, and while nobody does. Longer ones write less twice. */
const STEP_AMONG_OTHERS = 25;
const STEP_ALONE = 350;
/** After so many steps in which nobody wrote, nobody will soon. */
const CALM = 20;
const FEWEST_ROWS = 100;
const MOST_ROWS = 50_000;
/** How much larger the next step may be. */
const GROWTH_AMONG_OTHERS = 1.1;
const GROWTH_ALONE = 2;

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
  let calm = CALM;
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
    if (await letOthersWrite()) calm = 0;
    else calm++;
    const wanted = calm === 0 ? STEP_AMONG_OTHERS : STEP_ALONE;
    rows = adjusted(rows, wanted / Math.max(1, millis), calm < CALM ? GROWTH_AMONG_OTHERS : GROWTH_ALONE);
  }
}

/** Down at once, up by little: whoever has written lately will write again soon. */
export function adjusted(rows: number, factor: number, growth = GROWTH_AMONG_OTHERS): number {
  return Math.round(Math.min(MOST_ROWS, Math.max(FEWEST_ROWS, rows * Math.min(factor, growth))));
}
