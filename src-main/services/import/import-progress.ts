import {
  type ImportEdit,
  type ImportProgress,
  type ImportState,
  NO_PROGRESS,
  updateImport,
} from '#main/repositories/import/import.repo.ts';
import { isSameReason, type Reason, reason, withoutValue } from '#shared/domain/reason/reason.ts';
import type { ServiceContext } from '../service-context.ts';

const BETWEEN_REPORTS = 500;
const MOST_REASONS = 50;
const OTHER_REASONS = reason('others');

/** What of the whole work is done when the file has been read and checked, as far as time goes. */
export const READING_SHARE = 0.4;

interface Metered {
  id: string;
  state: ImportState;
  progress: Partial<ImportProgress>;
}

/** Keeps the figures of one run, saves them at most twice a second, and learns there whether the import still runs. */
export class ImportMeter {
  readonly figures: ImportProgress;
  /** In which state the import is while this runs. */
  readonly #state: ImportState;
  readonly #ctx: Pick<ServiceContext, 'db'>;
  readonly #id: string;
  readonly #started = performance.now();
  readonly #fraction_before: number;
  readonly #rows_before: number;
  #reported = 0;

  constructor(ctx: Pick<ServiceContext, 'db'>, { id, state, progress: known }: Metered) {
    this.#ctx = ctx;
    this.#id = id;
    this.#state = state;
    this.figures = { ...NO_PROGRESS, opt_outs: { ...NO_PROGRESS.opt_outs }, reasons: [], ...known };
    this.#fraction_before = this.figures.fraction;
    this.#rows_before = this.figures.created + this.figures.updated + this.figures.unchanged;
  }

  /** Counts a row under its reason; the rare ones of a file with very many share one line. */
  addReason(whole: Reason, rejected: boolean): void {
    const { reasons } = this.figures;
    const shared = withoutValue(whole);
    const known = reasons.find((one) => one.rejected === rejected && isSameReason(one.reason, shared));
    if (known) known.rows++;
    else if (reasons.length < MOST_REASONS || whole === OTHER_REASONS)
      reasons.push({ reason: shared, rejected, rows: 1 });
    else this.addReason(OTHER_REASONS, rejected);
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
      return updateImport(tx, this.#id, [this.#state], { ...edit, progress });
    });
  }
}
