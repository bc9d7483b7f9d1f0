import type { Reader, Tx } from '#main/db/access.ts';
import {
  deleteTemplateForGood,
  findTemplate,
  findTemplateByKey,
  insertTemplate,
  type TemplateView,
  updateTemplate,
} from '#main/repositories/template/template.repo.ts';
import {
  type DraftView,
  deleteTemplateDraft,
  findTemplateDraft,
  findVersion,
  insertVersion,
  saveTemplateDraft,
} from '#main/repositories/template/template-version.repo.ts';
import type { MessageContent } from '#shared/domain/campaign/message-content.ts';
import { slugOf } from '#shared/domain/slug.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';
import type { ServiceContext } from '../service-context.ts';
import { checkContent } from './check-content.ts';
import { requireTemplate } from './require-template.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'ids'>;

export interface TemplateAnswer extends Omit<TemplateView, 'no'> {
  content: MessageContent;
  draft: DraftView | null;
}

export function getTemplate({ db }: Pick<Context, 'db'>, id: string): TemplateAnswer {
  const { no, ...view } = found(findTemplate(db.reader, id), 'template');
  const content = found(findVersion(db.reader, no, view.version), 'version');
  return { ...view, content, draft: findTemplateDraft(db.reader, no) ?? null };
}

export interface TemplateInput {
  name: string;
  folder: string;
  channel: 'email' | 'sms';
  key?: string;
  content: Partial<MessageContent>;
}

export function createTemplate(ctx: Context, actor: string, { key, content, ...input }: TemplateInput): TemplateAnswer {
  const id = ctx.ids.id();
  const whole: MessageContent = { ...blankContent(input.channel), ...content };
  ctx.db.write((tx) => {
    checkContent(whole, input.channel);
    if (key !== undefined) refuseTaken(tx, key);
    insertWhole(ctx, tx, { ...input, id, key: key ?? freeKey(tx, input.name), content: whole, actor });
  });
  return getTemplate(ctx, id);
}

export function duplicateTemplate(ctx: Context, actor: string, original: string): TemplateAnswer {
  const id = ctx.ids.id();
  ctx.db.write((tx) => {
    const { no, name, folder, channel, version } = requireTemplate(tx, original);
    const copy = `${name.slice(0, 190)} (copy)`;
    const content = found(findVersion(tx, no, version), 'version');
    insertWhole(ctx, tx, { id, name: copy, folder, channel, key: freeKey(tx, copy), content, actor });
  });
  return getTemplate(ctx, id);
}

interface WholeTemplate extends Required<TemplateInput> {
  id: string;
  content: MessageContent;
  actor: string;
}

function insertWhole(ctx: Context, tx: Tx, { content, actor, ...template }: WholeTemplate): void {
  const at = ctx.clock.now();
  const template_no = insertTemplate(tx, { ...template, created_by: actor, at });
  insertVersion(tx, { ...content, template_no, version: 1, note: '', author: actor, at });
  tx.record({ type: 'template.created', subject: `template:${template.id}`, actor });
}

export function changeTemplate(
  ctx: Context,
  actor: string,
  { id, revision, ...edit }: { id: string; revision: number; name?: string; folder?: string; key?: string },
): TemplateAnswer {
  ctx.db.write((tx) => {
    const template = requireTemplate(tx, id, revision);
    if (edit.key !== undefined && edit.key !== template.key) refuseTaken(tx, edit.key);
    updateTemplate(tx, template, edit, ctx.clock.now());
    tx.record({ type: 'template.changed', subject: `template:${id}`, actor, data: { fields: Object.keys(edit) } });
  });
  return getTemplate(ctx, id);
}

export function keepDraft(
  ctx: Context,
  actor: string,
  { id, content, draft_revision }: { id: string; content: MessageContent; draft_revision: number | null },
): DraftView {
  return ctx.db.write((tx) => {
    const { no } = requireTemplate(tx, id);
    requireDraft(tx, no, draft_revision);
    saveTemplateDraft(tx, { template_no: no, content, author: actor, at: ctx.clock.now() });
    tx.touch('templates', `template:${id}`);
    return found(findTemplateDraft(tx, no), 'draft');
  });
}

/** What is written on top of a draft, or does away with it, knows what it says. */
function requireDraft(reader: Reader, template_no: number, draft_revision: number | null): void {
  const revision = findTemplateDraft(reader, template_no)?.revision ?? null;
  if (revision === draft_revision) return;
  throw new HeraldError('STALE_REVISION', 'Somebody else has written on this template meanwhile.', {
    field: 'draft_revision',
    hint: 'Load it again and repeat your change.',
  });
}

