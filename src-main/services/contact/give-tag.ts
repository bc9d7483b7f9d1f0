import type { Tx } from '#main/db/access.ts';
import { type TagRecord, tagContact } from '#main/repositories/contact/tag.repo.ts';
import type { Millis } from '#shared/kernel/instant.ts';

export interface TagGift {
  tag: TagRecord;
  contact: { no: number; id: string };
  actor: string | null;
  at: Millis;
}

/** @returns whether the contact did not have the tag yet */
export function giveTag(tx: Tx, { tag, contact, actor, at }: TagGift): boolean {
  if (!tagContact(tx, tag.no, contact.no, at)) return false;
  const data = { tag_id: tag.id, tag: tag.name };
  tx.record({ type: 'contact.tagged', subject: `contact:${contact.id}`, actor, data });
  tx.touch(`contact:${contact.id}`);
  return true;
}
