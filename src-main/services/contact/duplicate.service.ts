import { setImmediate as breathe } from 'node:timers/promises';
import type { Reader, Tx } from '#main/db/access.ts';
import { type ContactRecord, findContact, findContactByNo } from '#main/repositories/contact/contact.repo.ts';
import { countMoves, strictestMembers, strictestSuppression } from '#main/repositories/contact/contact-merge.repo.ts';
import { type ContactView, contactViews } from '#main/repositories/contact/contact-view.repo.ts';
import {
  beginSearch,
  countGroups,
  findGroup,
  findSearch,
  membersOfGroup,
  setGroupState,
  someGroups,
  updateSearch,
} from '#main/repositories/contact/duplicate.repo.ts';
import type { MemberState } from '#shared/domain/contact-status.ts';
import type { DuplicateRule } from '#shared/domain/duplicate-key.ts';
import type { Reason } from '#shared/domain/reason/reason.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';
import { type Instant, instantOf } from '#shared/kernel/instant.ts';
import { type FieldChoice, fieldChoices, keptOf } from '../campaign/merge-fields.ts';
import type { ServiceContext } from '../service-context.ts';
import { mergeContacts, unmergeContacts } from './merge-contacts.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'ids' | 'queue'>;

export interface SearchView {
  state: 'never' | 'waiting' | 'running' | 'done' | 'cancelled' | 'failed';
  problem: Reason | null;
  fraction: number;
  contacts: number;
  finished_at: Instant | null;
  open: Record<DuplicateRule, number>;
}

export function getSearch({ db: { reader } }: Pick<ServiceContext, 'db'>): SearchView {
  const search = findSearch(reader);
  return {
    state: search?.state ?? 'never',
    problem: search?.problem ?? null,
    fraction: search?.fraction ?? 0,
    contacts: search?.contacts ?? 0,
    finished_at: search?.finished_at ? instantOf(search.finished_at) : null,
    open: { email: 0, phone: 0, name_company: 0, ...countGroups(reader) },
  };
}

export function findDuplicates(ctx: Context, actor: string): SearchView {
  const { state } = getSearch(ctx);
  if (state === 'waiting' || state === 'running') return getSearch(ctx);
  ctx.db.write((tx) => {
    beginSearch(tx, actor, ctx.clock.now());
    ctx.queue.enqueue(tx, 'contacts.find-duplicates', {}, { key: 'contacts.find-duplicates' });
    tx.record({ type: 'duplicates.search_started', subject: 'duplicates:1', actor });
  });
  return getSearch(ctx);
}

export function cancelSearch(ctx: Context): SearchView {
  ctx.db.write((tx) => updateSearch(tx, ['waiting', 'running'], { state: 'cancelled', finished_at: ctx.clock.now() }));
  return getSearch(ctx);
}

export function failSearch(ctx: Pick<ServiceContext, 'db' | 'clock'>, problem: Reason): void {
  ctx.db.write((tx) =>
    updateSearch(tx, ['waiting', 'running'], { state: 'failed', problem, finished_at: ctx.clock.now() }),
  );
}

export interface GroupView {
  id: string;
  rule: DuplicateRule;
  contacts: ContactView[];
  suggested_id: string;
}

export function listGroups(
  { db: { reader } }: Pick<ServiceContext, 'db'>,
  { rule, limit, cursor }: { rule?: DuplicateRule; limit: number; cursor?: string },
): { items: GroupView[]; next_cursor: string | null; total: number } {
  const groups = someGroups(reader, { rule, after: Number(cursor ?? 0) || 0, limit: limit + 1 });
  const counts = countGroups(reader);
  const last = groups.length > limit ? groups[limit - 1] : undefined;
  return {
    items: groups.slice(0, limit).flatMap(({ no, id, rule: by }) => {
      const nos = membersOfGroup(reader, no);
      if (nos.length < 2) return [];
      const contacts = contactViews(reader, nos);
      return [{ id, rule: by, contacts, suggested_id: suggestedOf(reader, nos, contacts) }];
    }),
    next_cursor: last ? String(last.no) : null,
    total: rule ? (counts[rule] ?? 0) : Object.values(counts).reduce((sum, n) => sum + n, 0),
  };
}

export async function duplicatesOf(
  ctx: Pick<ServiceContext, 'db' | 'reads'>,
  id: string,
): Promise<{ contact: ContactView; others: { rule: DuplicateRule; contact: ContactView }[] }> {
  const { no } = found(findContact(ctx.db.reader, id), 'contact');
  const same = await ctx.reads.run('duplicates.of', { no });
  const [contact] = contactViews(ctx.db.reader, [no]);
  return {
    contact: found(contact, 'contact'),
    others: same.flatMap(({ rule, no: other }) =>
      contactViews(ctx.db.reader, [other]).map((view) => ({ rule, contact: view })),
    ),
  };
}

