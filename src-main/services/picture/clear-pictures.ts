import { removePictures } from '#main/platform/picture/picture-files.ts';
import {
  deletePictureForGood,
  findPictureByHash,
  picturesBinnedBefore,
} from '#main/repositories/picture/picture.repo.ts';
import { usesOfPicture } from '#main/repositories/picture/picture-use.repo.ts';
import { DAY } from '#shared/kernel/instant.ts';
import type { ServiceContext } from '../service-context.ts';

/** How long a picture waits in the recycle bin, as contacts do. */
const BIN_DAYS = 30;

/** Erases what has been in the recycle bin for long enough and is used nowhere, and files that no picture stands for. */
export function clearPictures(ctx: Pick<ServiceContext, 'db' | 'clock' | 'paths'>): void {
  const now = ctx.clock.now();
  for (const { no, hash } of picturesBinnedBefore(ctx.db.reader, now - BIN_DAYS * DAY)) {
    ctx.db.write((tx) => {
      if (usesOfPicture(tx, hash).length === 0) deletePictureForGood(tx, no);
    });
  }
  // A picture that is being taken in has its files before it has its row.
  removePictures(ctx.paths.pictures, (hash) => findPictureByHash(ctx.db.reader, hash) !== undefined, Date.now() - DAY);
}
