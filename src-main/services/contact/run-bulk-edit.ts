import { setImmediate as breathe } from 'node:timers/promises';
import type { Tx } from '#main/db/access.ts';
import { letOthersWrite } from '#main/db/write-turn.ts';
import {
  type BulkEditRecord,
  findBulkEdit,
  touchBulkEdit,
  updateBulkEdit,
} from '#main/repositories/bulk/bulk-edit.repo.ts';
import { addCounts } from '#main/repositories/bulk/bulk-live.repo.ts';
import {
  deleteSomeParts,
  finishPart,
  insertParts,
  nextPartToDo,
  nextPartToTakeBack,
  PART_SIZE,
  takePartBack,
} from '#main/repositories/bulk/bulk-part.repo.ts';
import { numbersOfTarget } from '#main/repositories/contact/contact-target.repo.ts';
import type { BulkState } from '#shared/domain/bulk-edit.ts';
import { actsOnBin } from '#shared/domain/bulk-edit.ts';
import type { Millis } from '#shared/kernel/instant.ts';
import { sweepChanges } from '../segment/sweep-changes.ts';
import type { ServiceContext } from '../service-context.ts';
import { type PartWork, partWorkOf } from './apply-bulk-edit.ts';
import { filterOf } from './contact-question.ts';

export type BulkRunContext = Pick<ServiceContext, 'db' | 'clock'>;

/** How long a step may take, in milliseconds: while others write as well, and while nobody does. */
const STEP_AMONG_OTHERS = 15;
const STEP_ALONE = 40;
const BETWEEN_REPORTS = 500;
const PARTS_NOTED_AT_ONCE = 40;

/**
 * The work of one bulk edit, from wherever it stands: notes whom it means, then changes them part after part, or takes that back. May
 * be stopped or killed at any moment and run again. Runs in a thread of its own.
 */
export async function runBulkEdit(ctx: BulkRunContext, id: string, signal: AbortSignal): Promise<void> {
  const edit = findBulkEdit(ctx.db.reader, id);
  if (edit?.state === 'undo_waiting' || edit?.state === 'undoing') return takeBack(ctx, id, signal);
  if (!edit || !begin(ctx, id)) return;
  if (!edit.collected && !(await collect(ctx, edit, signal))) return;
  const ended = await walk(ctx, id, signal, 'running', applyNext);
  if (ended && edit.action.kind === 'purge') await sweepChanges(ctx);
  if (ended) finish(ctx, id, 'running', 'done');
}

async function takeBack(ctx: BulkRunContext, id: string, signal: AbortSignal): Promise<void> {
  ctx.db.write((tx) => updateBulkEdit(tx, id, ['undo_waiting'], { state: 'undoing' }));
  const ended = await walk(ctx, id, signal, 'undoing', undoNext);
  if (ended) finish(ctx, id, 'undoing', 'undone');
}

function begin(ctx: BulkRunContext, id: string): boolean {
  return ctx.db.write((tx) => {
    const edit = findBulkEdit(tx, id);
    const started_at = edit?.started_at ?? ctx.clock.now();
    touchBulkEdit(tx, id);
    return updateBulkEdit(tx, id, ['waiting', 'running'], { state: 'running', started_at });
  });
}

/** Whom the edit means is fixed once, so that its own changes and those of others don't move the goal. */
async function collect(ctx: BulkRunContext, edit: BulkEditRecord, signal: AbortSignal): Promise<boolean> {
  const { reader } = ctx.db;
  while (ctx.db.write((tx) => deleteSomeParts(tx, edit.no, PARTS_NOTED_AT_ONCE)) > 0) await letOthersWrite();
  const target = edit.target;
  const filter = target.kind === 'matching' ? filterOf(reader, target.filter, edit.at) : undefined;
  const nos = numbersOfTarget(reader, { target, filter, in_bin: actsOnBin(edit.action.kind) });
  const step = PART_SIZE * PARTS_NOTED_AT_ONCE;
  for (let from = 0; from < nos.length; from += step) {
    if (signal.aborted) return false;
    ctx.db.write((tx) => insertParts(tx, edit.no, nos.slice(from, from + step)));
    await breathe();
    await letOthersWrite();
  }
  return ctx.db.write((tx) => updateBulkEdit(tx, edit.id, ['running'], { collected: true, total: nos.length }));
}

