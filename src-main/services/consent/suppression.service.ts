import { openAsBlob } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import type { Tx } from '#main/db/access.ts';
import { letOthersWrite } from '#main/db/write-turn.ts';
import { removeFilesBefore } from '#main/platform/old-files.ts';
import { TextFile } from '#main/platform/upload-file.ts';
import {
  countLeavings,
  type LeavingView,
  readLeavings,
  type ToldReason,
} from '#main/repositories/consent/leaving.repo.ts';
import { membershipsOf } from '#main/repositories/consent/list-member.repo.ts';
import { addressHash } from '#main/repositories/consent/suppression.repo.ts';
import {
  addSuppression,
  deleteSuppression,
  eachSuppression,
  findSuppression,
  linkHashes,
  type SuppressionFilter,
  type SuppressionQuery,
  type SuppressionSum,
  type SuppressionView,
  suppressionSums,
} from '#main/repositories/consent/suppression-page.repo.ts';
import { findContactByNo } from '#main/repositories/contact/contact.repo.ts';
import { startOfDays } from '#main/repositories/system/day-span.ts';
import { contactName } from '#shared/domain/contact-fields.ts';
import { type ContactStatus, contactStatus, type SuppressionReason } from '#shared/domain/contact-status.ts';
import { csvLine } from '#shared/domain/csv/csv-writer.ts';
import { parseEmailAddress } from '#shared/domain/email-address.ts';
import type { Reason } from '#shared/domain/reason/reason.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';
import { HOUR, instantOf } from '#shared/kernel/instant.ts';
import type { Page } from '#shared/kernel/page.ts';
import type { ServiceContext } from '../service-context.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'queue'>;

export function listSuppressions(
  ctx: Pick<ServiceContext, 'reads'>,
  query: SuppressionQuery,
): Promise<Page<SuppressionView>> {
  return ctx.reads.run('suppressions.page', query);
}

export function countSuppressed(ctx: Pick<ServiceContext, 'db'>): SuppressionSum[] {
  return suppressionSums(ctx.db.reader);
}

export interface NewEntries {
  entries: { address: string; reason?: SuppressionReason }[];
  reason: SuppressionReason;
  source: 'user' | 'import';
}

export interface AddedEntries {
  added: number;
  known: number;
  rejected: { index: number; address: string; problem: Reason }[];
}

/** Entries that go in one transaction. */
const AT_ONCE = 500;

/** From now on these addresses get nothing. Each is an address or its hash; what is suppressed already keeps its reason. */
export async function addSuppressions(
  ctx: Context,
  actor: string,
  { entries, reason, source }: NewEntries,
): Promise<AddedEntries> {
  const answer: AddedEntries = { added: 0, known: 0, rejected: [] };
  let hashes = 0;
  for (let start = 0; start < entries.length; start += AT_ONCE) {
    const part = entries.slice(start, start + AT_ONCE).map((entry, place) => ({ entry, index: start + place }));
    ctx.db.write((tx) => {
      for (const { entry, index } of part) {
        const read = readEntry(entry.address);
        if ('problem' in read) {
          answer.rejected.push({ index, address: entry.address, problem: read.problem });
          continue;
        }
        const row = { ...read, reason: entry.reason ?? reason, source, at: ctx.clock.now() };
        if (addSuppression(tx, row)) answer.added += 1;
        else answer.known += 1;
        if (read.address === null) hashes += 1;
      }
      if (start + AT_ONCE >= entries.length) finishAdding(ctx, tx, actor, { answer, reason, source, hashes });
    });
    await letOthersWrite();
    await breathe();
  }
  return answer;
}

function finishAdding(
  ctx: Pick<Context, 'queue'>,
  tx: Tx,
  actor: string,
  { answer, reason, source, hashes }: { answer: AddedEntries; reason: string; source: string; hashes: number },
): void {
  const { added, known, rejected } = answer;
  // Whose addresses the hashes are can only be found out by hashing all there are.
  if (hashes > 0) ctx.queue.enqueue(tx, 'suppression.link', {}, { key: 'all' });
  tx.record({
    type: 'suppression.added',
    subject: 'suppression:list',
    actor,
    data: { added, known, rejected: rejected.length, reason, source },
  });
  tx.touch('suppressions', 'contacts');
}

const HASH = /^[0-9a-f]{64}$/i;

