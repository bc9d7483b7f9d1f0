import type { Reader } from '#main/db/access.ts';
import { findList, findListByName } from '#main/repositories/consent/list.repo.ts';
import { type ImportRecord, updateImport } from '#main/repositories/import/import.repo.ts';
import { countPairs, peopleIn } from '#main/repositories/import/import-merge.repo.ts';
import { countNewOptOuts } from '#main/repositories/import/import-opt-out.repo.ts';
import { countKeptOut } from '#main/repositories/import/import-people.repo.ts';
import { attachStage, countKnownEvents, detachStage, nextKey } from '#main/repositories/import/import-stage.repo.ts';
import type { ServiceContext } from '../service-context.ts';
import { READING_SHARE } from './import-progress.ts';
import type { Staging } from './import-work.ts';
import { shareDone } from './merge-import.ts';
import { walkStage } from './walk-stage.ts';

/**
 * Counts what merging the stage would do, by the same conditions that the merge changes by, and writes nothing but the answer.
 * @returns false when cancelled or Herald stops
 */
export async function checkImport(ctx: Pick<ServiceContext, 'db' | 'clock'>, work: Staging): Promise<boolean> {
  const { options, files, meter, signal } = work;
  const { reader } = ctx.db;
  const { figures } = meter;
  attachStage(reader, files.stage);
  try {
    if (work.record.kind === 'events') return await checkEvents(reader, work);
    const counted = await walkStage({
      from: '',
      signal,
      next: (from, rows) => nextKey(reader, 'opt_out', from, rows),
      step(stretch) {
        figures.opt_outs_new += countNewOptOuts(reader, stretch);
        return true;
      },
    });
    if (!counted) return false;
    const list_nos = listsOf(ctx, work).map(({ no }) => no);
    return await walkStage({
      from: '',
      signal,
      next: (from, rows) => nextKey(reader, 'row', from, rows),
      step(stretch) {
        const people = peopleIn(reader, stretch);
        const { known, changed } = countPairs(reader, stretch);
        const updated = options.update_existing ? changed : 0;
        const away = countKeptOut(reader, { ...stretch, list_nos, resubscribes: options.resubscribe ?? false });
        figures.created += people - known;
        figures.updated += updated;
        figures.unchanged += known - updated;
        figures.kept_out += away.kept_out;
        figures.resubscribed += away.resubscribed;
        figures.fraction = READING_SHARE + (1 - READING_SHARE) * shareDone(meter);
        return !meter.isDue() || meter.save();
      },
    });
  } finally {
    detachStage(reader);
  }
}

function checkEvents(reader: Reader, { meter, signal }: Staging): Promise<boolean> {
  const { figures } = meter;
  return walkStage({
    from: '',
    signal,
    next: (from, rows) => nextKey(reader, 'event', from, rows),
    step(stretch) {
      const { all, known } = countKnownEvents(reader, stretch);
      figures.created += all - known;
      figures.unchanged += known;
      figures.fraction = READING_SHARE + (1 - READING_SHARE) * shareDone(meter);
      return !meter.isDue() || meter.save();
    },
  });
}

/** The lists that people would join; a new one is there already where an earlier start made it. */
function listsOf({ db }: Pick<ServiceContext, 'db'>, { options }: Staging) {
  const named = options.new_list ? [findListByName(db.reader, options.new_list)] : [];
  return [...options.list_ids.map((id) => findList(db.reader, id)), ...named].filter((list) => list !== undefined);
}

/** Keeps the answer, and what it is true for. The stage stays: an import with the same options need not read the file again. */
export function saveCheck(ctx: Pick<ServiceContext, 'db' | 'clock'>, record: ImportRecord, work: Staging): void {
  const {
    bytes_read: _bytes,
    fraction: _fraction,
    rows_per_second: _pace,
    seconds_left: _left,
    ...counts
  } = work.meter.figures;
  ctx.db.write((tx) => {
    const checked = { options: work.options, counts, at: ctx.clock.now() };
    updateImport(tx, record.id, ['checking'], { state: 'ready', checked, staged: true });
    tx.touch('imports', `import:${record.id}`);
  });
}
