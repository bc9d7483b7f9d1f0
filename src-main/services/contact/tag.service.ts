import type { Tx } from '#main/db/access.ts';
import { letOthersWrite } from '#main/db/write-turn.ts';
import { findContact } from '#main/repositories/contact/contact.repo.ts';
import { segmentsNaming } from '#main/repositories/contact/segments-naming.repo.ts';
import {
  allTags,
  deleteTag,
  findTag,
  findTagByName,
  insertTag,
  renameTag,
  type TagRecord,
  type TagView,
  tagView,
  untagSome,
} from '#main/repositories/contact/tag.repo.ts';
import { workflowsUsing } from '#main/repositories/workflow/workflow-use.repo.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';
import type { ServiceContext } from '../service-context.ts';
import { refuseUsed } from '../workflow/refuse-used.ts';
import { giveTag } from './give-tag.ts';
import { takeTag } from './take-tag.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'ids'>;

/** Contacts that lose a deleted tag in one transaction. */
const CONTACTS_AT_ONCE = 5_000;

export function getTags(ctx: Pick<ServiceContext, 'db'>): TagView[] {
  return allTags(ctx.db.reader);
}

export function createTag(ctx: Context, actor: string, name: string): TagView {
  const id = ctx.ids.id();
  ctx.db.write((tx) => {
    refuseTakenName(tx, name, null);
    insertTag(tx, { id, name, at: ctx.clock.now() });
    tx.record({ type: 'tag.created', subject: `tag:${id}`, actor, data: { name } });
  });
  return getTag(ctx, id);
}

export function changeTag(
  ctx: Pick<ServiceContext, 'db'>,
  actor: string,
  { id, name }: { id: string; name: string },
): TagView {
  ctx.db.write((tx) => {
    const tag = found(findTag(tx, id), 'tag');
    refuseTakenName(tx, name, id);
    renameTag(tx, tag.no, name);
    tx.record({ type: 'tag.renamed', subject: `tag:${id}`, actor, data: { from: tag.name, to: name } });
  });
  return getTag(ctx, id);
}

/** The tag goes at once; a job takes it from its contacts, who may be too many for one transaction. */
export function removeTag(ctx: Pick<ServiceContext, 'db' | 'queue'>, actor: string, id: string): { done: true } {
  ctx.db.write((tx) => {
    const tag = found(findTag(tx, id), 'tag');
    const segments = segmentsNaming(tx, 'tag', tag.no);
    if (segments.length > 0) {
      throw new HeraldError('IN_USE', `This tag is used by ${segments.map((name) => `"${name}"`).join(', ')}.`, {
        hint: 'Take it out of the rules of these segments first.',
        segments,
      });
    }
    refuseUsed('tag', workflowsUsing(tx, 'tag', id));
    deleteTag(tx, tag.no);
    ctx.queue.enqueue(tx, 'tag.clear', { tag_no: tag.no }, { key: String(tag.no) });
    tx.record({ type: 'tag.deleted', subject: `tag:${id}`, actor, data: { name: tag.name, contacts: tag.contacts } });
  });
  return { done: true };
}

export async function clearTag(ctx: Pick<ServiceContext, 'db'>, tag_no: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && ctx.db.write((tx) => untagSome(tx, tag_no, CONTACTS_AT_ONCE)) > 0) {
    await letOthersWrite();
    await new Promise((resolve) => setImmediate(resolve));
  }
  signal.throwIfAborted();
}

export function assignTag(
  ctx: Context,
  actor: string,
  { id, contact_ids }: { id: string; contact_ids: string[] },
): { added: number } {
  const at = ctx.clock.now();
  const added = forEachContact(ctx, { id, contact_ids }, (tx, tag, contact) =>
    giveTag(tx, { tag, contact, actor, at }),
  );
  return { added };
}

export function unassignTag(
  ctx: Context,
  actor: string,
  { id, contact_ids }: { id: string; contact_ids: string[] },
): { removed: number } {
  const removed = forEachContact(ctx, { id, contact_ids }, (tx, tag, contact) => takeTag(tx, { tag, contact, actor }));
  return { removed };
}

function forEachContact(
  ctx: Context,
  { id, contact_ids }: { id: string; contact_ids: string[] },
  act: (tx: Tx, tag: TagRecord, contact: { no: number; id: string }) => boolean,
): number {
  return ctx.db.write((tx) => {
    const tag = found(findTag(tx, id), 'tag');
    const contacts = [...new Set(contact_ids)].map((contact_id) => found(findContact(tx, contact_id), 'contact'));
    return contacts.filter((contact) => act(tx, tag, contact)).length;
  });
}

function refuseTakenName(tx: Tx, name: string, own_id: string | null): void {
  const other = findTagByName(tx, name);
  if (!other || other.id === own_id) return;
  throw new HeraldError('ALREADY_EXISTS', `There is a tag "${other.name}" already.`, {
    field: 'name',
    hint: 'Use that one, or choose another name.',
    tag_id: other.id,
  });
}

function getTag(ctx: Pick<ServiceContext, 'db'>, id: string): TagView {
  return tagView(found(findTag(ctx.db.reader, id), 'tag'));
}