function readEntry(text: string): { address_hash: string; address: string | null } | { problem: Reason } {
  if (HASH.test(text)) return { address_hash: text.toLowerCase(), address: null };
  const answer = parseEmailAddress(text);
  return answer.ok ? { address_hash: addressHash(answer.key), address: answer.key } : { problem: answer.problem };
}

/** Contacts that are hashed in one transaction; a hash costs about as much as finding it. */
const HASHED_AT_ONCE = 2_000;

/** Finds the contacts whose addresses are suppressed by hash alone. May be stopped and run again. */
export async function linkSuppressedHashes(ctx: Pick<ServiceContext, 'db'>, signal: AbortSignal): Promise<void> {
  let after = 0;
  while (!signal.aborted) {
    const last = ctx.db.write((tx) => linkHashes(tx, after, HASHED_AT_ONCE));
    if (last === null) return;
    after = last;
    await letOthersWrite();
    await breathe();
  }
  signal.throwIfAborted();
}

export interface RemovalEffect {
  contact: { id: string; name: string } | null;
  lists: string[];
  status: ContactStatus | null;
}

/** What would happen if the address were taken off. */
export function removalEffect(ctx: Pick<ServiceContext, 'db'>, id: string): RemovalEffect {
  const { reader } = ctx.db;
  const { contact_no } = found(findSuppression(reader, id), 'suppression');
  const contact = contact_no === null ? undefined : findContactByNo(reader, contact_no);
  if (!contact) return { contact: null, lists: [], status: null };
  const memberships = membershipsOf(reader, contact.no);
  return {
    contact: { id: contact.id, name: contactName(contact) },
    lists: memberships.filter(({ state }) => state === 'subscribed').map(({ name }) => name),
    status: contactStatus({
      has_address: contact.email_key !== null,
      suppression: null,
      memberships: memberships.map(({ state }) => state),
    }),
  };
}

/** The address may be written to again. Why is kept in the log, with what had stood there. */
export function removeSuppression(
  ctx: Pick<ServiceContext, 'db'>,
  actor: string,
  { id, why }: { id: string; why: string },
): { address: string | null } {
  return ctx.db.write((tx) => {
    const { address, reason, source, at, contact_no } = found(findSuppression(tx, id), 'suppression');
    deleteSuppression(tx, id);
    const contact = contact_no === null ? undefined : findContactByNo(tx, contact_no);
    tx.record({
      type: 'suppression.removed',
      subject: contact ? `contact:${contact.id}` : `suppression:${id}`,
      actor,
      data: { why, reason, source, since: instantOf(at), address_hash: id },
    });
    tx.touch('suppressions', 'contacts');
    if (contact) tx.touch(`contact:${contact.id}`);
    return { address };
  });
}

const COLUMNS = ['address', 'hash', 'channel', 'reason', 'source', 'source_name', 'at'] as const;

/** The list as a CSV file, written page by page to the disk, so that its length costs no memory. */
export async function exportSuppressions(
  ctx: Pick<ServiceContext, 'db' | 'ids' | 'paths' | 'clock'>,
  filter: SuppressionFilter,
): Promise<File> {
  removeFilesBefore(ctx.paths.exports, ctx.clock.now() - HOUR);
  const path = join(ctx.paths.exports, `${ctx.ids.id()}.csv`);
  const file = new TextFile(path);
  file.append(csvLine(COLUMNS));
  for (const page of eachSuppression(ctx.db.reader, filter)) {
    for (const { id, address, channel, reason, source, source_name, at } of page) {
      file.append(csvLine([address ?? '', id, channel, reason, source, source_name ?? '', at]));
    }
    await breathe();
  }
  file.close();
  return new File([await openAsBlob(path)], 'suppressions.csv', { type: 'text/csv' });
}

export function reasonsForLeaving(
  ctx: Pick<ServiceContext, 'db' | 'clock'>,
  days: number,
): { reason: ToldReason; n: number }[] {
  return countLeavings(ctx.db.reader, startOfDays(ctx.db.reader, ctx.clock.now(), days));
}

export function listLeavings(
  ctx: Pick<ServiceContext, 'db' | 'clock'>,
  { days, ...query }: { days: number; reason?: ToldReason; limit: number; cursor?: string },
): Page<LeavingView> {
  if (query.cursor && !/^\d+$/.test(query.cursor)) {
    throw new HeraldError('INVALID_INPUT', 'This cursor is not one of this list.', { field: 'cursor' });
  }
  return readLeavings(ctx.db.reader, { ...query, since: startOfDays(ctx.db.reader, ctx.clock.now(), days) });
}
