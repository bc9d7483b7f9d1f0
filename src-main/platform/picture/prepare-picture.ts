import type { Sharp } from 'sharp';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import { sniffPicture } from './sniff-picture.ts';

export interface PreparedPicture {
  format: 'jpg' | 'png' | 'gif';
  /** Pixels, as it is looked at: turned the way its camera was held. */
  width: number;
  height: number;
  /** The smallest first. */
  sizes: { width: number; height: number; bytes: Uint8Array }[];
}

/** Half a mail, a mail, and a mail on a dense screen; in pixels. */
const WIDTHS = [320, 640, 1_280];
const WIDEST = 1_600;

/**
 * Makes of an uploaded picture what mails can carry, in several widths: without metadata, in a format that all mail programs show.
 *
 * @throws HeraldError INVALID_INPUT of the field `file` for what is no picture, is damaged, or has more than `most_pixels`
 */
export async function preparePicture(bytes: Uint8Array, most_pixels: number): Promise<PreparedPicture> {
  const kind = sniffPicture(bytes);
  if (kind === 'svg') {
    throw refusal('This is an SVG. It can carry programs, and most mail programs do not show it.', 'Save it as PNG.');
  }
  if (kind === null) throw refusal('This is no JPEG, PNG, GIF or WebP.', 'Save the picture as one of them.');
  // Its native code is large, and a machine on which it does not run can do everything else.
  const { default: sharp } = await import('sharp');
  const facts = await undamaged(() => sharp(bytes, { animated: true, limitInputPixels: false }).metadata());
  const frames = facts.pages ?? 1;
  const { width, height } = { ...facts.autoOrient, ...(frames > 1 && { height: facts.pageHeight ?? facts.height }) };
  if (width * height * frames > most_pixels) {
    const [has, most] = [width * height * frames, most_pixels].map((pixels) => Math.round(pixels / 1_000_000));
    throw refusal(
      `This picture has ${has} megapixels. ${most} is the most.`,
      'Make it smaller. Mails need one or two.',
    );
  }
  const format = frames > 1 || kind === 'gif' ? 'gif' : kind === 'png' || facts.hasAlpha ? 'png' : 'jpg';
  const sizes: PreparedPicture['sizes'] = [];
  for (const wanted of widthsOf(width)) {
    const { data, info } = await undamaged(() =>
      encode(sharp(bytes, { animated: frames > 1, limitInputPixels: most_pixels, failOn: 'error' }), format, wanted),
    );
    sizes.push({ width: info.width, height: info.pageHeight ?? info.height, bytes: data });
  }
  return { format, width, height, sizes };
}

function widthsOf(width: number): number[] {
  return [...WIDTHS.filter((narrower) => narrower < width), Math.min(width, WIDEST)];
}

function encode(picture: Sharp, format: PreparedPicture['format'], width: number) {
  const sized = picture.autoOrient().resize({ width, withoutEnlargement: true });
  const made =
    format === 'jpg'
      ? sized.jpeg({ quality: 82, mozjpeg: true })
      : format === 'png'
        ? sized.png({ compressionLevel: 9 })
        : sized.gif();
  return made.toBuffer({ resolveWithObject: true });
}

async function undamaged<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    throw refusal('This picture is damaged or incomplete.', 'Save it again, or take another one.', cause);
  }
}

function refusal(message: string, hint: string, cause?: unknown): HeraldError {
  return new HeraldError('INVALID_INPUT', message, { field: 'file', hint }, cause);
}
