import type { Tx } from '#main/db/access.ts';
import {
  type ContactEdit,
  type ContactRecord,
  findBinnedContact,
  findContact,
  findContactByKey,
  insertContact,
  setContactDeleted,
  updateContact,
} from '#main/repositories/contact.repo.ts';
import { type ContactQuery, readContactPage } from '#main/repositories/contact-page.repo.ts';
import { readTimeline, type TimelineEntry } from '#main/repositories/contact-timeline.repo.ts';
import { type ContactView, contactViews } from '#main/repositories/contact-view.repo.ts';
import { findList } from '#main/repositories/list.repo.ts';
import {
  countMemberships,
  type Membership,
  membershipsOf,
  setMemberState,
} from '#main/repositories/list-member.repo.ts';
import { linkSuppressions } from '#main/repositories/suppression.repo.ts';
import { type ContactInput, type ContactValues, nameKey, normaliseContact } from '#shared/domain/contact-fields.ts';
import type { ContactStatus, MemberState } from '#shared/domain/contact-status.ts';
import { foldText } from '#shared/domain/search-text.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';
import { instantOf } from '#shared/kernel/instant.ts';
import type { Page } from '#shared/kernel/page.ts';
import type { ServiceContext } from './service-context.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'ids'>;

export interface ContactDetail extends ContactView {
  lists: Membership[];
}

export interface ContactSearch {
  search?: string;
  list_id?: string;
  list_state?: MemberState;
  status?: ContactStatus;
  sort: ContactQuery['sort'];
  limit: number;
  offset?: number;
  cursor?: string;
}

/** Pages of everything are read at once; what has to be searched or counted is left to the thread for long reads. */
export async function listContacts(
  ctx: Pick<ServiceContext, 'db' | 'reads'>,
  { list_id, ...search }: ContactSearch,
): Promise<Page<ContactView>> {
  if (!list_id && !search.search && !search.status) return readContactPage(ctx.db.reader, search);
  const list_no = list_id ? found(findList(ctx.db.reader, list_id), 'list').no : undefined;
  return ctx.reads.run('contacts.page', { ...search, list_no });
}

export function getContact(ctx: Pick<ServiceContext, 'db'>, id: string): ContactDetail {
  const { no } = found(findContact(ctx.db.reader, id), 'contact');
  const [view] = contactViews(ctx.db.reader, [no]);
  return { ...found(view, 'contact'), lists: membershipsOf(ctx.db.reader, no) };
}

export function getContactTimeline(
  ctx: Pick<ServiceContext, 'db'>,
  { id, limit, cursor }: { id: string; limit: number; cursor?: string },
): { items: TimelineEntry[]; next_cursor: string | null } {
  const { no } = found(findContact(ctx.db.reader, id), 'contact');
  return readTimeline(ctx.db.reader, { contact_no: no, contact_id: id, limit, cursor });
}

export function createContact(
  ctx: Context,
  actor: string,
  { list_ids, ...input }: ContactInput & { list_ids: string[] },
): ContactDetail {
  const values = normalised(input);
  const id = ctx.ids.id();
  const now = ctx.clock.now();
  ctx.db.write((tx) => {
    refuseTakenAddress(tx, values.email_key);
    const contact = { ...EMPTY, ...values };
    if (!contact.email && !contact.phone && !contact.external_id && !contact.first_name && !contact.last_name) {
      throw new HeraldError('INVALID_INPUT', 'A contact needs an email address, a phone number or a name.', {
        field: 'email',
      });
    }
    const at = instantOf(now);
    const no = insertContact(tx, { ...contact, ...keysOf(contact), id, created_at: at, updated_at: at });
    linkSuppressions(tx, no, contact.email_key);
    tx.record({ type: 'contact.created', subject: `contact:${id}`, actor });
    for (const list_id of list_ids) {
      const list = found(findList(tx, list_id), 'list');
      setMemberState(tx, { list_no: list.no, contact_no: no, state: 'subscribed', source: 'user', at: now });
      tx.record({ type: 'list.subscribed', subject: `contact:${id}`, actor, data: { list_id, list: list.name } });
    }
  });
  return getContact(ctx, id);
}

export function changeContact(
  ctx: Context,
  actor: string,
  { id, revision, ...input }: ContactInput & { id: string; revision: number },
): ContactDetail {
  const values = normalised(input);
  ctx.db.write((tx) => {
    const before = found(findContact(tx, id), 'contact');
    if (values.email_key !== undefined && values.email_key !== before.email_key) {
      refuseTakenAddress(tx, values.email_key);
    }
    const after = { ...before, ...values };
    const edit: ContactEdit = { ...values, ...keysOf(after), updated_at: instantOf(ctx.clock.now()) };
    if (!updateContact(tx, id, revision, edit)) {
      throw new HeraldError('STALE_REVISION', 'This contact was changed by somebody else meanwhile.', {
        hint: 'Load it again and repeat your change.',
        revision: before.revision,
      });
    }
    if (after.email_key !== before.email_key) linkSuppressions(tx, before.no, after.email_key);
    const fields = changedFields(before, after);
    tx.record({ type: 'contact.changed', subject: `contact:${id}`, actor, data: { fields } });
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

const EMPTY = {
  email: null,
  email_key: null,
  phone: null,
  external_id: null,
  first_name: '',
  last_name: '',
  company: '',
  city: '',
  country: '',
  locale: '',
  timezone: '',
  attributes: {},
};

function normalised(input: ContactInput): ContactValues {
  const { values, problems } = normaliseContact(input);
  const [problem] = problems;
  if (problem) throw new HeraldError('INVALID_INPUT', problem.message, { field: problem.field, problems });
  return values;
}

function keysOf(contact: { first_name: string; last_name: string; email: string | null; company: string }) {
  return { name_key: nameKey(contact), company_key: foldText(contact.company) };
}

function refuseTakenAddress(tx: Tx, email_key: string | null | undefined): void {
  const owner = email_key ? findContactByKey(tx, email_key) : undefined;
  if (!owner) return;
  throw new HeraldError('ALREADY_EXISTS', 'There is a contact with this email address already.', {
    field: 'email',
    hint: 'Open that contact and change it instead.',
    contact_id: owner.id,
  });
}

function changedFields(before: ContactRecord, after: ContactRecord): string[] {
  const keys = Object.keys(EMPTY).filter((key) => key !== 'email_key') as (keyof typeof EMPTY)[];
  return keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
}
