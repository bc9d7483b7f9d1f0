import type { Tx } from '#main/db/access.ts';
import { letOthersWrite } from '#main/db/write-turn.ts';
import { allLists, findList } from '#main/repositories/consent/list.repo.ts';
import {
  findImport,
  type ImportRecord,
  type UndoProgress,
  updateImport,
} from '#main/repositories/import/import.repo.ts';
import {
  binSomeCreated,
  countOptOutsOf,
  countTraces,
  removeSomeEvents,
  restoreSome,
} from '#main/repositories/import/import-undo.repo.ts';
import {
  hasJoined,
  leaveAgain,
  leaveList,
  nextMember,
  untagSome,
} from '#main/repositories/import/import-undo-people.repo.ts';
import { millisOf } from '#shared/kernel/instant.ts';
import type { ServiceContext } from '../service-context.ts';
import { adjusted } from './walk-stage.ts';

/** How long a step may take, in milliseconds: while others write as well, and while nobody does. */
const STEP_AMONG_OTHERS = 25;
const STEP_ALONE = 150;
const BETWEEN_REPORTS = 500;

export const NO_UNDO: UndoProgress = {
  ...{ list_no: 0, contact_no: 0, fraction: 0, binned: 0, restored: 0, kept: 0, memberships: 0, tags: 0, events: 0 },
  opt_outs_stay: 0,
};

type Context = Pick<ServiceContext, 'db' | 'clock'>;
/** Does one step of at most so many rows. @returns whether there was anything to do */
type Step = (tx: Tx, rows: number) => boolean;

/**
 * Takes back what an import did, in short transactions. Each step forgets what it has undone, so a killed run finds the rest: first what
 * it did to memberships and tags, while its contacts are still there to be counted, then their values, then the contacts it made.
 */
export async function undoImport(ctx: Context, record: ImportRecord, signal: AbortSignal): Promise<void> {
  const undo = { ...NO_UNDO, ...record.undo };
  const turns = new UndoTurns(ctx, record, undo, signal);
  const { no: import_no, id } = record;
  const source = `import:${id}`;
  const at = ctx.clock.now();
  const made_until = record.finished_at ? millisOf(record.finished_at) : at;
  const done =
    (await turns.repeat((tx, rows) => leaveAgain(tx, import_no, source, rows) > 0)) &&
    (await turns.repeat((tx, rows) => counted(undo, 'tags', untagSome(tx, import_no, rows)))) &&
    (await leaveLists(ctx, turns, { undo, source })) &&
    (await turns.repeat((tx, limit) => {
      const some = restoreSome(tx, { import_no, limit, at });
      undo.restored += some?.restored ?? 0;
      undo.kept += some?.kept ?? 0;
      return some !== null;
    })) &&
    (await turns.repeat((tx, rows) => counted(undo, 'events', removeSomeEvents(tx, import_no, rows)))) &&
    (await turns.repeat((tx, limit) => {
      const binned = binSomeCreated(tx, { import_no, limit, at, made_until });
      undo.binned += binned ?? 0;
      return binned !== null;
    }));
  if (!done) return;
  undo.opt_outs_stay = countOptOutsOf(ctx.db.reader, source);
  undo.fraction = 1;
  ctx.db.write((tx) => {
    if (!updateImport(tx, id, ['undoing'], { state: 'undone', undo })) return;
    const { binned, restored, kept, memberships, tags, events } = undo;
    tx.record({
      type: 'import.undone',
      subject: `import:${id}`,
      actor: record.created_by,
      data: { filename: record.filename, binned, restored, kept, memberships, tags, events },
    });
    tx.touch('imports', `import:${id}`, 'contacts', 'lists', 'tags');
  });
}

function counted(undo: UndoProgress, what: 'tags' | 'events', n: number): boolean {
  undo[what] += n;
  return n > 0;
}

/** Walks along the members of every list; most stretches hold nobody of this import and cost no transaction. */
async function leaveLists(
  ctx: Context,
  turns: UndoTurns,
  { undo, source }: { undo: UndoProgress; source: string },
): Promise<boolean> {
  const { reader } = ctx.db;
  const list_nos = allLists(reader)
    .flatMap(({ id }) => findList(reader, id)?.no ?? [])
    .filter((no) => no >= undo.list_no)
    .sort((a, b) => a - b);
  for (const list_no of list_nos) {
    if (list_no !== undo.list_no) Object.assign(undo, { list_no, contact_no: 0 });
    const walked = await turns.repeat(
      (tx, rows) => {
        const to = nextMember(tx, list_no, undo.contact_no, rows);
        if (to === null) return false;
        undo.memberships += leaveList(tx, { list_no, after: undo.contact_no, to, source });
        undo.contact_no = to;
        return true;
      },
      (rows) => {
        for (;;) {
          const to = nextMember(reader, list_no, undo.contact_no, rows);
          if (to === null || hasJoined(reader, { list_no, after: undo.contact_no, to, source })) return;
          undo.contact_no = to;
        }
      },
    );
    if (!walked) return false;
  }
  return true;
}

/** Runs steps one after the other, each in a transaction that also saves the figures, and lets others write in between. */
class UndoTurns {
  readonly #ctx: Context;
  readonly #id: string;
  readonly #undo: UndoProgress;
  readonly #signal: AbortSignal;
  readonly #all: number;
  #told = 0;
  #rows = 1_000;

  constructor(ctx: Context, { id, no }: ImportRecord, undo: UndoProgress, signal: AbortSignal) {
    this.#ctx = ctx;
    this.#id = id;
    this.#undo = undo;
    this.#signal = signal;
    const done = undo.binned + undo.restored + undo.kept + undo.tags + undo.events;
    this.#all = Math.max(1, done + countTraces(ctx.db.reader, no));
  }

  /** @returns false when Herald stops before there was nothing left to do */
  async repeat(step: Step, skip?: (rows: number) => void): Promise<boolean> {
    for (;;) {
      if (this.#signal.aborted) return false;
      skip?.(this.#rows);
      const started = performance.now();
      const more = this.#once(step);
      if (more === null) return false;
      if (!more) return true;
      const millis = performance.now() - started;
      await new Promise((resolve) => setImmediate(resolve));
      const wanted = (await letOthersWrite()) ? STEP_AMONG_OTHERS : STEP_ALONE;
      this.#rows = adjusted(this.#rows, wanted / Math.max(1, millis));
    }
  }

  #once(step: Step): boolean | null {
    return this.#ctx.db.write((tx) => {
      if (findImport(tx, this.#id)?.state !== 'undoing') return null;
      const more = step(tx, this.#rows);
      const { binned, restored, kept, tags, events } = this.#undo;
      this.#undo.fraction = Math.min(0.99, (binned + restored + kept + tags + events) / this.#all);
      updateImport(tx, this.#id, ['undoing'], { undo: this.#undo });
      if (performance.now() - this.#told >= BETWEEN_REPORTS) {
        this.#told = performance.now();
        tx.touch('imports', `import:${this.#id}`, 'contacts', 'lists', 'tags');
      }
      return more;
    });
  }
}
