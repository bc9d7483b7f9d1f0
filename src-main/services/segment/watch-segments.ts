import type { Database, Tx } from '#main/db/access.ts';
import type { Clock } from '#main/platform/clock.ts';
import { lastContactNo } from '#main/repositories/campaign/audience.repo.ts';
import type { Clause } from '#main/repositories/contact/contact-filter.sql.ts';
import { alignIndexes, hasAllIndexes } from '#main/repositories/segment/segment-index.repo.ts';
import { fillRange, noteSlivers, recordMoves } from '#main/repositories/segment/segment-member.repo.ts';
import { segmentClause } from '#main/repositories/segment/segment-query.repo.ts';
import {
  alignTriggers,
  alignWatches,
  dirtyContacts,
  forgetAllDirty,
  forgetDirty,
  forgetMembers,
  hasWork,
  setFilled,
  setLooked,
  type Watch,
} from '#main/repositories/segment/segment-watch.repo.ts';
import { factsOf } from '#main/repositories/segment/segment-watch.sql.ts';
import { segmentWorld, zoneOf } from '#main/repositories/segment/segment-world.ts';
import { SegmentClock } from '#shared/domain/segment/segment-clock.ts';
import type { Millis } from '#shared/kernel/instant.ts';

/** How long other writers may have to wait for one step, in milliseconds. */
const STEP = 20;
const FEWEST = 20;
const MOST = 5_000;

/**
 * Keeps indexes that saved segments want, and the members of watched segments. Each call of `step` is one short transaction (but for
 * making an index). What is known is in the tables, so that it goes on after a restart where it was.
 */
export class SegmentKeeper {
  readonly #ctx: { db: Database; clock: Clock };
  #watches: Watch[] = [];
  #rows = 200;

  constructor(ctx: { db: Database; clock: Clock }) {
    this.#ctx = ctx;
  }

  /** Segments, fields or the organization have changed: looks again what there is to keep. */
  align(): void {
    const { db, clock } = this.#ctx;
    while (db.write((tx) => alignIndexes(tx)));
    this.#watches = db.write((tx) => {
      const watches = alignWatches(tx, clock.now());
      const facts = watches.flatMap(({ rule }) => [...factsOf(rule)]);
      alignTriggers(tx, new Set(facts));
      if (watches.length === 0) forgetAllDirty(tx);
      return watches;
    });
  }

  /** Time has passed: notes whom that concerns. @returns whether it may concern anybody */
  look(): boolean {
    const { db, clock } = this.#ctx;
    if (this.#watches.length === 0 || !hasAllIndexes(db.reader)) return false;
    const now = clock.now();
    db.write((tx) => {
      const zone = zoneOf(tx);
      const world = segmentWorld(tx, now);
      for (const [looked_at, watches] of byLook(this.#watches)) {
        if (looked_at >= now) continue;
        const passed = { before: new SegmentClock(looked_at, zone), after: new SegmentClock(now, zone) };
        noteSlivers(tx, world, watches, passed);
      }
      setLooked(tx, now);
    });
    this.#watches = this.#watches.map((watch) => ({ ...watch, looked_at: now }));
    return true;
  }

  /** Does some of what waits. @returns whether there may be more */
  step(): boolean {
    if (!hasWork(this.#ctx.db.reader)) return false;
    const started = performance.now();
    const isMore = this.#ctx.db.write(
      (tx) => this.#fillSome(tx) || this.#judgeSome(tx) || forgetMembers(tx, this.#rows) > 0,
    );
    const wanted = (this.#rows * STEP) / Math.max(1, performance.now() - started);
    this.#rows = Math.round(Math.min(MOST, Math.max(FEWEST, Math.min(wanted, this.#rows * 2))));
    return isMore;
  }

  #fillSome(tx: Tx): boolean {
    const at = this.#watches.findIndex(({ filled_to }) => filled_to !== null);
    const watch = this.#watches[at];
    if (watch?.filled_to === undefined || watch.filled_to === null) return false;
    const end = lastContactNo(tx);
    const first = watch.filled_to + 1;
    const last = Math.min(end, watch.filled_to + this.#rows);
    const now = this.#ctx.clock.now();
    if (first <= last) fillRange(tx, watch.segment_no, this.#clauseOf(tx, watch, now), { first, last, at: now });
    const filled_to = last >= end ? null : last;
    setFilled(tx, watch.segment_no, filled_to);
    this.#watches[at] = { ...watch, filled_to };
    if (filled_to === null) tx.touch('segments');
    return true;
  }

  #judgeSome(tx: Tx): boolean {
    const nos = dirtyContacts(tx, this.#rows);
    if (nos.length === 0) return false;
    const at = this.#ctx.clock.now();
    let moved = false;
    for (const watch of this.#watches) {
      moved = recordMoves(tx, watch.segment_no, this.#clauseOf(tx, watch, at), { nos, at }) || moved;
    }
    forgetDirty(tx, nos);
    if (moved) tx.touch('segments');
    return true;
  }

  #clauseOf(tx: Tx, { rule }: Watch, now: Millis): Clause {
    return segmentClause(tx, rule, now).each;
  }
}

/** Those that were last looked at in the same moment. */
function byLook(watches: readonly Watch[]): Map<Millis, Watch[]> {
  const groups = new Map<Millis, Watch[]>();
  for (const watch of watches) groups.set(watch.looked_at, [...(groups.get(watch.looked_at) ?? []), watch]);
  return groups;
}
