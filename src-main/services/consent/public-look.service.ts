import { readLook, updateLook } from '#main/repositories/consent/public-look.repo.ts';
import type { PublicLook } from '#shared/domain/consent/public-look.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import type { ServiceContext } from '../service-context.ts';

type Context = Pick<ServiceContext, 'db'>;

export function getLook(ctx: Context): PublicLook & { revision: number } {
  return readLook(ctx.db.reader);
}

export function changeLook(
  ctx: Context,
  actor: string,
  { revision, ...look }: PublicLook & { revision: number },
): PublicLook & { revision: number } {
  ctx.db.write((tx) => {
    if (!updateLook(tx, revision, look)) {
      throw new HeraldError('STALE_REVISION', 'The look of the public pages was changed by somebody else meanwhile.', {
        hint: 'Load it again and repeat your change.',
      });
    }
    tx.record({ type: 'public_pages.changed', subject: 'organization:1', actor });
  });
  return readLook(ctx.db.reader);
}
