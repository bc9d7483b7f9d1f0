import { embedInPage } from '#main/rendering/compile-message.ts';
import { inLanguage, type TranslatedSource } from '#main/rendering/in-language.ts';
import { type MergeData, mergeDataOf } from '#main/rendering/merge-data.ts';
import type { CampaignRecord } from '#main/repositories/campaign/campaign.repo.ts';
import { forgetTestAddress, rememberTestAddresses } from '#main/repositories/campaign/test-address.repo.ts';
import { type ContactRecord, findContact } from '#main/repositories/contact/contact.repo.ts';
import { findSenderByNo } from '#main/repositories/sending/sender.repo.ts';
import { languageOf, madeUpData, type Oddity } from '#shared/domain/campaign/odd-person.ts';
import type { Channel } from '#shared/domain/channel/channel.ts';
import { asVariant } from '#shared/domain/experiment/experiment.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';
import { findFirstPerson } from '../contact/find-person.ts';
import { MADE_UP_PERSON, mergeContactOf } from '../contact/merge-contact.ts';
import { PictureShelf } from '../sending/picture-shelf.ts';
import { settingsOf } from '../sending/provider-account-of.ts';
import type { ServiceContext } from '../service-context.ts';
import { requireOrganization, trackingBase } from '../tracking/tracking-address.ts';
import { requireCampaign, tagsOf, tracksClicks, writtenIn } from './campaign-record.ts';
import { deliverTest, requireAddresses, type TestResult } from './deliver-test.ts';
import { previewAddresses } from './preview-addresses.ts';
import { type RenderedContent, renderPreview } from './render-preview.ts';
import { templateRefusal } from './template-refusal.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'reads' | 'rendering' | 'endpoints' | 'mailer' | 'paths'>;

export interface Preview extends RenderedContent {
  to: string;
  from: string;
}

export interface PreviewWish {
  id: string;
  /** Without it: the first recipient, or a made-up person. */
  contact_id?: string;
  /** As a made-up person who is odd in this way. */
  oddity?: Oddity;
  /** As this variant says it; without it: as the campaign is written. */
  variant?: number;
  /** Text that has not been saved yet. */
  draft?: Partial<TranslatedSource>;
}

export async function previewCampaign(ctx: Context, wish: PreviewWish): Promise<Preview> {
  const { id, variant, draft } = wish;
  const { record, from_name } = asChosen(requireCampaign(ctx.db.reader, id), variant);
  const { data, options, phone } = await personOf(ctx, record, wish);
  const address = record.channel === 'sms' ? phone : data.email;
  const short_links = tracksClicks(record, requireOrganization(ctx.db.reader));
  const envelope = { to: addressLine(data.name, address), from: fromLine(ctx, record, from_name) };
  const written = writtenIn({ ...record, ...draft, push: draft?.push ?? record.push });
  const source = inLanguage(written, data.locale);
  return { ...envelope, ...(await renderPreview(ctx, { source, options: { ...options, short_links }, data })) };
}

export interface TestWish {
  id: string;
  to: string[];
  contact_id?: string;
  oddity?: Oddity;
  /** As this variant says it; without it: as the campaign is written. */
  variant?: number;
}

/** The message as one person would get it, to a few addresses. Nothing in it is tracked. Addresses that took it are remembered. */
export async function sendTest(ctx: Context, actor: string, wish: TestWish): Promise<{ results: TestResult[] }> {
  const { id, to, variant } = wish;
  const { record, from_name } = asChosen(requireCampaign(ctx.db.reader, id), variant);
  if (record.channel === 'email') requireAddresses(to);
  const { sender_no } = record;
  if (sender_no === null) {
    throw new HeraldError('SENDER_NOT_READY', 'The campaign has no sender.', {
      field: 'sender_id',
      hint: 'Choose one.',
    });
  }
  const { data, options } = await personOf(ctx, record, wish);
  const source = inLanguage(writtenIn(record), data.locale);
  const message = await ctx.rendering.run('preview', { source, options, data });
  if (!('html' in message)) throw templateRefusal(message.problems);
  const { subject, text } = message;
  const page = record.channel === 'email' ? pageOf(ctx, record, message.html) : {};
  const push = message.push ?? undefined;
  const answer = await deliverTest(ctx, sender_no, { to, message: { subject, ...page, text, from_name, push } });
  const taken = answer.results.filter(({ ok }) => ok).map((result) => result.to);
  const key = { user_id: actor, channel: record.channel, at: ctx.clock.now() };
  ctx.db.write((tx) => rememberTestAddresses(tx, key, taken));
  return answer;
}

/** The page of a mail, with the pictures that travel in it. */
function pageOf({ paths }: Context, { embed_pictures }: CampaignRecord, html: string) {
  if (!embed_pictures) return { html };
  const shelf = new PictureShelf(paths.pictures);
  const page = embedInPage(html, shelf.embed);
  return { html: page.html, pictures: shelf.named(page.pictures) };
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
async function personOf(
  ctx: Context,
  record: CampaignRecord,
  { contact_id, oddity }: Pick<PreviewWish, 'contact_id' | 'oddity'>,
) {
  const organization = requireOrganization(ctx.db.reader);
  const base_url = trackingBase(ctx, organization);
  const chosen = oddity ? null : await choosePerson(ctx, record, contact_id);
  const made = oddity && madeUpData(oddity, { language: languageOf(organization.locale) });
  const person = chosen
    ? mergeContactOf(chosen)
    : { ...MADE_UP_PERSON, ...made, email: made?.email ?? MADE_UP_PERSON.email };
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

export function dropTestAddress(
  { db }: Pick<Context, 'db'>,
  actor: string,
  { channel, address }: { channel: Channel; address: string },
): { done: true } {
  db.write((tx) => forgetTestAddress(tx, actor, channel, address));
  return { done: true };
}
