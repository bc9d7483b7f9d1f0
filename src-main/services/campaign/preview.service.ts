import { checkMessage, compileUntracked } from '#main/rendering/check-message.ts';
import type { MessageSource } from '#main/rendering/compile-message.ts';
import { compileSms, fillSms } from '#main/rendering/compile-sms.ts';
import { fillText } from '#main/rendering/compiled-text.ts';
import { type MergeData, mergeDataOf } from '#main/rendering/merge-data.ts';
import { mergeFieldsOf, missingFields, unknownFields } from '#main/rendering/merge-fields.ts';
import type { TemplateProblem } from '#main/rendering/render-error.ts';
import type { CampaignRecord } from '#main/repositories/campaign/campaign.repo.ts';
import { type ContactRecord, findContact } from '#main/repositories/contact/contact.repo.ts';
import { findSenderByNo } from '#main/repositories/sending/sender.repo.ts';
import { type SmsSize, sizeOfSms } from '#shared/domain/channel/sms-segments.ts';
import { parseEmailAddress } from '#shared/domain/email-address.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';
import { findFirstPerson } from '../contact/find-person.ts';
import { MADE_UP_PERSON, mergeContactOf } from '../contact/merge-contact.ts';
import { settingsOf } from '../sending/provider-account-of.ts';
import type { ServiceContext } from '../service-context.ts';
import { requireOrganization, trackingBase } from '../tracking/tracking-address.ts';
import { requireCampaign } from './campaign-record.ts';
import { previewAddresses } from './preview-addresses.ts';
import { templateRefusal } from './template-refusal.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'reads' | 'endpoints' | 'mailer'>;

export interface Preview {
  to: string;
  from: string;
  subject: string;
  preheader: string;
  html: string;
  text: string;
  bytes: number;
  missing: string[];
  problems: TemplateProblem[];
  /** Of a text message. */
  sms: SmsSize | null;
}

export interface PreviewWish {
  id: string;
  /** Without it: the first recipient, or a made-up person. */
  contact_id?: string;
  /** Text that has not been saved yet. */
  draft?: Partial<MessageSource>;
}

export async function previewCampaign(ctx: Context, { id, contact_id, draft }: PreviewWish): Promise<Preview> {
  const record = requireCampaign(ctx.db.reader, id);
  const source = sourceOf(record, draft);
  const chosen = await choosePerson(ctx, record, contact_id);
  const person = chosen ? mergeContactOf(chosen) : MADE_UP_PERSON;
  const base = trackingBase(ctx, requireOrganization(ctx.db.reader));
  const data = mergeDataOf(person, previewAddresses(base));
  const address = record.channel === 'sms' ? (chosen?.phone ?? MADE_UP_PHONE) : person.email;
  const envelope = { to: addressLine(data.name, address), from: fromLine(ctx, record), sms: null };
  const problems = checkMessage(source, data);
  if (problems.length > 0) return { ...envelope, ...unrendered(source), problems };
  if (record.channel === 'sms') return { ...envelope, ...previewText(source, data) };
  const message = render(source, base, data);
  return {
    ...envelope,
    ...message,
    bytes: Buffer.byteLength(message.html) + Buffer.byteLength(message.text),
    missing: missingFields(mergeFieldsOf(source), data),
    problems: [...unknownFields(source, data), ...(message.has_own_unsubscribe ? [] : [UNSUBSCRIBE_ADDED])],
  };
}

export interface TestWish {
  id: string;
  to: string[];
  contact_id?: string;
}

export interface TestResult {
  to: string;
  ok: boolean;
  said: string;
}

/** The message as one person would get it, to a few addresses. Nothing in it is tracked. */
export async function sendTest(ctx: Context, { id, to, contact_id }: TestWish): Promise<{ results: TestResult[] }> {
  const record = requireCampaign(ctx.db.reader, id);
  if (record.channel === 'email') to.forEach(requireAddress);
  const { sender_no } = record;
  if (sender_no === null) {
    throw new HeraldError('SENDER_NOT_READY', 'The campaign has no sender.', {
      field: 'sender_id',
      hint: 'Choose one.',
    });
  }
  const base = trackingBase(ctx, requireOrganization(ctx.db.reader));
  const chosen = await choosePerson(ctx, record, contact_id);
  const data = mergeDataOf(chosen ? mergeContactOf(chosen) : MADE_UP_PERSON, previewAddresses(base));
  const refusal = templateRefusal(checkMessage(record, data));
  if (refusal) throw refusal;
  const { subject, html, text } =
    record.channel === 'sms'
      ? { subject: '', html: undefined, text: fillSms(compileSms(record.body), data) }
      : render(record, base, data);
  const results: TestResult[] = [];
  for (const address of to) {
    const { ok, said } = await ctx.mailer.sendNow(sender_no, { to: address, subject, html, text });
    results.push({ to: address, ok, said });
  }
  return { results };
}

const UNSUBSCRIBE_ADDED: TemplateProblem = {
  part: 'body',
  line: null,
  column: null,
  message:
    'The text has no unsubscribe link, so a footer with one is added. To place it yourself, link to {{ unsubscribe_url }}.',
};

function sourceOf(
  { subject, preheader, body_kind, body }: CampaignRecord,
  draft: Partial<MessageSource> = {},
): MessageSource {
  const saved = { subject, preheader, body_kind, body };
  return { ...saved, ...draft };
}

/** Null: a made-up person. */
function choosePerson(ctx: Context, record: CampaignRecord, contact_id?: string): Promise<ContactRecord | null> {
  if (contact_id === undefined) return findFirstPerson(ctx, record);
  return Promise.resolve(found(findContact(ctx.db.reader, contact_id), 'contact'));
}

const MADE_UP_PHONE = '+15550100';

function previewText(source: MessageSource, data: MergeData) {
  const text = fillSms(compileSms(source.body), data);
  return {
    subject: '',
    preheader: '',
    html: '',
    text,
    bytes: Buffer.byteLength(text),
    missing: missingFields(mergeFieldsOf(source), data),
    problems: unknownFields(source, data),
    sms: sizeOfSms(text),
  };
}

function render(source: MessageSource, base: string, data: MergeData) {
  const { subject, preheader, html, text, has_own_unsubscribe } = compileUntracked(source, base);
  return {
    subject: fillText(subject, data),
    preheader: fillText(preheader, data),
    html: fillText(html, data),
    text: fillText(text, data),
    has_own_unsubscribe,
  };
}

function unrendered({ subject, preheader }: MessageSource) {
  return { subject, preheader, html: '', text: '', bytes: 0, missing: [] };
}

function fromLine(ctx: Context, { sender_no }: CampaignRecord): string {
  const sender = sender_no === null ? undefined : findSenderByNo(ctx.db.reader, sender_no);
  if (!sender) return '';
  return sender.channel === 'sms'
    ? (settingsOf(sender).sms_from ?? '')
    : addressLine(sender.from_name, sender.from_email);
}

function addressLine(name: string, address: string): string {
  return name === '' ? address : `${name} <${address}>`;
}

function requireAddress(address: string, index: number): void {
  const answer = parseEmailAddress(address);
  if (!answer.ok) throw new HeraldError('INVALID_INPUT', answer.problem, { field: `to.${index}` });
}
