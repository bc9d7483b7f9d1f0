import { createHash } from 'node:crypto';
import type { Reader, Tx } from '#main/db/access.ts';
import { checkMessage } from '#main/rendering/check-message.ts';
import { compileText, fillText } from '#main/rendering/compiled-text.ts';
import type { MergeContact, MergeData } from '#main/rendering/merge-data.ts';
import { RenderError } from '#main/rendering/render-error.ts';
import { addressHash } from '#main/repositories/consent/suppression.repo.ts';
import { findContactByKey, findContactByNo } from '#main/repositories/contact/contact.repo.ts';
import { findDefaultSender, findSender, type SenderRow } from '#main/repositories/sending/sender.repo.ts';
import {
  findByOnceKey,
  insertTransactional,
  type MessageContent,
  transactionalObstacle,
  transactionalSendOf,
} from '#main/repositories/transactional/transactional.repo.ts';
import {
  getTransactional,
  type TransactionalDetail,
  type TransactionalView,
} from '#main/repositories/transactional/transactional-page.repo.ts';
import { type EmailAddress, parseEmailAddress } from '#shared/domain/email-address.ts';
import { sayReason } from '#shared/domain/reason/say-reason.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import { templateRefusal } from '../campaign/template-refusal.ts';
import { mergeContactOf } from '../contact/merge-contact.ts';
import type { ServiceContext } from '../service-context.ts';
import { requireOrganization, trackingBase } from '../tracking/tracking-address.ts';
import { contentOfRequest, type RequestedContent, requireText } from './content-of-request.ts';
import { compileSingle, fillSingle, singleMergeData, strangerAt } from './fill-message.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'ids' | 'endpoints'>;

export interface TransactionalInput extends RequestedContent {
  to: string;
  sender_id?: string;
  data: Record<string, unknown>;
}

export interface Asker {
  user_id: string;
  /** Who asks and their Idempotency-Key. */
  once_key: string | null;
}

const LARGEST_DATA = 256 * 1024;

/**
 * Takes a message to one person: once this answers, it is on the disk and is sent before everything else. The same request under the
 * same key gets the message that it made the first time.
 */
export function sendTransactional(ctx: Context, asker: Asker, input: TransactionalInput): TransactionalView {
  const request_hash = createHash('sha256').update(JSON.stringify(input)).digest('base64url');
  const before = sameBefore(ctx.db.reader, asker.once_key, request_hash);
  if (before) return viewOf(ctx, before);
  const id = ctx.ids.id();
  const known = ctx.db.write((tx) => {
    const meanwhile = sameBefore(tx, asker.once_key, request_hash);
    if (meanwhile) return meanwhile;
    takeIn(ctx, tx, { ...asker, id, request_hash, input });
    return id;
  });
  return viewOf(ctx, known);
}

interface Taken extends Asker {
  id: string;
  request_hash: string;
  input: TransactionalInput;
}

function takeIn(ctx: Context, tx: Tx, { id, request_hash, input, user_id, once_key }: Taken): void {
  const at = ctx.clock.now();
  const { address, key: email_key } = requireAddress(input.to);
  const sender = requireSender(tx, input.sender_id);
  if (JSON.stringify(input.data).length > LARGEST_DATA) {
    throw new HeraldError('TOO_LARGE', 'The data are larger than 256 kB.', {
      field: 'data',
      hint: 'Give only what the text names.',
    });
  }
  const contact_no = findContactByKey(tx, email_key)?.no ?? null;
  const person = personOf(tx, contact_no, address);
  const content = requireText(contentOfRequest(tx, input, person.locale));
  const subject = tryOut(content, singleMergeData(person, input.data, baseOf(ctx, tx)));
  const made = { id: ctx.ids.id(), send_id: ctx.ids.id(), at };
  insertTransactional(tx, {
    id,
    send_no: transactionalSendOf(tx, sender.no, made),
    address,
    email_key,
    contact_no,
    content,
    subject,
    data: input.data,
    once_key,
    request_hash,
    created_by: user_id,
    at,
    skipped: transactionalObstacle(tx, addressHash(email_key)),
  });
}

/** The record with the message as it was filled in for its recipient. */
export interface TransactionalRecord extends TransactionalView {
  from: string;
  html: string;
  text: string;
  data: Record<string, unknown>;
}

export function readTransactional(ctx: Context, id: string): TransactionalRecord {
  const { from, contact_no, content, data, ...view } = getTransactional(ctx.db.reader, id);
  const base = baseOf(ctx, ctx.db.reader);
  const merged = singleMergeData(personOf(ctx.db.reader, contact_no, view.to), data, base);
  return { ...view, from: lineOf(from), data, ...shown(content, merged, base) };
}

function shown(content: MessageContent, data: MergeData, base: string): { html: string; text: string } {
  try {
    const { html, text } = fillSingle(compileSingle(content, base), data);
    return { html, text };
  } catch (error) {
    // What is left of a message whose person was erased can't always be filled in.
    if (error instanceof RenderError) return { html: '', text: '' };
    throw error;
  }
}

function sameBefore(reader: Reader, once_key: string | null, request_hash: string): string | null {
  const before = once_key === null ? undefined : findByOnceKey(reader, once_key);
  if (!before) return null;
  if (before.request_hash === request_hash) return before.id;
  throw new HeraldError('CONFLICT', 'This Idempotency-Key was used for another message.', {
    field: 'Idempotency-Key',
    hint: 'Make a new key for each new message.',
  });
}

function requireAddress(to: string): EmailAddress {
  const answer = parseEmailAddress(to);
  if (answer.ok) return answer;
  throw new HeraldError('INVALID_INPUT', sayReason(answer.problem), {
    field: 'to',
    hint: 'Use an address such as ana@example.org.',
  });
}

function requireSender(reader: Reader, sender_id: string | undefined): SenderRow {
  const sender = sender_id === undefined ? findDefaultSender(reader, 'email') : findSender(reader, sender_id);
  if (sender?.channel === 'email') return sender;
  const message =
    sender_id === undefined ? 'There is no default sender.' : 'This sender does not exist, or sends no mail.';
  throw new HeraldError('SENDER_NOT_READY', message, {
    field: 'sender_id',
    hint: 'Choose one under Settings, Senders.',
  });
}

/** @returns the subject as it will be */
function tryOut(content: MessageContent, data: MergeData): string {
  const refusal = templateRefusal(checkMessage(content, data));
  if (refusal) throw refusal;
  const { subject } = content;
  return fillText(
    compileText({ part: 'subject', text: subject, written: subject, mode: 'plain', one_line: true }),
    data,
  );
}

function personOf(reader: Reader, contact_no: number | null, address: string): MergeContact {
  const contact = contact_no === null ? undefined : findContactByNo(reader, contact_no);
  return contact ? { ...mergeContactOf(contact), email: address } : strangerAt(address);
}

function baseOf(ctx: Context, reader: Reader): string {
  return trackingBase(ctx, requireOrganization(reader));
}

function lineOf({ name, address }: TransactionalDetail['from']): string {
  return name === '' ? address : `${name} <${address}>`;
}

function viewOf(ctx: Context, id: string): TransactionalView {
  const { from: _from, contact_no: _no, content: _content, data: _data, ...view } = getTransactional(ctx.db.reader, id);
  return view;
}
