import type { Reader, Tx } from '#main/db/access.ts';
import type { Millis } from '#shared/kernel/instant.ts';

export interface TimerRow {
  no: number;
  kind: string;
  key: string;
  due_at: Millis;
  payload: string;
}

export interface NewTimer extends Omit<TimerRow, 'no'> {
  local: string | null;
  timezone: string | null;
}

export function upsertTimer(tx: Tx, timer: NewTimer): void {
  tx.sql(
    `INSERT INTO timer (kind, key, due_at, local, timezone, payload) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (kind, key) DO UPDATE SET due_at = excluded.due_at, local = excluded.local,
       timezone = excluded.timezone, payload = excluded.payload`,
  ).run(timer.kind, timer.key, timer.due_at, timer.local, timer.timezone, timer.payload);
}

export function deleteTimer(tx: Tx, kind: string, key: string): void {
  tx.sql('DELETE FROM timer WHERE kind = ? AND key = ?').run(kind, key);
}

export function takeDueTimers(tx: Tx, now: Millis): TimerRow[] {
  return tx.sql<TimerRow>('DELETE FROM timer WHERE due_at <= ? RETURNING no, kind, key, due_at, payload').all(now);
}

export function nextTimerDue(reader: Reader): Millis | null {
  return reader.sql<{ at: Millis | null }>('SELECT min(due_at) AS at FROM timer').get()?.at ?? null;
}
