import { eq, sql } from 'drizzle-orm';
import type { Reader, Tx } from '#main/db/access.ts';
import { sendingRulesTable } from '#main/db/schema/sending-rules.table.ts';
import { DEFAULT_DOMAIN_RULES, type DomainRule } from '#shared/domain/channel/domain-rules.ts';
import { found } from '#shared/kernel/herald-error.ts';

type Stored = Omit<typeof sendingRulesTable.$inferSelect, 'no'>;
type SendingRulesRow = Stored & { domain_rules: DomainRule[]; domains_are_own: boolean };
/** Null as rules of domains: those that Herald knows. */
export type SendingRulesEdit = Partial<Omit<Stored, 'revision'>>;

export function readSendingRules(reader: Reader): SendingRulesRow {
  const { no: _no, ...row } = found(reader.orm.select().from(sendingRulesTable).get(), 'sending rules');
  const own = row.domain_rules;
  return { ...row, domain_rules: own ?? [...DEFAULT_DOMAIN_RULES], domains_are_own: own !== null };
}

/** @returns whether they were at `revision` and have been changed */
export function updateSendingRules(tx: Tx, revision: number, edit: SendingRulesEdit): boolean {
  const { changes } = tx.orm
    .update(sendingRulesTable)
    .set({ ...edit, revision: sql`${sendingRulesTable.revision} + 1` })
    .where(eq(sendingRulesTable.revision, revision))
    .run();
  if (changes === 1) tx.touch('senders');
  return changes === 1;
}
