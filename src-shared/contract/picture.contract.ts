import * as z from 'zod';
import { LARGEST_PICTURE, PICTURE_FORMATS } from '#shared/domain/picture.ts';
import { byId, Done, Id, InstantText, pageOf, paging } from './fields.ts';
import { needs } from './procedure.ts';

const line = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .regex(/^\P{Cc}*$/u, 'Use one line of text.');
const Folder = line(100).describe('Empty: none');
const Alt = line(1_000).describe('What the picture says, for those who do not see it');

export const PictureSize = z.object({
  width: z.int().describe('Pixels'),
  height: z.int().describe('Pixels'),
  bytes: z.int(),
  address: z.string().describe('Where it answers; what stands there never changes'),
});

export const Picture = z.object({
  id: Id,
  name: z.string(),
  folder: z.string(),
  alt: z.string(),
  format: z.enum(PICTURE_FORMATS),
  width: z.int().describe('Pixels of the file as it came'),
  height: z.int(),
  sizes: z.array(PictureSize).describe('The smallest first'),
  address: z.string().describe('Of the size that suits the width of a mail'),
  created_by: z.string().nullable(),
  created_at: InstantText,
  deleted_at: InstantText.nullable().describe('In the recycle bin since'),
});
export type Picture = z.infer<typeof Picture>;

export const PictureUse = z.object({
  kind: z.enum(['campaign', 'template', 'workflow', 'saved_block', 'brand']),
  id: Id.nullable(),
  name: z.string(),
});
export type PictureUse = z.infer<typeof PictureUse>;

const route = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, summary?: string) => ({
  method,
  path: `/pictures${path}` as const,
  tags: ['Pictures'],
  ...(summary ? { summary } : {}),
});

/** The media library: pictures that mails show. */
export const pictures = {
  list: needs('template.read')
    .route(route('GET', '', 'Newest first'))
    .input(
      z.object({
        ...paging,
        search: z.string().trim().max(200).optional().describe('Part of a name or of its words'),
        folder: Folder.optional(),
        deleted: z.stringbool().or(z.boolean()).default(false).describe('Those in the recycle bin'),
      }),
    )
    .output(pageOf(Picture)),
  folders: needs('template.read')
    .route(route('GET', '/folders'))
    .output(z.array(z.object({ name: z.string(), pictures: z.int() }))),
  get: needs('template.read').route(route('GET', '/{id}')).input(byId).output(Picture),
  add: needs('template.write')
    .route({
      ...route('POST', '', 'JPEG, PNG, GIF or WebP, without its metadata; the same bytes again are the same picture'),
      successStatus: 201,
    })
    .input(
      z.object({
        file: z.file().min(1, 'The file is empty.').max(LARGEST_PICTURE, 'A picture may have 10 MB.'),
        folder: Folder.default(''),
        alt: Alt.default(''),
      }),
    )
    .output(Picture),
  update: needs('template.write')
    .route(route('PUT', '/{id}', 'Change its name, folder or words; mails that have it keep theirs'))
    .input(
      byId.extend({
        name: line(200).min(1, 'A picture needs a name.').optional(),
        folder: Folder.optional(),
        alt: Alt.optional(),
      }),
    )
    .output(Picture),
  uses: needs('template.read')
    .route(route('GET', '/{id}/uses', 'What shows it'))
    .input(byId)
    .output(z.array(PictureUse)),
  delete: needs('template.write')
    .route(route('DELETE', '/{id}', 'Into the recycle bin, for thirty days; refused while something shows it'))
    .input(byId)
    .output(Done),
  undelete: needs('template.write')
    .route(route('POST', '/{id}/undelete', 'Out of the recycle bin'))
    .input(byId)
    .output(Picture),
};