type Step = (tx: Tx, edit: BulkEditRecord, work: PartWork) => boolean;

/** @returns false when cancelled or Herald stops before the last part */
async function walk(
  ctx: BulkRunContext,
  id: string,
  signal: AbortSignal,
  state: BulkState,
  next: Step,
): Promise<boolean> {
  let budget = STEP_AMONG_OTHERS;
  let reported: Millis = 0;
  for (;;) {
    if (signal.aborted) return false;
    const told = performance.now() - reported >= BETWEEN_REPORTS;
    if (told) reported = performance.now();
    const answer = ctx.db.write((tx) => step(tx, { id, state, budget, told, next }));
    if (answer !== 'more') return answer === 'ended';
    await breathe();
    budget = (await letOthersWrite()) ? STEP_AMONG_OTHERS : STEP_ALONE;
  }
}

interface Turn {
  id: string;
  state: BulkState;
  /** For how long parts are worked on in this transaction. */
  budget: number;
  /** Whether screens hear of it. */
  told: boolean;
  next: Step;
}

function step(tx: Tx, { id, state, budget, told, next }: Turn): 'more' | 'ended' | 'stopped' {
  const started = performance.now();
  for (let parts = 1; ; parts++) {
    const edit = findBulkEdit(tx, id);
    if (edit?.state !== state) return 'stopped';
    if (!next(tx, edit, partWorkOf(tx, edit))) return 'ended';
    // Another one only if it fits as well.
    if (((performance.now() - started) * (parts + 1)) / parts < budget) continue;
    if (told) touchAll(tx, id);
    return 'more';
  }
}

function applyNext(tx: Tx, edit: BulkEditRecord, work: PartWork): boolean {
  const part = nextPartToDo(tx, edit.no);
  if (!part) return false;
  const { before, unchanged, left_out, purged = 0 } = work.apply(tx, part.contacts);
  finishPart(tx, part.no, before);
  return updateBulkEdit(tx, edit.id, ['running'], {
    handled: edit.handled + part.n,
    changed: edit.changed + before.length + purged,
    unchanged: edit.unchanged + unchanged,
    left_out: addCounts(edit.left_out, left_out),
  });
}

function undoNext(tx: Tx, edit: BulkEditRecord, work: PartWork): boolean {
  const part = nextPartToTakeBack(tx, edit.no);
  if (!part) return false;
  const { restored } = work.undo(tx, part.before);
  takePartBack(tx, part.no);
  const changed = (JSON.parse(part.before) as unknown[]).length;
  return updateBulkEdit(tx, edit.id, ['undoing'], {
    restored: edit.restored + restored,
    kept: edit.kept + changed - restored,
  });
}

function finish(ctx: BulkRunContext, id: string, from: BulkState, state: BulkState): void {
  ctx.db.write((tx) => {
    if (!updateBulkEdit(tx, id, [from], { state, finished_at: ctx.clock.now() })) return;
    const edit = findBulkEdit(tx, id);
    if (!edit) return;
    const { changed, unchanged, left_out, restored, kept, action } = edit;
    const data = state === 'undone' ? { restored, kept } : { kind: action.kind, changed, unchanged, left_out };
    tx.record({ type: `bulk-edit.${state}`, subject: `bulk-edit:${id}`, actor: edit.created_by, data });
    touchAll(tx, id);
  });
}

function touchAll(tx: Tx, id: string): void {
  tx.touch('contacts', 'lists', 'tags');
  touchBulkEdit(tx, id);
}
