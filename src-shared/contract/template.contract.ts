import * as z from 'zod';
import { Brand } from '#shared/domain/design/look.ts';
import { BodyKind, CampaignState, RenderedMessage, Translation } from './campaign.contract.ts';
import { byId, Done, Id, InstantText, pageOf, paging, Revision } from './fields.ts';
import { needs } from './procedure.ts';

const TemplateKey = z
  .string()
  .trim()
  .regex(/^[a-z0-9][a-z0-9-]{0,79}$/, 'Use small letters, digits and hyphens, such as order-receipt.')
  .describe('By which programs name it');
const Folder = z
  .string()
  .trim()
  .max(100)
  .regex(/^\P{Cc}*$/u, 'Use one line of text.')
  .describe('Empty: none');
const Name = z.string().trim().min(1, 'A template needs a name.').max(200);

const DraftRevision = Revision.nullable().describe('Of the draft that was read; null: there was none');

export const TemplateContent = z.object({
  body_kind: BodyKind,
  subject: z.string().max(998),
  preheader: z.string().max(998),
  body: z.string().max(5_000_000),
  translations: z.array(Translation).max(30),
});
export type TemplateContent = z.infer<typeof TemplateContent>;

export const TemplateRow = z.object({
  id: Id,
  key: z.string(),
  name: z.string(),
  folder: z.string(),
  channel: z.enum(['email', 'sms']),
  body_kind: BodyKind,
  subject: z.string(),
  languages: z.array(z.string()).describe('In which it is written besides its own'),
  version: z.int(),
  uses: z.int().describe('Campaigns that began from it'),
  has_draft: z.boolean().describe('Somebody has written on without making a version'),
  created_by: z.string().nullable(),
  created_at: InstantText,
  updated_at: InstantText,
  deleted_at: InstantText.nullable().describe('In the recycle bin since'),
  revision: Revision,
});
export type TemplateRow = z.infer<typeof TemplateRow>;

export const TemplateDraft = z.object({
  content: TemplateContent,
  author: z.string().nullable(),
  at: InstantText,
  revision: Revision,
});

export const Template = TemplateRow.extend({
  content: TemplateContent.describe('Of the version that counts'),
  draft: TemplateDraft.nullable(),
});
export type Template = z.infer<typeof Template>;

export const TemplateVersion = z.object({
  version: z.int(),
  note: z.string().describe('What changed, in the words of its author'),
  changed: z.array(z.string()).describe('Parts that differ from the version before'),
  author: z.string().nullable(),
  at: InstantText,
});
export type TemplateVersion = z.infer<typeof TemplateVersion>;

export const SavedBlock = z.object({
  id: Id,
  name: z.string(),
  block: z.string().describe('JSON'),
  created_by: z.string().nullable(),
  created_at: InstantText,
});
export type SavedBlock = z.infer<typeof SavedBlock>;

const route = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, summary?: string) => ({
  method,
  path: `/templates${path}` as const,
  tags: ['Templates'],
  ...(summary ? { summary } : {}),
});

