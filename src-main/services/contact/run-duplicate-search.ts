import { setImmediate as breathe } from 'node:timers/promises';
import { letOthersWrite } from '#main/db/write-turn.ts';
import { countContacts } from '#main/repositories/contact/contact.repo.ts';
import {
  beginKeys,
  deleteOpenGroups,
  findSearch,
  gatherKeys,
  insertGroup,
  sharedKeys,
  trueGroups,
  updateSearch,
} from '#main/repositories/contact/duplicate.repo.ts';
import { DUPLICATE_RULES, type DuplicateRule } from '#shared/domain/duplicate-key.ts';
import type { ServiceContext } from '../service-context.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'ids'>;

const CONTACTS_AT_ONCE = 10_000;
const GROUPS_AT_ONCE = 200;
const BETWEEN_REPORTS = 500;

/** Compares all contacts by each rule and keeps the groups it finds. A run that was stopped begins anew: it takes seconds. */
export async function runDuplicateSearch(ctx: Context, signal: AbortSignal): Promise<void> {
  if (!ctx.db.write((tx) => updateSearch(tx, ['waiting', 'running'], { state: 'running', fraction: 0, contacts: 0 })))
    return;
  while (ctx.db.write((tx) => deleteOpenGroups(tx, GROUPS_AT_ONCE)) > 0) await rest();
  const meter = new Meter(ctx, countContacts(ctx.db.reader) * DUPLICATE_RULES.length);
  for (const rule of DUPLICATE_RULES) {
    if (!(await compare(ctx, rule, meter, signal))) return;
    if (!(await keep(ctx, rule, meter, signal))) return;
  }
  ctx.db.write((tx) =>
    updateSearch(tx, ['running'], {
      state: 'done',
      fraction: 1,
      contacts: countContacts(tx),
      finished_at: ctx.clock.now(),
    }),
  );
}

async function compare(ctx: Context, rule: DuplicateRule, meter: Meter, signal: AbortSignal): Promise<boolean> {
  beginKeys(ctx.db.reader);
  for (let after = 0; ; ) {
    if (signal.aborted || !meter.goesOn()) return false;
    const next = gatherKeys(ctx.db.reader, rule, { after, limit: CONTACTS_AT_ONCE });
    if (!next) return true;
    after = next.last;
    meter.passed(next.n);
    await breathe();
  }
}

async function keep(ctx: Context, rule: DuplicateRule, meter: Meter, signal: AbortSignal): Promise<boolean> {
  const shared = sharedKeys(ctx.db.reader);
  for (let from = 0; from < shared.length; from += GROUPS_AT_ONCE) {
    if (signal.aborted || !meter.goesOn()) return false;
    const groups = shared.slice(from, from + GROUPS_AT_ONCE).flatMap((nos) => trueGroups(ctx.db.reader, rule, nos));
    const at = ctx.clock.now();
    ctx.db.write((tx) => {
      for (const nos of groups) insertGroup(tx, { id: ctx.ids.id(), rule, nos, at });
    });
    await rest();
  }
  return true;
}

async function rest(): Promise<void> {
  await breathe();
  await letOthersWrite();
}

/** Says how far it is twice a second, and learns there whether anybody has cancelled. */
class Meter {
  readonly #ctx: Context;
  readonly #all: number;
  #done = 0;
  #reported = 0;

  constructor(ctx: Context, all: number) {
    this.#ctx = ctx;
    this.#all = all;
  }

  passed(n: number): void {
    this.#done += n;
  }

  goesOn(): boolean {
    if (performance.now() - this.#reported < BETWEEN_REPORTS)
      return findSearch(this.#ctx.db.reader)?.state === 'running';
    this.#reported = performance.now();
    const fraction = this.#all > 0 ? Math.min(1, this.#done / this.#all) : 1;
    const contacts = Math.round(this.#done / DUPLICATE_RULES.length);
    return this.#ctx.db.write((tx) => updateSearch(tx, ['running'], { fraction, contacts }));
  }
}
