import { inLanguage } from '#main/rendering/in-language.ts';
import { mergeDataOf } from '#main/rendering/merge-data.ts';
import { findContact } from '#main/repositories/contact/contact.repo.ts';
import { findTemplate } from '#main/repositories/template/template.repo.ts';
import { findVersion } from '#main/repositories/template/template-version.repo.ts';
import type { MessageContent } from '#shared/domain/campaign/message-content.ts';
import { found } from '#shared/kernel/herald-error.ts';
import { previewAddresses } from '../campaign/preview-addresses.ts';
import { type RenderedContent, renderPreview } from '../campaign/render-preview.ts';
import { templateRefusal } from '../campaign/template-refusal.ts';
import { MADE_UP_PERSON, mergeContactOf } from '../contact/merge-contact.ts';
import type { ServiceContext } from '../service-context.ts';
import { requireOrganization, trackingBase } from '../tracking/tracking-address.ts';

type Context = Pick<ServiceContext, 'db' | 'endpoints' | 'rendering'>;

interface PreviewWish {
  content: MessageContent;
  contact_id?: string;
  language?: string;
}

export async function previewContent(
  ctx: Context,
  { content, contact_id, language }: PreviewWish,
): Promise<RenderedContent & { to: string; from: string }> {
  const contact = contact_id === undefined ? null : found(findContact(ctx.db.reader, contact_id), 'contact');
  const person = contact ? mergeContactOf(contact) : { ...MADE_UP_PERSON, locale: language ?? '' };
  const base_url = trackingBase(ctx, requireOrganization(ctx.db.reader));
  const data = mergeDataOf(person, previewAddresses(base_url));
  const to = data.name === '' ? person.email : `${data.name} <${person.email}>`;
  const source = inLanguage(content, language ?? person.locale);
  return { to, from: '', ...(await renderPreview(ctx, { source, options: { base_url }, data })) };
}

/** How a template looks, for the gallery. */
export async function thumbnailOf(ctx: Context, id: string): Promise<{ html: string; text: string }> {
  const { no, version } = found(findTemplate(ctx.db.reader, id), 'template');
  const content = found(findVersion(ctx.db.reader, no, version), 'version');
  const { html, text } = await previewContent(ctx, { content });
  return { html, text };
}

/** A design as source of other kinds. */
export async function convertBody(ctx: Context, body: string): Promise<{ html: string; text: string }> {
  const answer = await ctx.rendering.run('convert', { body });
  if ('html' in answer) return answer;
  throw templateRefusal([answer.problem]) ?? new Error('A problem is a refusal.');
}
