import type { Tx } from '#main/db/access.ts';
import { TextFile } from '#main/platform/upload-file.ts';
import { userNo } from '#main/repositories/access/user.repo.ts';
import { findList } from '#main/repositories/consent/list.repo.ts';
import { countEventNames } from '#main/repositories/event/event.repo.ts';
import { findImport, type ImportRecord, updateImport } from '#main/repositories/import/import.repo.ts';
import { mergePeople } from '#main/repositories/import/import-merge.repo.ts';
import {
  mergeOptOuts,
  optOutDifferences,
  proveOptOuts,
  provePeople,
} from '#main/repositories/import/import-opt-out.repo.ts';
import {
  countKeptOut,
  joinList,
  linkSuppressions,
  resubscribe,
  tagNumbers,
  tagPeople,
} from '#main/repositories/import/import-people.repo.ts';
import {
  attachStage,
  detachStage,
  newEventNames,
  nextKey,
  stagedEvents,
  stagedTags,
} from '#main/repositories/import/import-stage.repo.ts';
import { csvLine } from '#shared/domain/csv/csv-writer.ts';
import { MOST_EVENT_NAMES } from '#shared/domain/event/event-input.ts';
import { reason } from '#shared/domain/reason/reason.ts';
import { sayReason } from '#shared/domain/reason/say-reason.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import { recordEvents } from '../event/record-events.ts';
import type { ServiceContext } from '../service-context.ts';
import type { ImportFiles } from './import-files.ts';
import { type ImportMeter, READING_SHARE } from './import-progress.ts';
import type { Staging } from './import-work.ts';
import { walkStage } from './walk-stage.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'ids'>;
type Stretch = { from: string; to: string };

/**
 * Brings the stage into the contacts. Opt-outs come first, so that nobody can be written to in between. Each transaction saves how far it
 * came and the figures, so that a killed run goes on without doubling anything. @returns false when cancelled or Herald stops
 */
export async function mergeImport(ctx: Context, work: Staging): Promise<boolean> {
  const { record, files, meter, signal } = work;
  const { reader } = ctx.db;
  attachStage(reader, files.stage);
  try {
    if (record.kind === 'events') return await mergeEvents(ctx, work);
    if (record.merge_step === 'opt_outs') {
      const walked = await walkStage({
        from: record.merge_key,
        signal,
        next: (from, rows) => nextKey(reader, 'opt_out', from, rows),
        step: (stretch) => mergeStep(ctx, work, stretch.to, (tx) => optOutStep(ctx, work, tx, stretch)),
      });
      if (!walked) return false;
      if (!ctx.db.write((tx) => beginPeople(ctx, work, tx))) return false;
    }
    const from = record.merge_step === 'people' ? record.merge_key : '';
    const next = (key: string, rows: number) => nextKey(reader, 'row', key, rows);
    const people = peopleStep(ctx, work);
    const step = (stretch: Stretch) => mergeStep(ctx, work, stretch.to, (tx) => people(tx, stretch));
    if (!(await walkStage({ from, signal, next, step }))) return false;
    if (record.prepared?.system || hasOptOuts(meter)) saveProof(ctx, record, files);
    return true;
  } finally {
    detachStage(reader);
    meter.figures.seconds_left = null;
  }
}

async function mergeEvents(ctx: Context, work: Staging): Promise<boolean> {
  const { reader } = ctx.db;
  if (countEventNames(reader) + newEventNames(reader) > MOST_EVENT_NAMES) {
    const why = reason('event_names', { most: MOST_EVENT_NAMES });
    throw new HeraldError('INVALID_INPUT', sayReason(why), { reason: why });
  }
  const { figures } = work.meter;
  return walkStage({
    from: work.record.merge_key,
    signal: work.signal,
    next: (from, rows) => nextKey(reader, 'event', from, rows),
    step: (stretch) =>
      mergeStep(ctx, work, stretch.to, (tx) => {
        const events = stagedEvents(tx, stretch).map((event) => ({ ...event, import_no: work.record.no }));
        const recorded = recordEvents(tx, events).filter((outcome) => outcome === 'recorded').length;
        figures.created += recorded;
        figures.unchanged += events.length - recorded;
        figures.fraction = READING_SHARE + (1 - READING_SHARE) * shareDone(work.meter);
      }),
  });
}

