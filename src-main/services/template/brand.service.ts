import { readBrand, writeBrand } from '#main/repositories/template/brand.repo.ts';
import {
  deleteSavedBlock,
  insertSavedBlock,
  listSavedBlocks,
  type SavedBlockView,
} from '#main/repositories/template/saved-block.repo.ts';
import type { Brand } from '#shared/domain/design/look.ts';
import { readBlock } from '#shared/domain/design/read-design.ts';
import { isSafePicture } from '#shared/domain/design/safe-address.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';
import type { ServiceContext } from '../service-context.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'ids'>;

export function changeBrand({ db }: Pick<Context, 'db'>, actor: string, brand: Brand): Brand {
  if (brand.logo.src !== '' && !isSafePicture(brand.logo.src)) {
    throw new HeraldError('INVALID_INPUT', 'The logo needs a web address.', {
      field: 'logo.src',
      hint: 'Use one that begins with https://.',
    });
  }
  db.write((tx) => {
    writeBrand(tx, brand);
    tx.record({ type: 'brand.changed', subject: 'organization:brand', actor });
  });
  return readBrand(db.reader);
}

/** Keeps a block to be put into other mails, as a copy. */
export function keepBlock(
  ctx: Context,
  actor: string,
  { name, block }: { name: string; block: string },
): SavedBlockView {
  const answer = readBlock(block);
  if (!answer) throw new HeraldError('INVALID_INPUT', 'This is no block of a mail.', { field: 'block' });
  const id = ctx.ids.id();
  ctx.db.write((tx) => {
    insertSavedBlock(tx, { id, name, block, created_by: actor, at: ctx.clock.now() });
    tx.record({ type: 'saved_block.created', subject: `saved_block:${id}`, actor });
  });
  return found(
    listSavedBlocks(ctx.db.reader).find((saved) => saved.id === id),
    'block',
  );
}

export function forgetBlock({ db }: Pick<Context, 'db'>, actor: string, id: string): { done: true } {
  db.write((tx) => {
    found(deleteSavedBlock(tx, id) || undefined, 'block');
    tx.record({ type: 'saved_block.deleted', subject: `saved_block:${id}`, actor });
  });
  return { done: true };
}
