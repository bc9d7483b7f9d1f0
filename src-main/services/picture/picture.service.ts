import { createHash } from 'node:crypto';
import {
  findPicture,
  findPictureByHash,
  insertPicture,
  type PictureEdit,
  type PictureFilter,
  type PictureRecord,
  pagePictures,
  updatePicture,
} from '#main/repositories/picture/picture.repo.ts';
import { type PictureUse, usesOfPicture } from '#main/repositories/picture/picture-use.repo.ts';
import { type PictureSize, picturePath, sizeFor } from '#shared/domain/picture.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';
import type { Page } from '#shared/kernel/page.ts';
import type { ServiceContext } from '../service-context.ts';
import { requireOrganization, trackingBase } from '../tracking/tracking-address.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'ids' | 'pictures' | 'endpoints'>;
type ReadContext = Pick<Context, 'db' | 'endpoints'>;

/** What a mail is wide, in pixels: the size that is offered first is sharp there. */
const MAIL_WIDTH = 600;

export interface PictureView extends Omit<PictureRecord, 'no' | 'hash' | 'sizes'> {
  sizes: (PictureSize & { address: string })[];
  /** Of the size for a mail. */
  address: string;
}

export interface NewPictureFile {
  file: File;
  folder: string;
  alt: string;
}

/** Takes a picture into the library. Bytes that are there already stay the one picture that they are. */
export async function addPicture(
  ctx: Context,
  actor: string,
  { file, folder, alt }: NewPictureFile,
): Promise<PictureView> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const hash = createHash('sha256').update(bytes).digest('base64url');
  if (findPictureByHash(ctx.db.reader, hash)) return takenAgain(ctx, actor, hash);
  const stored = await ctx.pictures.store({ hash, bytes });
  // Somebody else may have sent the same meanwhile.
  if (findPictureByHash(ctx.db.reader, hash)) return takenAgain(ctx, actor, hash);
  const id = ctx.ids.id();
  ctx.db.write((tx) => {
    const name = nameOf(file.name);
    insertPicture(tx, { ...stored, id, hash, name, folder, alt, created_by: actor, at: ctx.clock.now() });
    tx.record({ type: 'picture.added', subject: `picture:${id}`, actor });
  });
  return getPicture(ctx, id);
}

function takenAgain(ctx: Context, actor: string, hash: string): PictureView {
  const { id, no, deleted_at } = found(findPictureByHash(ctx.db.reader, hash), 'picture');
  if (deleted_at !== null) {
    ctx.db.write((tx) => {
      updatePicture(tx, no, { deleted_at: null });
      tx.record({ type: 'picture.restored', subject: `picture:${id}`, actor });
    });
  }
  return getPicture(ctx, id);
}

/** A name says what it is; it never becomes part of a path. */
function nameOf(filename: string): string {
  const last = filename.split(/[\\/]/).at(-1) ?? '';
  return (
    last
      .replace(/\p{Cc}/gu, '')
      .trim()
      .slice(0, 200) || 'picture'
  );
}

export function getPicture(ctx: ReadContext, id: string): PictureView {
  return viewOf(ctx, found(findPicture(ctx.db.reader, id), 'picture'));
}

export function listPictures(ctx: ReadContext, filter: PictureFilter): Page<PictureView> {
  const page = pagePictures(ctx.db.reader, filter);
  return { ...page, items: page.items.map((picture) => viewOf(ctx, picture)) };
}

export function changePicture(
  ctx: Context,
  actor: string,
  { id, ...edit }: Omit<PictureEdit, 'deleted_at'> & { id: string },
): PictureView {
  ctx.db.write((tx) => {
    updatePicture(tx, requireLive(findPicture(tx, id)).no, edit);
    tx.record({ type: 'picture.changed', subject: `picture:${id}`, actor, data: { fields: Object.keys(edit) } });
  });
  return getPicture(ctx, id);
}

export function listPictureUses({ db }: Pick<Context, 'db'>, id: string): PictureUse[] {
  return usesOfPicture(db.reader, found(findPicture(db.reader, id), 'picture').hash);
}

/** Into the recycle bin; what is used stays. */
export function binPicture(ctx: Context, actor: string, id: string): { done: true } {
  ctx.db.write((tx) => {
    const { no, hash } = requireLive(findPicture(tx, id));
    const uses = usesOfPicture(tx, hash);
    if (uses.length > 0) {
      const names = uses.slice(0, 3).map(({ kind, name }) => (kind === 'brand' ? 'the brand kit' : `"${name}"`));
      const more = uses.length > names.length ? ` and ${uses.length - names.length} more` : '';
      throw new HeraldError('IN_USE', `This picture is used by ${names.join(', ')}${more}.`, {
        hint: 'Take it out there first.',
        uses,
      });
    }
    updatePicture(tx, no, { deleted_at: ctx.clock.now() });
    tx.record({ type: 'picture.deleted', subject: `picture:${id}`, actor });
  });
  return { done: true };
}

export function unbinPicture(ctx: Context, actor: string, id: string): PictureView {
  const picture = findPicture(ctx.db.reader, id);
  const { hash } = found(picture?.deleted_at ? picture : undefined, 'picture in the recycle bin');
  return takenAgain(ctx, actor, hash);
}

function requireLive(picture: PictureRecord | undefined): PictureRecord {
  return found(picture?.deleted_at ? undefined : picture, 'picture');
}

function viewOf(ctx: ReadContext, { no: _no, hash, ...picture }: PictureRecord): PictureView {
  const base = trackingBase(ctx, requireOrganization(ctx.db.reader));
  const sizes = picture.sizes.map((size) => ({ ...size, address: base + picturePath(hash, size, picture.format) }));
  return { ...picture, sizes, address: sizeFor(sizes, MAIL_WIDTH)?.address ?? '' };
}
