import type { Tx } from '#main/db/access.ts';
import { untagContact } from '#main/repositories/contact/tag.repo.ts';
import type { TagGift } from './give-tag.ts';

/** @returns whether the contact had the tag */
export function takeTag(tx: Tx, { tag, contact, actor }: Omit<TagGift, 'at'>): boolean {
  if (!untagContact(tx, tag.no, contact.no)) return false;
  const data = { tag_id: tag.id, tag: tag.name };
  tx.record({ type: 'contact.untagged', subject: `contact:${contact.id}`, actor, data });
  tx.touch(`contact:${contact.id}`);
  return true;
}
