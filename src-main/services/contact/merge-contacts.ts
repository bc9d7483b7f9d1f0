import type { Tx } from '#main/db/access.ts';
import { userNo } from '#main/repositories/access/user.repo.ts';
import { binNumbers, restoreFromBin } from '#main/repositories/bulk/bulk-bin.repo.ts';
import {
  findEmailSuppression,
  linkSuppressions,
  suppressEmail,
  unsuppressEmail,
} from '#main/repositories/consent/suppression.repo.ts';
import { type ContactRecord, findContactByNo, updateContact } from '#main/repositories/contact/contact.repo.ts';
import {
  type BeforeMerge,
  findMerge,
  insertMerge,
  joinLists,
  leaveLists,
  markUndone,
  moveBack,
  moveEverything,
  strictestSuppression,
} from '#main/repositories/contact/contact-merge.repo.ts';
import { closeEmptyGroups, reopenGroups } from '#main/repositories/contact/duplicate.repo.ts';
import { recountEngagement } from '#main/repositories/tracking/engagement.repo.ts';
import { changesBetween } from '#shared/domain/contact-change.ts';
import type { Attributes, ContactField } from '#shared/domain/contact-fields.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';
import { instantOf, type Millis } from '#shared/kernel/instant.ts';
import { fieldChoices, fieldValue } from '../campaign/merge-fields.ts';
import { keysOf } from './make-contact.ts';

export interface MergeOrder {
  id: string;
  actor: string;
  at: Millis;
  contacts: readonly ContactRecord[];
  keep_id: string;
  /** Whose value is taken, by field; what is not named is as suggested. */
  choices: Readonly<Record<string, string>>;
}

/** Makes one contact of several: the others go into the recycle bin, all they had goes to the one who stays. */
export function mergeContacts(tx: Tx, { id, actor, at, contacts, keep_id, choices }: MergeOrder): void {
  const kept = found(
    contacts.find((contact) => contact.id === keep_id),
    'contact among those to merge',
  );
  const others = contacts.filter((contact) => contact !== kept);
  const reason = strictestSuppression(
    tx,
    contacts.map(({ no }) => no),
  );
  const next = mergedValues(contacts, keep_id, choices);
  const before: BeforeMerge = {
    ...next.changes,
    members: joinLists(
      tx,
      kept.no,
      others.map(({ no }) => no),
      at,
      `merge:${id}`,
    ),
    ...moveEverything(tx, kept, others, at),
    suppression: null,
  };
  // Only when the others are in the bin are their addresses free.
  binNumbers(
    tx,
    others.map(({ no }) => no),
    at,
  );
  const edit = {
    ...next.values,
    ...keysOf({ ...kept, ...next.values }),
    updated_at: instantOf(at),
    updated_by: userNo(tx, actor),
  };
  updateContact(tx, kept.id, kept.revision, edit);
  recountEngagement(tx, kept.no);
  const email_key = next.values.email_key;
  linkSuppressions(tx, kept.no, email_key);
  if (reason && email_key && findEmailSuppression(tx, email_key) === null) {
    suppressEmail(tx, { email_key, reason, source: `merge:${id}`, at });
    before.suppression = 1;
  }
  insertMerge(tx, { id, actor, at, kept_no: kept.no, merged_nos: others.map(({ no }) => no), before });
  closeEmptyGroups(
    tx,
    contacts.map(({ no }) => no),
  );
  tx.record({
    type: 'contact.merged',
    subject: `contact:${kept.id}`,
    actor,
    data: { merged: others.length, changes: changesBetween(kept, { ...kept, ...next.values }) },
  });
  tx.touch('contacts', 'lists', 'tags', ...contacts.map((contact) => `contact:${contact.id}` as const));
}

