import type { Reader } from '#main/db/access.ts';
import { pageOf } from '#main/rendering/compile-message.ts';
import { inLanguage, type TranslatedSource } from '#main/rendering/in-language.ts';
import { RenderError } from '#main/rendering/render-error.ts';
import { findTemplateByKey } from '#main/repositories/template/template.repo.ts';
import { findVersion } from '#main/repositories/template/template-version.repo.ts';
import type { MessageContent } from '#main/repositories/transactional/transactional.repo.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import { requireCampaign } from '../campaign/campaign-record.ts';
import { templateRefusal } from '../campaign/template-refusal.ts';

export interface RequestedContent {
  campaign_id?: string;
  /** The key of one. */
  template?: string;
  language?: string;
  subject?: string;
  preheader?: string;
  html?: string;
  markdown?: string;
}

/** What the message says, in the language asked for or else that of the person. Later changes of its source don't reach it. */
export function contentOfRequest(reader: Reader, input: RequestedContent, locale: string): MessageContent {
  const { campaign_id, template, subject, preheader, html, markdown } = input;
  const bodies = [campaign_id, template, html, markdown].filter((body) => body !== undefined);
  if (bodies.length !== 1) {
    throw new HeraldError('INVALID_INPUT', 'Say what the message is in exactly one way.', {
      field: 'html',
      hint: 'Give html, markdown, template or campaign_id.',
    });
  }
  const source = campaign_id === undefined ? templateOf(reader, template) : campaignOf(reader, campaign_id);
  if (!source) {
    const body_kind = html === undefined ? 'markdown' : 'html';
    return { subject: subject ?? '', preheader: preheader ?? '', body_kind, body: html ?? markdown ?? '' };
  }
  const written = mailOf(source, input.language ?? locale);
  return { ...written, subject: subject ?? written.subject, preheader: preheader ?? written.preheader };
}

function mailOf(source: TranslatedSource, language: string): MessageContent {
  const { body_kind, ...rest } = inLanguage(source, language);
  if (body_kind === 'markdown' || body_kind === 'html') return { ...rest, body_kind };
  try {
    return { ...rest, body_kind: 'html', body: pageOf(body_kind, rest.body) };
  } catch (error) {
    throw error instanceof RenderError ? (templateRefusal([error.problem]) ?? error) : error;
  }
}

function campaignOf(reader: Reader, id: string): TranslatedSource {
  return requireMail(requireCampaign(reader, id), {
    message: 'This campaign is a text message.',
    field: 'campaign_id',
  });
}

function templateOf(reader: Reader, key: string | undefined): TranslatedSource | null {
  if (key === undefined) return null;
  const found = findTemplateByKey(reader, key);
  const content = found && findVersion(reader, found.no, found.version);
  if (content) return requireMail(content, { message: 'This template is a text message.', field: 'template' });
  throw new HeraldError('INVALID_INPUT', `There is no template with the key "${key}".`, {
    field: 'template',
    hint: 'The key of a template stands under its name.',
  });
}

function requireMail(source: TranslatedSource, refusal: { message: string; field: string }): TranslatedSource {
  if (source.body_kind !== 'text') return source;
  throw new HeraldError('INVALID_INPUT', refusal.message, { field: refusal.field, hint: 'Name one of mails.' });
}

export function requireText(content: MessageContent): MessageContent {
  for (const part of ['subject', 'body'] as const) {
    if (content[part].trim() !== '') continue;
    const field = part === 'body' ? content.body_kind : part;
    throw new HeraldError('INVALID_INPUT', `The message has no ${part}.`, { field, hint: `Give the ${part}.` });
  }
  return content;
}
