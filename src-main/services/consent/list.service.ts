import type { Tx } from '#main/db/access.ts';
import {
  allLists,
  deleteList,
  findList,
  findListByName,
  insertList,
  type ListEdit,
  type ListView,
  listView,
  sendsUsingList,
  updateList,
} from '#main/repositories/consent/list.repo.ts';
import { deleteSomeMembers, findMemberState } from '#main/repositories/consent/list-member.repo.ts';
import { findContact } from '#main/repositories/contact/contact.repo.ts';
import { segmentsNaming } from '#main/repositories/contact/segments-naming.repo.ts';
import { workflowsUsing } from '#main/repositories/workflow/workflow-use.repo.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';
import { instantOf } from '#shared/kernel/instant.ts';
import type { ServiceContext } from '../service-context.ts';
import { refuseUsed } from '../workflow/refuse-used.ts';
import { checkListSettings } from './check-list-settings.ts';
import { joinByUser } from './join-by-user.ts';
import { leaveList } from './leave-list.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'ids'>;

/** Members of a deleted list that go in one transaction. */
const MEMBERS_AT_ONCE = 5_000;

export function getLists(ctx: Pick<ServiceContext, 'db'>): ListView[] {
  return allLists(ctx.db.reader);
}

export function getList(ctx: Pick<ServiceContext, 'db'>, id: string): ListView {
  return listView(found(findList(ctx.db.reader, id), 'list'));
}

export function createList(ctx: Context, actor: string, input: { name: string; description: string }): ListView {
  const id = ctx.ids.id();
  ctx.db.write((tx) => {
    refuseTakenName(tx, input.name, null);
    insertList(tx, { id, ...input, created_at: instantOf(ctx.clock.now()) });
    tx.record({ type: 'list.created', subject: `list:${id}`, actor, data: { name: input.name } });
  });
  return getList(ctx, id);
}

export function changeList(
  ctx: Context,
  actor: string,
  { id, revision, ...edit }: ListEdit & { id: string; revision: number },
): ListView {
  ctx.db.write((tx) => {
    found(findList(tx, id), 'list');
    if (edit.name !== undefined) refuseTakenName(tx, edit.name, id);
    checkListSettings(tx, edit);
    if (!updateList(tx, id, revision, edit)) {
      throw new HeraldError('STALE_REVISION', 'This list was changed by somebody else meanwhile.', {
        hint: 'Load it again and repeat your change.',
      });
    }
    tx.record({ type: 'list.changed', subject: `list:${id}`, actor, data: edit });
  });
  return getList(ctx, id);
}

/** The list goes at once; a job takes its members away, which for a long list are too many for one transaction. */
export function removeList(
  ctx: Pick<ServiceContext, 'db' | 'clock' | 'queue'>,
  actor: string,
  id: string,
): { done: true } {
  ctx.db.write((tx) => {
    const list = found(findList(tx, id), 'list');
    const campaigns = sendsUsingList(tx, id);
    if (campaigns.length > 0) {
      throw new HeraldError('IN_USE', `This list is used by ${campaigns.map((name) => `"${name}"`).join(', ')}.`, {
        hint: 'Take it out of the audience there first, or delete those drafts.',
        campaigns,
      });
    }
    const segments = segmentsNaming(tx, 'list', list.no);
    if (segments.length > 0) {
      throw new HeraldError(
        'IN_USE',
        `This list is named by ${segments.map((name) => `the segment "${name}"`).join(', ')}.`,
        {
          hint: 'Take it out of the rule there first.',
          segments,
        },
      );
    }
    refuseUsed('list', workflowsUsing(tx, 'list', id));
    deleteList(tx, list.no, instantOf(ctx.clock.now()));
    ctx.queue.enqueue(tx, 'list.clear', { list_no: list.no }, { key: String(list.no) });
    tx.record({ type: 'list.deleted', subject: `list:${id}`, actor, data: { name: list.name } });
  });
  return { done: true };
}

/** Takes the members of a deleted list away, a few thousand at a time, so that no other writer waits for long. */
export async function clearList(ctx: Pick<ServiceContext, 'db'>, list_no: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && ctx.db.write((tx) => deleteSomeMembers(tx, list_no, MEMBERS_AT_ONCE)) > 0) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  signal.throwIfAborted();
}

/** Puts contacts on a list. Whoever has left it stays away; where the list asks by mail, they are asked. */
export function addMembers(
  ctx: Context & Pick<ServiceContext, 'queue'>,
  actor: string,
  { id, contact_ids }: { id: string; contact_ids: string[] },
): { added: number; kept_unsubscribed: number } {
  return ctx.db.write((tx) => {
    const list = found(findList(tx, id), 'list');
    let added = 0;
    let kept_unsubscribed = 0;
    for (const contact_id of new Set(contact_ids)) {
      const contact = found(findContact(tx, contact_id), 'contact');
      const before = findMemberState(tx, list.no, contact.no);
      if (before === 'unsubscribed') kept_unsubscribed++;
      if (before === 'unsubscribed' || before === 'subscribed') continue;
      joinByUser(ctx, tx, { actor, list, contact });
      added++;
    }
    return { added, kept_unsubscribed };
  });
}

/** The contact leaves the list: it stays known as somebody who has left. */
export function removeMember(
  ctx: Context,
  actor: string,
  { id, contact_id }: { id: string; contact_id: string },
): { done: true } {
  ctx.db.write((tx) => {
    const list = found(findList(tx, id), 'list');
    const contact = found(findContact(tx, contact_id), 'contact');
    if (findMemberState(tx, list.no, contact.no) === null) {
      throw new HeraldError('NOT_FOUND', 'This contact is not on the list.');
    }
    leaveList(tx, { list, contact, source: 'user', actor, at: ctx.clock.now() });
  });
  return { done: true };
}

function refuseTakenName(tx: Tx, name: string, own_id: string | null): void {
  const other = findListByName(tx, name);
  if (!other || other.id === own_id) return;
  throw new HeraldError('ALREADY_EXISTS', 'There is a list with this name already.', {
    field: 'name',
    hint: 'Choose another name.',
    list_id: other.id,
  });
}