export interface PreviewView {
  contacts: ContactView[];
  suggested_id: string;
  fields: FieldChoice[];
  joined: {
    lists: { name: string; state: MemberState }[];
    tags: string[];
    notes: number;
    events: number;
    deliveries: number;
    suppression: string | null;
  };
}

/** What the merge would make, without making it. */
export function previewMerge(
  { db: { reader } }: Pick<ServiceContext, 'db'>,
  { contact_ids, keep_id }: { contact_ids: string[]; keep_id?: string },
): PreviewView {
  const records = requireContacts(reader, contact_ids);
  const nos = records.map(({ no }) => no);
  const contacts = contactViews(reader, nos);
  const suggested_id = keep_id ?? suggestedOf(reader, nos, contacts);
  return {
    contacts,
    suggested_id,
    fields: fieldChoices(records, suggested_id),
    joined: {
      lists: strictestMembers(reader, nos).flatMap(({ list_no, state }) => {
        const list = reader
          .sql<{ name: string }>('SELECT name FROM list WHERE no = ? AND deleted_at IS NULL')
          .get(list_no);
        return list ? [{ name: list.name, state }] : [];
      }),
      tags: [...new Set(contacts.flatMap(({ tags }) => tags.map(({ name }) => name)))].sort(),
      ...countMoves(reader, nos),
      suppression: strictestSuppression(reader, nos),
    },
  };
}

export function mergeChosen(
  ctx: Context,
  actor: string,
  { contact_ids, keep_id, choices }: { contact_ids: string[]; keep_id: string; choices: Record<string, string> },
): { merge_id: string; contact_id: string } {
  const id = ctx.ids.id();
  ctx.db.write((tx) => {
    const contacts = requireContacts(tx, contact_ids);
    mergeContacts(tx, { id, actor, at: ctx.clock.now(), contacts, keep_id, choices });
  });
  return { merge_id: id, contact_id: keep_id };
}

/** Each group is a transaction of its own, so that nobody waits for all of them. */
export async function mergeGroups(
  ctx: Context,
  actor: string,
  group_ids: string[],
): Promise<{ merge_ids: string[]; merged: number; left_out: number }> {
  const merge_ids: string[] = [];
  for (const group_id of group_ids) {
    const merged = ctx.db.write((tx) => mergeGroup(ctx, tx, { actor, group_id }));
    if (merged) merge_ids.push(merged);
    await breathe();
  }
  return { merge_ids, merged: merge_ids.length, left_out: group_ids.length - merge_ids.length };
}

function mergeGroup(ctx: Context, tx: Tx, { actor, group_id }: { actor: string; group_id: string }): string | null {
  const group = findGroup(tx, group_id);
  if (!group) return null;
  const nos = membersOfGroup(tx, group.no);
  if (nos.length < 2) {
    setGroupState(tx, group.no, 'merged');
    return null;
  }
  const contacts = nos.map((no) => found(findContactByNo(tx, no), 'contact'));
  const id = ctx.ids.id();
  const keep_id = suggestedOf(tx, nos, contactViews(tx, nos));
  mergeContacts(tx, { id, actor, at: ctx.clock.now(), contacts, keep_id, choices: {} });
  return id;
}

export async function undoMerges(
  ctx: Context,
  actor: string,
  merge_ids: string[],
): Promise<{ undone: number; kept: number }> {
  let kept = 0;
  for (const id of merge_ids) {
    kept += ctx.db.write((tx) => unmergeContacts(tx, { id, actor, at: ctx.clock.now() }));
    await breathe();
  }
  return { undone: merge_ids.length, kept };
}

export function dismissGroup(ctx: Context, actor: string, id: string): { done: true } {
  ctx.db.write((tx) => {
    const group = found(findGroup(tx, id), 'group of duplicates');
    setGroupState(tx, group.no, 'dismissed');
    tx.record({ type: 'duplicates.dismissed', subject: `duplicate-group:${id}`, actor });
  });
  return { done: true };
}

function requireContacts(reader: Reader, ids: string[]): ContactRecord[] {
  const unique = [...new Set(ids)];
  if (unique.length < 2) {
    throw new HeraldError('INVALID_INPUT', 'Choose at least two contacts.', { field: 'contact_ids' });
  }
  return unique.map((id) => found(findContact(reader, id), 'contact'));
}

function suggestedOf(reader: Reader, nos: number[], views: ContactView[]): string {
  const records = nos.map((no) => found(findContactByNo(reader, no), 'contact'));
  return keptOf(records, (id) => views.find((view) => view.id === id)?.status ?? '');
}