export function discardDraft(
  ctx: Context,
  actor: string,
  { id, draft_revision }: { id: string; draft_revision: number },
): TemplateAnswer {
  ctx.db.write((tx) => {
    const template = requireTemplate(tx, id);
    requireDraft(tx, template.no, draft_revision);
    deleteTemplateDraft(tx, template.no);
    tx.touch('templates', `template:${id}`);
    tx.record({ type: 'template.draft_discarded', subject: `template:${id}`, actor });
  });
  return getTemplate(ctx, id);
}

export interface VersionWish {
  id: string;
  revision: number;
  /** Of the draft that ends with it; null: there is none. */
  draft_revision: number | null;
  content: MessageContent;
  note: string;
}

/** A new version that counts from now on. What was being written is in it, and its draft is gone. */
export function publishVersion(
  ctx: Context,
  actor: string,
  { id, revision, draft_revision, content, note }: VersionWish,
): TemplateAnswer {
  ctx.db.write((tx) => {
    const template = requireTemplate(tx, id, revision);
    requireDraft(tx, template.no, draft_revision);
    checkContent(content, template.channel);
    addVersion(ctx, tx, { template, content, note, actor });
  });
  return getTemplate(ctx, id);
}

export function restoreVersion(
  ctx: Context,
  actor: string,
  { id, version, revision, draft_revision }: Omit<VersionWish, 'content' | 'note'> & { version: number },
): TemplateAnswer {
  ctx.db.write((tx) => {
    const template = requireTemplate(tx, id, revision);
    requireDraft(tx, template.no, draft_revision);
    const content = found(findVersion(tx, template.no, version), 'version');
    addVersion(ctx, tx, { template, content, note: `Version ${version} again`, actor });
  });
  return getTemplate(ctx, id);
}

function addVersion(
  ctx: Context,
  tx: Tx,
  { template, content, note, actor }: { template: TemplateView; content: MessageContent; note: string; actor: string },
): void {
  const at = ctx.clock.now();
  const version = template.version + 1;
  insertVersion(tx, { ...content, template_no: template.no, version, note, author: actor, at });
  updateTemplate(tx, template, { version }, at);
  deleteTemplateDraft(tx, template.no);
  tx.record({ type: 'template.version_made', subject: `template:${template.id}`, actor, data: { version } });
}

export function binTemplate(ctx: Context, actor: string, id: string): { done: true } {
  ctx.db.write((tx) => {
    const at = ctx.clock.now();
    updateTemplate(tx, requireTemplate(tx, id), { deleted_at: at }, at);
    tx.record({ type: 'template.deleted', subject: `template:${id}`, actor });
  });
  return { done: true };
}

export function unbinTemplate(ctx: Context, actor: string, id: string): TemplateAnswer {
  ctx.db.write((tx) => {
    const template = requireBinned(tx, id);
    const key = findTemplateByKey(tx, template.key) ? freeKey(tx, template.name) : template.key;
    updateTemplate(tx, template, { deleted_at: null, key }, ctx.clock.now());
    tx.record({ type: 'template.restored', subject: `template:${id}`, actor });
  });
  return getTemplate(ctx, id);
}

export function purgeTemplate(ctx: Context, actor: string, id: string): { done: true } {
  ctx.db.write((tx) => {
    deleteTemplateForGood(tx, requireBinned(tx, id));
    tx.record({ type: 'template.purged', subject: `template:${id}`, actor });
  });
  return { done: true };
}

function requireBinned(reader: Reader, id: string): TemplateView {
  const template = findTemplate(reader, id);
  return found(template?.deleted_at ? template : undefined, 'template in the recycle bin');
}

function blankContent(channel: 'email' | 'sms'): MessageContent {
  return { body_kind: channel === 'sms' ? 'text' : 'html', subject: '', preheader: '', body: '', translations: [] };
}

function refuseTaken(reader: Reader, key: string): void {
  const owner = findTemplateByKey(reader, key);
  if (!owner) return;
  throw new HeraldError('CONFLICT', `The template "${owner.name}" has this key.`, {
    field: 'key',
    hint: 'Choose another key.',
  });
}

function freeKey(reader: Reader, name: string): string {
  const base = slugOf(name, 'template');
  for (let n = 1; ; n++) {
    const key = n === 1 ? base : `${base}-${n}`;
    if (!findTemplateByKey(reader, key)) return key;
  }
}