/** One transaction: the work itself, how far it came, and what others are told. */
function mergeStep({ db }: Context, { record, meter }: Staging, to: string, work: (tx: Tx) => void): boolean {
  const told = meter.isDue();
  return db.write((tx) => {
    if (findImport(tx, record.id)?.state !== 'running') return false;
    work(tx);
    if (told) tx.touch('imports', `import:${record.id}`, 'contacts', 'lists');
    return updateImport(tx, record.id, ['running'], {
      merge_key: to,
      progress: told ? meter.stamp() : meter.figures,
    });
  });
}

function optOutStep({ clock }: Context, { record, meter }: Staging, tx: Tx, stretch: Stretch): void {
  meter.figures.opt_outs_new += mergeOptOuts(tx, { ...stretch, source: `import:${record.id}`, at: clock.now() });
}

/** The tags that are needed are made once, before the first of many steps. */
function beginPeople({ db, ids, clock }: Context, { record, options }: Staging, tx: Tx): boolean {
  tagNumbers(tx, [...new Set([...stagedTags(db.reader), ...(options.tags ?? [])])], {
    id: () => ids.id(),
    at: clock.now(),
  });
  return updateImport(tx, record.id, ['running'], { merge_step: 'people', merge_key: '' });
}

function peopleStep({ db, clock, ids }: Context, { record, options, meter }: Staging) {
  const { no: import_no, turn } = record;
  const { update_existing, resubscribe: resubscribes = false } = options;
  const source = `import:${record.id}`;
  const tagged = stagedTags(db.reader).length > 0 || (options.tags ?? []).length > 0;
  const { figures } = meter;
  return (tx: Tx, stretch: Stretch) => {
    const at = clock.now();
    const by = userNo(tx, record.created_by);
    const list_nos = options.list_ids.flatMap((id) => findList(tx, id)?.no ?? []);
    const away = countKeptOut(tx, { ...stretch, list_nos, resubscribes });
    const merged = mergePeople(tx, { ...stretch, import_no, turn, update_existing, id: ids.id(), at, by });
    if (merged.created > 0) linkSuppressions(tx, merged.before);
    if (resubscribes) resubscribe(tx, { ...stretch, import_no, list_nos, source, at });
    for (const list_no of list_nos) joinList(tx, { ...stretch, list_no, source, at });
    if (tagged) {
      const tag_nos = tagNumbers(tx, options.tags ?? [], { id: () => ids.id(), at });
      tagPeople(tx, { ...stretch, import_no, tag_nos, at });
    }
    figures.created += merged.created;
    figures.updated += merged.updated;
    figures.unchanged += merged.unchanged;
    figures.kept_out += away.kept_out;
    figures.resubscribed += away.resubscribed;
    figures.fraction = READING_SHARE + (1 - READING_SHARE) * shareDone(meter);
  };
}

/** How much of the people is through. */
export function shareDone({ figures }: ImportMeter): number {
  const people = Math.max(1, figures.rows - figures.rejected - figures.duplicates);
  return Math.min(1, (figures.created + figures.updated + figures.unchanged) / people);
}

function hasOptOuts({ figures }: ImportMeter): boolean {
  return Object.values(figures.opt_outs).some((n) => n > 0);
}

/** Counts anew, from the tables, what the file said: whoever moves house wants to see that no opt-out was lost. */
function saveProof({ db }: Context, { id }: ImportRecord, files: ImportFiles): void {
  const opt_outs = proveOptOuts(db.reader);
  const people = provePeople(db.reader);
  let differences = 0;
  const file = new TextFile(files.differences);
  file.append(`\ufeff${csvLine(['email', 'reason_in_file', 'reason_in_herald'])}`);
  for (const { address, file: said, herald } of optOutDifferences(db.reader)) {
    differences++;
    file.append(csvLine([address, said, herald]));
  }
  file.close();
  db.write((tx) => updateImport(tx, id, ['running'], { proof: { people, opt_outs, differences } }));
}
