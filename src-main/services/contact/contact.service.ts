import { userNo } from '#main/repositories/access/user.repo.ts';
import { findList } from '#main/repositories/consent/list.repo.ts';
import { countMemberships, type Membership, membershipsOf } from '#main/repositories/consent/list-member.repo.ts';
import { linkSuppressions } from '#main/repositories/consent/suppression.repo.ts';
import {
  type ContactEdit,
  findBinnedContact,
  findContact,
  findContactByNo,
  setContactDeleted,
  updateContact,
} from '#main/repositories/contact/contact.repo.ts';
import { isFiltered } from '#main/repositories/contact/contact-filter.sql.ts';
import { type ContactQuery, FAR, readContactPage } from '#main/repositories/contact/contact-page.repo.ts';
import { type ContactView, contactViews } from '#main/repositories/contact/contact-view.repo.ts';
import { findTag } from '#main/repositories/contact/tag.repo.ts';
import { readTimeline, type TimelineEntry } from '#main/repositories/timeline/contact-timeline.repo.ts';
import { changesBetween } from '#shared/domain/contact-change.ts';
import type { ContactInput } from '#shared/domain/contact-fields.ts';
import type { ContactQuestion } from '#shared/domain/contact-target.ts';
import type { TimelineKind } from '#shared/domain/timeline-kind.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';
import { instantOf } from '#shared/kernel/instant.ts';
import type { Page } from '#shared/kernel/page.ts';
import { joinByUser } from '../consent/join-by-user.ts';
import type { ServiceContext } from '../service-context.ts';
import { filterOf } from './contact-question.ts';
import { giveTag } from './give-tag.ts';
import { checkedAttributes, keysOf, makeContact, normalisedContact, refuseTakenAddress } from './make-contact.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'ids'>;

export interface ContactDetail extends ContactView {
  lists: Membership[];
}

export interface ContactSearch extends ContactQuestion {
  sort: ContactQuery['sort'];
  limit: number;
  offset?: number;
  cursor?: string;
}

/**
 * The beginning of everything is read at once. What has to be searched, counted or jumped to is left to the thread for long reads, which
 * prepares for jumps while somebody looks at the beginning.
 */
export async function listContacts(
  ctx: Pick<ServiceContext, 'db' | 'reads' | 'clock'>,
  { sort, limit, offset, cursor, ...question }: ContactSearch,
): Promise<Page<ContactView>> {
  const query = { sort, limit, offset, cursor, ...filterOf(ctx.db.reader, question, ctx.clock.now()) };
  if (isFiltered(query) || (offset ?? 0) >= FAR) return ctx.reads.run('contacts.page', query);
  const page = readContactPage(ctx.db.reader, query);
  if (!cursor && page.total > FAR) void ctx.reads.run('contacts.prepare-jumps', query).catch(() => {});
  return page;
}

export function getContact(ctx: Pick<ServiceContext, 'db'>, id: string): ContactDetail {
  const { no } = found(findContact(ctx.db.reader, id), 'contact');
  const [view] = contactViews(ctx.db.reader, [no]);
  return { ...found(view, 'contact'), lists: membershipsOf(ctx.db.reader, no) };
}

export function getContactTimeline(
  ctx: Pick<ServiceContext, 'db'>,
  { id, ...page }: { id: string; limit: number; cursor?: string; kind?: TimelineKind },
): { items: TimelineEntry[]; next_cursor: string | null } {
  const { no } = found(findContact(ctx.db.reader, id), 'contact');
  return readTimeline(ctx.db.reader, { contact_no: no, contact_id: id, ...page });
}

export function createContact(
  ctx: Context & Pick<ServiceContext, 'queue'>,
  actor: string,
  { list_ids, tag_ids = [], ...input }: ContactInput & { list_ids: string[]; tag_ids?: string[] },
): ContactDetail {
  const id = ctx.ids.id();
  const now = ctx.clock.now();
  ctx.db.write((tx) => {
    const no = makeContact(tx, { id, now, actor, input });
    for (const tag_id of tag_ids) {
      giveTag(tx, { tag: found(findTag(tx, tag_id), 'tag'), contact: { no, id }, actor, at: now });
    }
    for (const list_id of list_ids) {
      const list = found(findList(tx, list_id), 'list');
      joinByUser(ctx, tx, { actor, list, contact: found(findContactByNo(tx, no), 'contact') });
    }
  });
  return getContact(ctx, id);
}

export function changeContact(
  ctx: Context,
  actor: string,
  { id, revision, ...input }: ContactInput & { id: string; revision: number },
): ContactDetail {
  const values = normalisedContact(input);
  ctx.db.write((tx) => {
    const before = found(findContact(tx, id), 'contact');
    if (values.email_key !== undefined && values.email_key !== before.email_key) {
      refuseTakenAddress(tx, values.email_key);
    }
    const attributes = checkedAttributes(tx, values.attributes ?? {}, before.attributes);
    const after = { ...before, ...values, attributes };
    const edit: ContactEdit = {
      ...values,
      attributes,
      ...keysOf(after),
      updated_at: instantOf(ctx.clock.now()),
      updated_by: userNo(tx, actor),
    };
    if (!updateContact(tx, id, revision, edit)) {
      throw new HeraldError('STALE_REVISION', 'This contact was changed by somebody else meanwhile.', {
        hint: 'Load it again and repeat your change.',
        revision: before.revision,
      });
    }
    if (after.email_key !== before.email_key) linkSuppressions(tx, before.no, after.email_key);
    const changes = changesBetween(before, after);
    const fields = changes.map(({ field }) => field);
    tx.record({ type: 'contact.changed', subject: `contact:${id}`, actor, data: { fields, changes } });
  });
  return getContact(ctx, id);
}

export function deleteContact(ctx: Context, actor: string, id: string): { done: true } {
  ctx.db.write((tx) => {
    const { no } = found(findContact(tx, id), 'contact');
    countMemberships(tx, no, -1);
    setContactDeleted(tx, id, instantOf(ctx.clock.now()));
    linkSuppressions(tx, no, null);
    tx.record({ type: 'contact.deleted', subject: `contact:${id}`, actor });
  });
  return { done: true };
}

export function restoreContact(ctx: Context, actor: string, id: string): ContactDetail {
  ctx.db.write((tx) => {
    const contact = found(findBinnedContact(tx, id), 'contact in the recycle bin');
    refuseTakenAddress(tx, contact.email_key);
    setContactDeleted(tx, id, null);
    countMemberships(tx, contact.no, 1);
    linkSuppressions(tx, contact.no, contact.email_key);
    tx.record({ type: 'contact.restored', subject: `contact:${id}`, actor });
  });
  return getContact(ctx, id);
}
