import { inLanguage, type TranslatedSource } from '#main/rendering/in-language.ts';
import { type MergeData, mergeDataOf } from '#main/rendering/merge-data.ts';
import type { CampaignRecord } from '#main/repositories/campaign/campaign.repo.ts';
import { type ContactRecord, findContact } from '#main/repositories/contact/contact.repo.ts';
import { findSenderByNo } from '#main/repositories/sending/sender.repo.ts';
import { asVariant } from '#shared/domain/experiment/experiment.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';
import { findFirstPerson } from '../contact/find-person.ts';
import { MADE_UP_PERSON, mergeContactOf } from '../contact/merge-contact.ts';
import { settingsOf } from '../sending/provider-account-of.ts';
import type { ServiceContext } from '../service-context.ts';
import { requireOrganization, trackingBase } from '../tracking/tracking-address.ts';
import { requireCampaign, tagsOf, writtenIn } from './campaign-record.ts';
import { deliverTest, requireAddresses, type TestResult } from './deliver-test.ts';
import { previewAddresses } from './preview-addresses.ts';
import { type RenderedContent, renderPreview } from './render-preview.ts';
import { templateRefusal } from './template-refusal.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'reads' | 'rendering' | 'endpoints' | 'mailer'>;

export interface Preview extends RenderedContent {
  to: string;
  from: string;
}

export interface PreviewWish {
  id: string;
  /** Without it: the first recipient, or a made-up person. */
  contact_id?: string;
  /** As this variant says it; without it: as the campaign is written. */
  variant?: number;
  /** Text that has not been saved yet. */
  draft?: Partial<TranslatedSource>;
}

export async function previewCampaign(ctx: Context, { id, contact_id, variant, draft }: PreviewWish): Promise<Preview> {
  const { record, from_name } = asChosen(requireCampaign(ctx.db.reader, id), variant);
  const chosen = await choosePerson(ctx, record, contact_id);
  const { data, options, phone } = personOf(ctx, record, chosen);
  const address = record.channel === 'sms' ? phone : data.email;
  const envelope = { to: addressLine(data.name, address), from: fromLine(ctx, record, from_name) };
  const written = writtenIn({ ...record, ...draft, push: draft?.push ?? record.push });
  const source = inLanguage(written, data.locale);
  return { ...envelope, ...(await renderPreview(ctx, { source, options, data })) };
}

export interface TestWish {
  id: string;
  to: string[];
  contact_id?: string;
  /** As this variant says it; without it: as the campaign is written. */
  variant?: number;
}

/** The message as one person would get it, to a few addresses. Nothing in it is tracked. */
export async function sendTest(
  ctx: Context,
  { id, to, contact_id, variant }: TestWish,
): Promise<{ results: TestResult[] }> {
  const { record, from_name } = asChosen(requireCampaign(ctx.db.reader, id), variant);
  if (record.channel === 'email') requireAddresses(to);
  const { sender_no } = record;
  if (sender_no === null) {
    throw new HeraldError('SENDER_NOT_READY', 'The campaign has no sender.', {
      field: 'sender_id',
      hint: 'Choose one.',
    });
  }
  const { data, options } = personOf(ctx, record, await choosePerson(ctx, record, contact_id));
  const source = inLanguage(writtenIn(record), data.locale);
  const message = await ctx.rendering.run('preview', { source, options, data });
  if (!('html' in message)) throw templateRefusal(message.problems);
  const { subject, text } = message;
  const html = record.channel === 'email' ? message.html : undefined;
  const push = message.push ?? undefined;
  return deliverTest(ctx, sender_no, { to, message: { subject, html, text, from_name, push } });
}

/** The campaign, or what a variant of it makes of it; `from_name` is that variant's own. */
function asChosen(record: CampaignRecord, index: number | undefined): { record: CampaignRecord; from_name?: string } {
  const variant = index === undefined ? undefined : record.experiment?.variants[index];
  return { record: asVariant(record, variant), from_name: variant?.from_name ?? undefined };
}

/** Null: a made-up person. */
function choosePerson(ctx: Context, record: CampaignRecord, contact_id?: string): Promise<ContactRecord | null> {
  if (contact_id === undefined) return findFirstPerson(ctx, record);
  return Promise.resolve(found(findContact(ctx.db.reader, contact_id), 'contact'));
}

const MADE_UP_PHONE = '+15550100';

/** What the message is filled in with, and how it is compiled. */
function personOf(ctx: Context, record: CampaignRecord, chosen: ContactRecord | null) {
  const organization = requireOrganization(ctx.db.reader);
  const base_url = trackingBase(ctx, organization);
  const person = chosen ? mergeContactOf(chosen) : MADE_UP_PERSON;
  const data: MergeData = mergeDataOf(person, previewAddresses(base_url));
  return {
    data,
    options: { base_url, link_tags: tagsOf(record, organization) },
    phone: chosen?.phone ?? MADE_UP_PHONE,
  };
}

function fromLine(ctx: Context, { sender_no }: CampaignRecord, from_name?: string): string {
  const sender = sender_no === null ? undefined : findSenderByNo(ctx.db.reader, sender_no);
  if (!sender) return '';
  if (sender.channel === 'push') return sender.name;
  return sender.channel === 'sms'
    ? (settingsOf(sender).sms_from ?? '')
    : addressLine(from_name ?? sender.from_name, sender.from_email);
}

function addressLine(name: string, address: string): string {
  return name === '' ? address : `${name} <${address}>`;
}
