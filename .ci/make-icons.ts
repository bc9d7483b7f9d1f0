import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium } from '#test/support/chromium.ts';
import { ROOT } from './prepare.mjs';

/** `npm run icons`: draws resources/herald.svg in every size and shape that the three systems ask for. */

const RESOURCES = join(ROOT, 'resources');
const SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024] as const;
const ICO_SIZES = [16, 24, 32, 48, 64, 256];
/** Apple's names for pictures of one size; those at double density count as their pixels. */
const ICNS_TYPES: [string, number][] = [
  ['icp4', 16],
  ['icp5', 32],
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic10', 1024],
  ['ic11', 32],
  ['ic12', 64],
  ['ic13', 256],
  ['ic14', 512],
];

const mark = /<path [^>]*d="([^"]+)"/.exec(readFileSync(join(ROOT, 'resources', 'herald.svg'), 'utf8'))?.[1];
const tile = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><rect x="2" y="2" width="44" height="44" rx="10" fill="#5147c2"/><path transform="translate(9 9) scale(1.25)" fill="#fff" d="${mark}"/></svg>`;
const plain = (colour: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path fill="${colour}" d="${mark}"/></svg>`;

for (const folder of ['icons', 'tray']) mkdirSync(join(RESOURCES, folder), { recursive: true });
const executablePath = findChromium();
const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: CHROMIUM_ARGS });
const page = await browser.newPage();
const pictures = new Map<number, Buffer>();
for (const size of SIZES) pictures.set(size, await draw(page, tile, size));
for (const [size, picture] of pictures) writeFileSync(join(RESOURCES, 'icons', `${size}x${size}.png`), picture);
writeFileSync(join(RESOURCES, 'icon.ico'), icoOf(ICO_SIZES));
writeFileSync(join(RESOURCES, 'icon.icns'), icnsOf(ICNS_TYPES));
for (const [name, colour] of [
  ['tray', '#8c84e8'],
  ['trayTemplate', '#000'],
] as const) {
  writeFileSync(join(RESOURCES, 'tray', `${name}.png`), await draw(page, plain(colour), 16));
  writeFileSync(join(RESOURCES, 'tray', `${name}@2x.png`), await draw(page, plain(colour), 32));
}
await browser.close();

async function draw(canvas: Page, svg: string, size: number): Promise<Buffer> {
  await canvas.setViewportSize({ width: size, height: size });
  await canvas.setContent(
    `<style>html,body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`,
  );
  return canvas.screenshot({ omitBackground: true });
}

function picture(size: number): Buffer {
  const found = pictures.get(size);
  if (!found) throw new Error(`There is no picture of ${size} pixels.`);
  return found;
}

/** A directory of 16-byte entries, then the PNGs themselves. */
function icoOf(sizes: number[]): Buffer {
  const header = Buffer.alloc(6 + 16 * sizes.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(sizes.length, 4);
  let offset = header.length;
  for (const [index, size] of sizes.entries()) {
    const at = 6 + 16 * index;
    header.writeUInt8(size % 256, at);
    header.writeUInt8(size % 256, at + 1);
    header.writeUInt16LE(1, at + 4);
    header.writeUInt16LE(32, at + 6);
    header.writeUInt32LE(picture(size).length, at + 8);
    header.writeUInt32LE(offset, at + 12);
    offset += picture(size).length;
  }
  return Buffer.concat([header, ...sizes.map(picture)]);
}

/** Chunks of type, length and PNG behind a header of the same form. */
function icnsOf(types: [string, number][]): Buffer {
  const chunks = types.map(([type, size]) => chunk(type, picture(size)));
  return chunk('icns', Buffer.concat(chunks));
}

function chunk(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32BE(body.length + 8, 4);
  return Buffer.concat([head, body]);
}
