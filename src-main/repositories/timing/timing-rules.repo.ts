import { eq, sql } from 'drizzle-orm';
import type { Reader, Tx } from '#main/db/access.ts';
import { timingRulesTable } from '#main/db/schema/timing-rules.table.ts';
import { found } from '#shared/kernel/herald-error.ts';

export type TimingRules = Omit<typeof timingRulesTable.$inferSelect, 'no'>;
export type TimingRulesEdit = Partial<Omit<TimingRules, 'revision'>>;

export function readTimingRules(reader: Reader): TimingRules {
  const { no: _no, ...rules } = found(reader.orm.select().from(timingRulesTable).get(), 'timing rules');
  return rules;
}

/** @returns whether they were at `revision` and have been changed */
export function updateTimingRules(tx: Tx, revision: number, edit: TimingRulesEdit): boolean {
  const { changes } = tx.orm
    .update(timingRulesTable)
    .set({ ...edit, revision: sql`${timingRulesTable.revision} + 1` })
    .where(eq(timingRulesTable.revision, revision))
    .run();
  if (changes === 1) tx.touch('timing');
  return changes === 1;
}
