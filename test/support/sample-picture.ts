import { crc32 } from 'node:zlib';
import sharp from 'sharp';

/** A picture of one colour. */
export function pictureOf({
  width = 40,
  height = 20,
  format = 'png' as 'png' | 'jpeg' | 'webp' | 'gif',
  red = 200,
} = {}): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: { r: red, g: 80, b: 40 } } })
    .toFormat(format)
    .toBuffer();
}

/** A PNG whose head says that it is larger than it is. */
export function claimingSize(png: Buffer, width: number, height: number): Buffer {
  const bytes = Buffer.from(png);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
  return bytes;
}

export function fileOf(bytes: Uint8Array | string, name = 'a.png'): File {
  return new File([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)], name);
}
