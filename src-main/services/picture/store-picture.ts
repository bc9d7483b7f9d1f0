import { writePicture } from '#main/platform/picture/picture-files.ts';
import { preparePicture } from '#main/platform/picture/prepare-picture.ts';
import { MOST_PIXELS } from '#shared/domain/picture.ts';
import type { StoredPicture } from '../service-context.ts';

/** @throws HeraldError INVALID_INPUT for what is no picture or has too many pixels, DISK_FULL */
export async function storePicture(
  folder: string,
  { hash, bytes }: { hash: string; bytes: Uint8Array },
): Promise<StoredPicture> {
  const { sizes, ...picture } = await preparePicture(bytes, MOST_PIXELS);
  writePicture(folder, hash, { ...picture, sizes });
  return { ...picture, sizes: sizes.map(({ bytes: file, ...size }) => ({ ...size, bytes: file.length })) };
}
