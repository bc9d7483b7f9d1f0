import { createReadStream, existsSync, readdirSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { forgetInParts } from '#main/repositories/bulk/bulk-part.repo.ts';
import { addressHash, suppressEmail } from '#main/repositories/consent/suppression.repo.ts';
import { type ContactRecord, findBinnedContact, findContact } from '#main/repositories/contact/contact.repo.ts';
import { eraseContacts } from '#main/repositories/contact/contact-erase.repo.ts';
import { countsOfPerson, everythingOf, type PersonCounts } from '#main/repositories/contact/person.repo.ts';
import { contactName } from '#shared/domain/contact-fields.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';
import { instantOf } from '#shared/kernel/instant.ts';
import { sweepChanges } from '../segment/sweep-changes.ts';
import type { ServiceContext } from '../service-context.ts';
import { personPage } from './person-page.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'paths' | 'mailbox'>;

export interface ErasureView extends PersonCounts {
  /** What has to be typed so that it happens. */
  confirm: string;
}

/** What would go and what would stay. */
export function previewErasure(ctx: Pick<ServiceContext, 'db'>, id: string): ErasureView {
  const contact = anyContact(ctx, id);
  return { ...countsOfPerson(ctx.db.reader, keysOf(contact)), confirm: nameOf(contact) };
}

/**
 * Takes away everything that says who this was: in all tables, the search index, the kept values of bulk edits, the files of rows that
 * imports have rejected and the built-in mailbox. With `block` the address gets no mail if it ever comes back.
 */
export async function erasePerson(
  ctx: Context,
  actor: string,
  { id, confirm, block }: { id: string; confirm: string; block: boolean },
): Promise<{ done: true }> {
  const contact = anyContact(ctx, id);
  if (confirm.trim().toLowerCase() !== nameOf(contact).toLowerCase()) {
    throw new HeraldError('INVALID_INPUT', 'This is not what has to be typed.', {
      field: 'confirm',
      hint: `Type ${nameOf(contact)}.`,
    });
  }
  ctx.db.write((tx) => {
    if (block && contact.email_key) {
      suppressEmail(tx, { email_key: contact.email_key, reason: 'blocked', source: 'erasure', at: ctx.clock.now() });
    }
    eraseContacts(tx, [contact.no]);
    forgetInParts(tx, contact.no);
    tx.record({ type: 'contact.erased', subject: `contact:${id}`, actor, data: { blocked: block } });
    tx.touch('contacts', 'lists', 'tags', 'duplicates', `contact:${id}`);
  });
  await sweepChanges(ctx);
  if (contact.email) {
    await forgetInFiles(ctx.paths.imports, contact.email);
    await forgetInMailbox(ctx, contact.email);
  }
  return { done: true };
}

/** Everything known of one person, for that person. */
export function personFile(
  ctx: Pick<ServiceContext, 'db' | 'clock'>,
  actor: string,
  { id, format }: { id: string; format: 'json' | 'html' },
): File {
  const contact = anyContact(ctx, id);
  const known = Object.fromEntries(
    Object.entries(everythingOf(ctx.db.reader, keysOf(contact))).map(([part, rows]) => [part, rows.map(readable)]),
  );
  const made_at = instantOf(ctx.clock.now());
  ctx.db.write((tx) => tx.record({ type: 'contact.exported', subject: `contact:${id}`, actor, data: { format } }));
  const name = `person-${made_at.slice(0, 10)}`;
  if (format === 'html') {
    return new File([personPage(nameOf(contact), made_at, known)], `${name}.html`, { type: 'text/html' });
  }
  return new File([JSON.stringify({ made_at, ...known }, null, 2)], `${name}.json`, { type: 'application/json' });
}

function anyContact(ctx: Pick<ServiceContext, 'db'>, id: string): ContactRecord {
  return found(findContact(ctx.db.reader, id) ?? findBinnedContact(ctx.db.reader, id), 'contact');
}

function keysOf({ no, id, email_key }: ContactRecord) {
  return { no, id, hash: email_key ? addressHash(email_key) : '' };
}

function nameOf(contact: ContactRecord): string {
  return contact.email ?? (contactName(contact) || (contact.phone ?? contact.external_id ?? contact.id));
}

const MOMENT = /(^|_)(at|since)$|^paused_until$/;
const JSON_TEXT = ['attributes', 'data'];

/** Moments as RFC 3339, JSON as what it holds. */
function readable(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      if (MOMENT.test(name) && typeof value === 'number') return [name, instantOf(value)];
      if (JSON_TEXT.includes(name) && typeof value === 'string') return [name, JSON.parse(value)];
      return [name, value];
    }),
  );
}

/** Rows that imports could not take are kept as files; those with this address go. */
async function forgetInFiles(folder: string, email: string): Promise<void> {
  if (!existsSync(folder)) return;
  const needle = email.toLowerCase();
  const names = readdirSync(folder).filter((name) => /\.(rejected|opt-outs)\.csv$/.test(name));
  for (const name of names) await dropLines(join(folder, name), needle);
}

async function dropLines(file: string, needle: string): Promise<void> {
  const lines = createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY });
  let hit = false;
  const kept: string[] = [];
  for await (const line of lines) {
    if (line.toLowerCase().includes(needle)) hit = true;
    else kept.push(line);
  }
  if (!hit) return;
  await writeFile(`${file}.new`, kept.map((line) => `${line}\r\n`).join(''), { mode: 0o600 });
  await rename(`${file}.new`, file);
}

const MAILS_AT_ONCE = 200;

/** The built-in mailbox holds what was sent to the address. */
async function forgetInMailbox({ mailbox }: Pick<ServiceContext, 'mailbox'>, email: string): Promise<void> {
  let before: number | undefined;
  for (;;) {
    const { rows } = await mailbox.list({ limit: MAILS_AT_ONCE, before, search: email });
    for (const mail of rows)
      if (mail.recipient.toLowerCase().includes(email.toLowerCase())) await mailbox.delete(mail.no);
    if (rows.length < MAILS_AT_ONCE) return;
    before = rows.at(-1)?.no;
  }
}
