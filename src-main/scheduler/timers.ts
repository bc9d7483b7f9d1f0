import type { Tx } from '#main/db/access.ts';
import type { JobCatalog, JobKind } from '#shared/domain/job-catalog.ts';
import type { Millis } from '#shared/kernel/instant.ts';
import { deleteTimer, upsertTimer } from './timer.repo.ts';

export interface TimerAt {
  due_at: Millis;
  /** The wall time a person chose, kept beside the moment it meant when it was set. */
  local?: string;
  timezone?: string;
}

/** Moments that survive a restart. When one comes, its job is enqueued. One timer for each kind and key. */
export interface Timers {
  set<Kind extends JobKind>(tx: Tx, kind: Kind, key: string, payload: JobCatalog[Kind], at: TimerAt): void;
  clear(tx: Tx, kind: JobKind, key: string): void;
}

export const timers: Timers = {
  set(tx, kind, key, payload, { due_at, local = null, timezone = null }) {
    upsertTimer(tx, { kind, key, due_at, local, timezone, payload: JSON.stringify(payload) });
  },
  clear: deleteTimer,
};
