import type { MimePicture } from '#main/channels/email/mime-message.ts';
import { readPicture } from '#main/platform/picture/picture-files.ts';
import type { Embedding } from '#main/rendering/embed-pictures.ts';
import { readPictureAddress } from '#shared/domain/picture.ts';

const TYPES = { jpg: 'image/jpeg', png: 'image/png', gif: 'image/gif' } as const;

/** Pictures of the media library that travel in mails, read from their folder when they are first named. */
export class PictureShelf {
  readonly #folder: string;
  readonly #read = new Map<string, MimePicture>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Only what is in the library travels; the rest is loaded from where it is. */
  readonly embed: Embedding = (address) => this.#find(address)?.name ?? null;

  /** What a picture weighs, in bytes; null for one that is not in the library. */
  weigh(address: string): number | null {
    return this.#find(address)?.bytes.byteLength ?? null;
  }

  /** @param names that `embed` has given */
  named(names: readonly string[]): MimePicture[] {
    return names.flatMap((name) => this.#read.get(name) ?? []);
  }

  #find(address: string): MimePicture | null {
    const named = readPictureAddress(address);
    if (!named) return null;
    const { hash, width, format } = named;
    const name = `${hash.slice(0, 20)}.${width}@herald`;
    const known = this.#read.get(name);
    if (known) return known;
    const bytes = readPicture(this.#folder, hash, { width, format });
    if (!bytes) return null;
    const picture = { name, type: TYPES[format], filename: `${hash.slice(0, 8)}.${format}`, bytes };
    this.#read.set(name, picture);
    return picture;
  }
}
