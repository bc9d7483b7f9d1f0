/** What a picture may weigh when it is put into the library, in bytes. */
export const LARGEST_PICTURE = 10 * 1024 * 1024;

/** What a picture may have, all its frames together. A small file can hold far more than a machine has room for. */
export const MOST_PIXELS = 40_000_000;

export const PICTURE_FORMATS = ['jpg', 'png', 'gif'] as const;
export type PictureFormat = (typeof PICTURE_FORMATS)[number];

/** One of the files that are kept of a picture; in pixels and bytes. */
export interface PictureSize {
  width: number;
  height: number;
  bytes: number;
}

/** The size for a place that is so many pixels wide: twice as many where there are, for screens that are dense. */
export function sizeFor<Size extends Pick<PictureSize, 'width'>>(
  sizes: readonly Size[],
  room: number,
): Size | undefined {
  const ascending = [...sizes].sort((one, other) => one.width - other.width);
  return ascending.find(({ width }) => width >= 2 * room) ?? ascending.at(-1);
}

/** Where a size of a picture answers, after what the addresses in mails begin with. */
export function picturePath(hash: string, { width }: Pick<PictureSize, 'width'>, format: PictureFormat): string {
  return `/m/${hash}/${width}.${format}`;
}

/** What the address of a file of the library names, whatever it begins with; null for one of a picture from elsewhere. */
export function readPictureAddress(address: string): { hash: string; width: number; format: PictureFormat } | null {
  const [, hash, width, format] = /^https?:\/\/[^?#]*\/m\/([\w-]{43})\/(\d{1,4})\.(jpg|png|gif)$/.exec(address) ?? [];
  return hash ? { hash, width: Number(width), format: format as PictureFormat } : null;
}
