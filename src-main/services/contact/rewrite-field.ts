import type { Tx } from '#main/db/access.ts';
import { letOthersWrite } from '#main/db/write-turn.ts';
import { type FieldRecord, findFieldByNo, forgetField, setWalk } from '#main/repositories/contact/custom-field.repo.ts';
import {
  removeValues,
  rewriteValues,
  type StoredValue,
  someValues,
} from '#main/repositories/contact/field-value.repo.ts';
import { findOrganization } from '#main/repositories/system/organization.repo.ts';
import { coerceField } from '#shared/domain/custom-field/coerce-field.ts';
import type { ServiceContext } from '../service-context.ts';

/** Contacts looked at in one transaction: some tens of milliseconds. */
const AT_ONCE = 500;

/**
 * Walks along all contacts, a few at a time: the values of a field in use are brought into its type, those of a deleted one are taken
 * away, and with the last of them the field. Goes on where a stopped walk was.
 */
export async function rewriteField(
  ctx: Pick<ServiceContext, 'db'>,
  field_no: number,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted && ctx.db.write((tx) => rewriteSome(tx, field_no))) {
    await letOthersWrite();
    await new Promise((resolve) => setImmediate(resolve));
  }
  signal.throwIfAborted();
}

/** @returns whether there is more to do */
function rewriteSome(tx: Tx, field_no: number): boolean {
  const field = findFieldByNo(tx, field_no);
  if (!field || field.walked_to === null) return false;
  const { values, last } = someValues(tx, { key: field.key, after: field.walked_to, limit: AT_ONCE });
  if (field.deleted_at === null) {
    rewriteValues(tx, field.key, changedValues(tx, field, values));
  } else {
    removeValues(
      tx,
      field.key,
      values.map(({ no }) => no),
    );
  }
  if (last === null && field.deleted_at !== null) forgetField(tx, field_no);
  else setWalk(tx, field_no, last);
  return last !== null;
}

/** Only those that are stored in another way now. What doesn't fit, typed in a moment ago, stays for people to correct. */
function changedValues(tx: Tx, { type, choices }: FieldRecord, values: readonly StoredValue[]): StoredValue[] {
  const zone = findOrganization(tx)?.timezone ?? 'UTC';
  return values.flatMap(({ no, value }) => {
    const answer = coerceField(type, JSON.parse(value), { zone, choices });
    const rewritten = JSON.stringify(answer.ok ? answer.value : undefined);
    return answer.ok && answer.value !== null && rewritten !== value ? [{ no, value: rewritten }] : [];
  });
}
