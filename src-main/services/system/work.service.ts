import { type BulkEditView, findBulkEditView } from '#main/repositories/bulk/bulk-edit.repo.ts';
import { type AskingView, findAskingView } from '#main/repositories/consent/list-asking.repo.ts';
import { type ExportView, findExportView } from '#main/repositories/contact/contact-export.repo.ts';
import { findSearch, type SearchRecord } from '#main/repositories/contact/duplicate.repo.ts';
import { findImport, type ImportView, importView } from '#main/repositories/import/import.repo.ts';
import { workRows } from '#main/repositories/system/work.repo.ts';
import { type Actor, may } from '#shared/domain/may.ts';
import { type Reason, reason } from '#shared/domain/reason/reason.ts';
import { DAY, type Instant, instantOf, type Millis, millisOf, SECOND } from '#shared/kernel/instant.ts';
import type { ServiceContext } from '../service-context.ts';

interface Progress {
  id: string;
  mine: boolean;
  state: 'waiting' | 'running' | 'done' | 'cancelled' | 'failed';
  takes_back: boolean;
  done: number;
  total: number | null;
  fraction: number | null;
  per_second: number | null;
  seconds_left: number | null;
  problem: Reason | null;
  can_cancel: boolean;
  finished_at: Instant | null;
}

export type WorkView = Progress &
  (
    | { kind: 'bulk_edit'; edit: BulkEditView }
    | { kind: 'export'; filename: string }
    | { kind: 'import'; filename: string; checks: boolean; created: number; updated: number }
    | { kind: 'duplicates' }
    | { kind: 'asking'; list: string }
  );

/** What is told of each, apart from whose it is. */
type Told<View = WorkView> = View extends WorkView ? Omit<View, 'id' | 'mine'> : never;

/** A pace is told when it has been kept for so long. */
const PACE_AFTER = 2 * SECOND;

/** The long work that the caller may know of. */
export function listWork(ctx: Pick<ServiceContext, 'db' | 'clock'>, caller: Actor): WorkView[] {
  const now = ctx.clock.now();
  const { reader } = ctx.db;
  return ctx.db.inOneView(() =>
    workRows(reader, { user_id: caller.user_id, since: now - DAY }).flatMap(({ kind, id, created_by }): WorkView[] => {
      const whose = { id, mine: created_by === caller.user_id };
      const told = toldOf(ctx, { kind, id, caller, now });
      return told ? [{ ...told, ...whose }] : [];
    }),
  );
}

interface Asked {
  kind: WorkView['kind'];
  id: string;
  caller: Actor;
  now: Millis;
}

/** Null for what the caller may not know of. */
function toldOf({ db: { reader } }: Pick<ServiceContext, 'db'>, { kind, id, caller, now }: Asked): Told | null {
  switch (kind) {
    case 'bulk_edit': {
      const edit = findBulkEditView(reader, id);
      return edit ? bulkEditTold(edit, now, may(caller, 'contact.write')) : null;
    }
    case 'export': {
      const file = may(caller, 'contact.export') ? findExportView(reader, id) : undefined;
      return file ? exportTold(file, now) : null;
    }
    case 'import': {
      const job = may(caller, 'contact.import') ? findImport(reader, id) : undefined;
      return job ? importTold(importView(reader, job)) : null;
    }
    case 'asking': {
      const asking = findAskingView(reader, id);
      return asking ? askingTold(asking, now, may(caller, 'contact.write')) : null;
    }
    case 'duplicates': {
      const search = findSearch(reader);
      return search ? searchTold(search, may(caller, 'contact.write')) : null;
    }
  }
}

function bulkEditTold(edit: BulkEditView, now: Millis, can_change: boolean): Told {
  const takes_back = ['undo_waiting', 'undoing', 'undone'].includes(edit.state);
  const states = { undo_waiting: 'waiting', undoing: 'running', undone: 'done' } as const;
  const state = edit.state in states ? states[edit.state as keyof typeof states] : (edit.state as Progress['state']);
  const done = takes_back ? edit.restored + edit.kept : edit.handled;
  const total = (takes_back ? edit.changed : edit.total) || null;
  return {
    kind: 'bulk_edit',
    edit,
    state,
    takes_back,
    ...progressOf({ done, total, started_at: takes_back ? null : edit.started_at }, now),
    problem: edit.problem,
    can_cancel: can_change && (edit.state === 'waiting' || edit.state === 'running'),
    finished_at: edit.finished_at,
  };
}

function exportTold(file: ExportView, now: Millis): Told {
  const { filename, state, problem, finished_at, rows, total, started_at } = file;
  return {
    kind: 'export',
    filename,
    state,
    takes_back: false,
    ...progressOf({ done: rows, total: total || null, started_at }, now),
    problem,
    can_cancel: state === 'waiting' || state === 'running',
    finished_at,
  };
}

function importTold(job: ImportView): Told {
  const { filename, state, problem, progress, undo, finished_at } = job;
  const takes_back = state === 'undoing' || state === 'undone';
  const checks = state === 'checking';
  const states = {
    checking: 'running',
    undoing: 'running',
    undone: 'done',
    uploading: 'waiting',
    ready: 'done',
  } as const;
  return {
    kind: 'import',
    filename,
    checks,
    created: progress.created,
    updated: progress.updated,
    state: state in states ? states[state as keyof typeof states] : (state as Progress['state']),
    takes_back,
    done: progress.rows,
    total: null,
    fraction: takes_back ? (undo?.fraction ?? 0) : progress.fraction,
    per_second: takes_back ? null : progress.rows_per_second,
    seconds_left: takes_back ? null : progress.seconds_left,
    problem,
    can_cancel: checks || state === 'waiting' || state === 'running',
    finished_at,
  };
}

function searchTold(search: SearchRecord, can_cancel: boolean): Told {
  const { state, fraction, contacts, problem, finished_at } = search;
  return {
    kind: 'duplicates',
    state,
    takes_back: false,
    done: contacts,
    total: null,
    fraction,
    per_second: null,
    seconds_left: null,
    problem,
    can_cancel: can_cancel && (state === 'waiting' || state === 'running'),
    finished_at: finished_at === null ? null : instantOf(finished_at),
  };
}

function askingTold(asking: AskingView, now: Millis, can_change: boolean): Told {
  const { list, state, problem, asked, total, created_at, finished_at } = asking;
  return {
    kind: 'asking',
    list,
    state,
    takes_back: false,
    ...progressOf({ done: asked, total, started_at: created_at }, now),
    problem: problem === null ? null : reason('words', { text: problem }),
    can_cancel: can_change && state === 'running',
    finished_at,
  };
}

interface Measured {
  done: number;
  total: number | null;
  started_at: Instant | null;
}

function progressOf(
  { done, total, started_at }: Measured,
  now: Millis,
): Pick<Progress, 'done' | 'total' | 'fraction' | 'per_second' | 'seconds_left'> {
  const elapsed = started_at ? now - millisOf(started_at) : 0;
  const pace = elapsed >= PACE_AFTER && done > 0 ? (done * SECOND) / elapsed : null;
  return {
    done,
    total,
    fraction: total === null ? null : done / total,
    per_second: pace,
    seconds_left: pace === null || total === null ? null : Math.ceil((total - done) / pace),
  };
}