export const templates = {
  list: needs('template.read')
    .route(route('GET', '', 'By name'))
    .input(
      z.object({
        ...paging,
        search: z.string().trim().max(200).optional().describe('Part of a name, key or subject'),
        folder: Folder.optional(),
        channel: z.enum(['email', 'sms']).optional(),
        deleted: z.stringbool().or(z.boolean()).default(false).describe('Those in the recycle bin'),
      }),
    )
    .output(pageOf(TemplateRow)),
  folders: needs('template.read')
    .route(route('GET', '/folders'))
    .output(z.array(z.object({ name: z.string(), templates: z.int() }))),
  get: needs('template.read').route(route('GET', '/{id}')).input(byId).output(Template),
  create: needs('template.write')
    .route({ ...route('POST', ''), successStatus: 201 })
    .input(
      z.object({
        name: Name,
        folder: Folder.default(''),
        channel: z.enum(['email', 'sms']).default('email'),
        key: TemplateKey.optional().describe('Without it: made from the name'),
        content: TemplateContent.partial(),
      }),
    )
    .output(Template),
  update: needs('template.write')
    .route(route('PUT', '/{id}', 'Change its name, folder or key; what it says is changed by a new version'))
    .input(
      byId.extend({
        revision: Revision,
        name: Name.optional(),
        folder: Folder.optional(),
        key: TemplateKey.optional(),
      }),
    )
    .output(Template),
  saveDraft: needs('template.write')
    .route(route('PUT', '/{id}/draft', 'Keep what is being written, so that a crash takes nothing'))
    .input(
      byId.extend({
        content: TemplateContent,
        draft_revision: DraftRevision,
      }),
    )
    .output(TemplateDraft),
  discardDraft: needs('template.write')
    .route(route('DELETE', '/{id}/draft', 'Throw away what was written since the last version'))
    .input(byId.extend({ draft_revision: Revision }))
    .output(Template),
  publish: needs('template.write')
    .route({ ...route('POST', '/{id}/versions', 'Make a version, which counts from then on'), successStatus: 201 })
    .input(
      byId.extend({
        revision: Revision,
        draft_revision: DraftRevision,
        content: TemplateContent,
        note: z.string().trim().max(500).default(''),
      }),
    )
    .output(Template),
  versions: needs('template.read')
    .route(route('GET', '/{id}/versions', 'Newest first'))
    .input(byId)
    .output(z.array(TemplateVersion)),
  version: needs('template.read')
    .route(route('GET', '/{id}/versions/{version}', 'What a version says'))
    .input(byId.extend({ version: z.coerce.number().int().min(1) }))
    .output(TemplateContent),
  restore: needs('template.write')
    .route(route('POST', '/{id}/versions/{version}/restore', 'Make a new version that says what an old one said'))
    .input(
      byId.extend({
        version: z.coerce.number().int().min(1),
        revision: Revision,
        draft_revision: DraftRevision,
      }),
    )
    .output(Template),
  duplicate: needs('template.write')
    .route({ ...route('POST', '/{id}/duplicate'), successStatus: 201 })
    .input(byId)
    .output(Template),
  delete: needs('template.write')
    .route(route('DELETE', '/{id}', 'Into the recycle bin'))
    .input(byId)
    .output(Done),
  undelete: needs('template.write')
    .route(route('POST', '/{id}/undelete', 'Out of the recycle bin'))
    .input(byId)
    .output(Template),
  purge: needs('template.purge')
    .route(route('DELETE', '/{id}/purge', 'Delete one of the recycle bin for good; campaigns keep their content'))
    .input(byId)
    .output(Done),
  uses: needs('template.read')
    .route(route('GET', '/{id}/uses', 'Campaigns that began from it, newest first'))
    .input(byId)
    .output(
      z.array(z.object({ id: Id, name: z.string(), state: CampaignState, version: z.int(), created_at: InstantText })),
    ),
  thumbnail: needs('template.read')
    .route(route('GET', '/{id}/thumbnail', 'How it looks, filled in for a made-up person'))
    .input(byId)
    .output(z.object({ html: z.string(), text: z.string() })),
  convert: needs('template.read')
    .route(route('POST', '/convert', 'A mail made of blocks as HTML and as text; nothing is kept'))
    .input(z.object({ body: z.string().max(5_000_000) }))
    .output(z.object({ html: z.string(), text: z.string() })),
  preview: needs('template.read')
    .route(route('POST', '/preview', 'What content comes to for one contact; nothing is kept'))
    .input(
      z.object({
        content: TemplateContent,
        contact_id: Id.optional().describe('Without it: a made-up person'),
        language: z.string().max(35).optional().describe('As a contact of this language gets it'),
      }),
    )
    .output(RenderedMessage),
};

export const savedBlocks = {
  list: needs('template.read')
    .route({ method: 'GET', path: '/saved-blocks', tags: ['Templates'] })
    .output(z.array(SavedBlock)),
  create: needs('template.write')
    .route({ method: 'POST', path: '/saved-blocks', successStatus: 201, tags: ['Templates'] })
    .input(z.object({ name: Name, block: z.string().max(500_000) }))
    .output(SavedBlock),
  delete: needs('template.write')
    .route({ method: 'DELETE', path: '/saved-blocks/{id}', tags: ['Templates'], summary: 'Mails that have it keep it' })
    .input(byId)
    .output(Done),
};

export const brand = {
  get: needs('template.read')
    .route({ method: 'GET', path: '/brand', tags: ['Templates'], summary: 'What new mails look like' })
    .output(Brand),
  update: needs('brand.write')
    .route({ method: 'PUT', path: '/brand', tags: ['Templates'] })
    .input(Brand)
    .output(Brand),
};
