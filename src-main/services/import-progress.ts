import { type ImportEdit, type ImportProgress, NO_PROGRESS, updateImport } from '#main/repositories/import.repo.ts';
import type { ServiceContext } from './service-context.ts';

const BETWEEN_REPORTS = 500;

/** What of the whole work is done when the file has been read and checked, as far as time goes. */
export const READING_SHARE = 0.4;

/** Keeps the figures of one run, saves them at most twice a second, and learns there whether the import still runs. */
export class ImportMeter {
  readonly figures: ImportProgress;
  readonly #ctx: Pick<ServiceContext, 'db'>;
  readonly #id: string;
  readonly #started = performance.now();
  readonly #fraction_before: number;
  readonly #rows_before: number;
  #reported = 0;

  constructor(ctx: Pick<ServiceContext, 'db'>, id: string, known: Partial<ImportProgress>) {
    this.#ctx = ctx;
    this.#id = id;
    this.figures = { ...NO_PROGRESS, ...known };
    this.#fraction_before = this.figures.fraction;
    this.#rows_before = this.figures.created + this.figures.updated + this.figures.unchanged;
  }

  isDue(): boolean {
    return performance.now() - this.#reported >= BETWEEN_REPORTS;
  }

  /** Marks a report as made, and works out the pace. */
  stamp(): ImportProgress {
    this.#reported = performance.now();
    const seconds = (this.#reported - this.#started) / 1_000;
    const { figures } = this;
    const rows = Math.max(figures.rows, figures.created + figures.updated + figures.unchanged - this.#rows_before);
    const gained = figures.fraction - this.#fraction_before;
    figures.rows_per_second = seconds > 0 ? Math.round(rows / seconds) : 0;
    figures.seconds_left = gained > 0 ? Math.round(((1 - figures.fraction) / gained) * seconds) : null;
    return figures;
  }

  /** @returns false when the import was cancelled meanwhile */
  save(edit: ImportEdit = {}): boolean {
    const progress = this.stamp();
    return this.#ctx.db.write((tx) => {
      tx.touch('imports', `import:${this.#id}`);
      return updateImport(tx, this.#id, ['running'], { ...edit, progress });
    });
  }
}