/** Takes a merge apart. @returns how many fields somebody has changed since; those stay */
export function unmergeContacts(tx: Tx, { id, actor, at }: { id: string; actor: string; at: Millis }): number {
  const merge = found(findMerge(tx, id), 'merge that can be undone');
  const kept = findContactByNo(tx, merge.kept_no);
  if (!kept) {
    throw new HeraldError('WRONG_STATE', 'The contact that was kept is in the recycle bin.', {
      hint: 'Take it out first.',
    });
  }
  const { before } = merge;
  const { values, left } = valuesBefore(kept, before);
  const edit = {
    ...values,
    ...keysOf({ ...kept, ...values }),
    updated_at: instantOf(at),
    updated_by: userNo(tx, actor),
  };
  if (before.suppression !== null && kept.email_key) unsuppressEmail(tx, kept.email_key);
  updateContact(tx, kept.id, kept.revision, edit);
  leaveLists(tx, kept.no, before.members, merge.at);
  moveBack(tx, kept, before, merge.at);
  for (const no of [kept.no, ...merge.merged_nos]) recountEngagement(tx, no);
  linkSuppressions(tx, kept.no, values.email_key ?? kept.email_key);
  restoreFromBin(tx, merge.merged_nos);
  reopenGroups(tx, [kept.no, ...merge.merged_nos]);
  markUndone(tx, merge.no, at);
  tx.record({ type: 'contact.unmerged', subject: `contact:${kept.id}`, actor });
  tx.touch('contacts', 'lists', 'tags', `contact:${kept.id}`);
  return left;
}

type Values = Pick<ContactRecord, ContactField | 'email_key' | 'attributes' | 'created_at'>;

function mergedValues(
  contacts: readonly ContactRecord[],
  keep_id: string,
  choices: Readonly<Record<string, string>>,
): { values: Values; changes: Pick<BeforeMerge, 'fields' | 'attributes'> } {
  const kept = found(
    contacts.find((contact) => contact.id === keep_id),
    'contact',
  );
  const values: Record<string, unknown> = {};
  const attributes: Attributes = { ...kept.attributes };
  const changes: Pick<BeforeMerge, 'fields' | 'attributes'> = { fields: {}, attributes: {} };
  for (const { name, choice } of fieldChoices(contacts, keep_id)) {
    const from = contacts.find((contact) => contact.id === (choices[name] ?? choice)) ?? kept;
    const value = fieldValue(from, name);
    const was = fieldValue(kept, name);
    const differs = JSON.stringify(value) !== JSON.stringify(was);
    if (name.startsWith('attributes.')) {
      const key = name.slice('attributes.'.length);
      if (value === null) delete attributes[key];
      else attributes[key] = value as Attributes[string];
      if (differs) changes.attributes[key] = [was, value];
      continue;
    }
    values[name] = value;
    if (name === 'email') values.email_key = from.email_key;
    if (differs) changes.fields[name] = [was, value];
    if (differs && name === 'email') changes.fields.email_key = [kept.email_key, from.email_key];
  }
  const created_at = contacts.map((contact) => contact.created_at).sort()[0] ?? kept.created_at;
  if (created_at !== kept.created_at) changes.fields.created_at = [kept.created_at, created_at];
  const plain = { ...kept, ...values } as ContactRecord;
  const { email, phone, external_id, first_name, last_name, company, city, country, locale, timezone, email_key } =
    plain;
  return {
    values: {
      email,
      phone,
      external_id,
      first_name,
      last_name,
      company,
      city,
      country,
      locale,
      timezone,
      email_key,
      attributes,
      created_at,
    },
    changes,
  };
}

/** What the fields were, where they are still what the merge has made of them. */
function valuesBefore(kept: ContactRecord, before: BeforeMerge): { values: Partial<Values>; left: number } {
  const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
  const values: Record<string, unknown> = {};
  const attributes: Attributes = { ...kept.attributes };
  let left = 0;
  for (const [name, [was, became]] of Object.entries(before.fields)) {
    if (same(kept[name as keyof ContactRecord], became)) values[name] = was;
    else left++;
  }
  for (const [key, [was, became]] of Object.entries(before.attributes)) {
    if (!same(attributes[key], became)) left++;
    else if (was === null) delete attributes[key];
    else attributes[key] = was as Attributes[string];
  }
  return { values: { ...values, attributes } as Partial<Values>, left };
}
