import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pictureFolders } from '#main/repositories/picture/picture.repo.ts';
import { createCampaign, deleteCampaign } from '#main/services/campaign/campaign.service.ts';
import { clearPictures } from '#main/services/picture/clear-pictures.ts';
import {
  addPicture,
  binPicture,
  changePicture,
  getPicture,
  listPictures,
  listPictureUses,
  unbinPicture,
} from '#main/services/picture/picture.service.ts';
import { storePicture } from '#main/services/picture/store-picture.ts';
import type { ServiceContext } from '#main/services/service-context.ts';
import { changeBrand } from '#main/services/template/brand.service.ts';
import { createTemplate } from '#main/services/template/template.service.ts';
import { PLAIN_BRAND } from '#shared/domain/design/look.ts';
import { DAY } from '#shared/kernel/instant.ts';
import { ACTOR, type CampaignHouse, campaignHouse } from '#test/support/campaign-context.ts';
import { claimingSize, fileOf, pictureOf } from '#test/support/sample-picture.ts';
import { tempFolder } from '#test/support/temp-folder.ts';

let house: CampaignHouse;
let folder: ReturnType<typeof tempFolder>;
let ctx: CampaignHouse['ctx'] & Pick<ServiceContext, 'pictures'>;
let pictures: string;
beforeEach(() => {
  house = campaignHouse();
  folder = tempFolder();
  pictures = join(folder.path, 'pictures');
  mkdirSync(pictures);
  const store: ServiceContext['pictures']['store'] = (picture) => storePicture(pictures, picture);
  ctx = { ...house.ctx, paths: { pictures } as ServiceContext['paths'], pictures: { store } };
});
afterEach(() => {
  house.close();
  folder.remove();
});

const add = (file: File, fields: { folder?: string; alt?: string } = {}) =>
  addPicture(ctx, ACTOR, { file, folder: '', alt: '', ...fields });
const refused = (says: RegExp) =>
  expect.objectContaining({
    code: 'INVALID_INPUT',
    message: expect.stringMatching(says),
    detail: expect.objectContaining({ field: 'file', hint: expect.any(String) }),
  });

describe('a picture of the library', () => {
  it('is kept in the widths that mails need, none wider than it is, and offered in that for a mail', async () => {
    const picture = await add(fileOf(await pictureOf({ width: 1_000, height: 500 }), 'Sommer.png'));
    expect(picture).toMatchObject({ name: 'Sommer.png', format: 'png', width: 1_000, height: 500 });
    expect(picture.sizes.map(({ width, height }) => [width, height])).toEqual([
      [320, 160],
      [640, 320],
      [1_000, 500],
    ]);
    expect(picture.address).toMatch(/^http:\/\/127\.0\.0\.1:9\/m\/[\w-]{43}\/1000\.png$/);
    expect(readdirSync(pictures)).toHaveLength(3);
  });

  it('is what its bytes are, whatever its name says; WebP becomes what every mail program shows', async () => {
    const photo = await add(fileOf(await pictureOf({ format: 'jpeg' }), 'x.png'));
    const modern = await add(fileOf(await pictureOf({ format: 'webp' }), 'x.webp'));
    expect([photo.format, modern.format]).toEqual(['jpg', 'jpg']);
    await expect(add(fileOf('GIF? No, a text.', 'x.gif'))).rejects.toEqual(refused(/no JPEG/));
    expect(readdirSync(pictures).every((name) => name.endsWith('.jpg'))).toBe(true);
  });

  it('keeps nothing of where and by whom it was taken, and stands as its camera was held', async () => {
    const taken = await sharp(await pictureOf({ width: 40, height: 20, format: 'jpeg' }))
      .withExif({ IFD0: { Artist: 'Ada Secret' }, IFD3: { GPSLatitudeRef: 'N' } })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const picture = await add(fileOf(taken, 'photo.jpg'));
    expect([picture.width, picture.height]).toEqual([20, 40]);
    const [name = ''] = readdirSync(pictures);
    const kept = await sharp(readFileSync(join(pictures, name))).metadata();
    expect([kept.exif, kept.orientation, kept.width, kept.height]).toEqual([undefined, undefined, 20, 40]);
  });

  it('has a name that leads to no other folder', async () => {
    const { name } = await add(fileOf(await pictureOf(), '../../herald.key\u0000.png'));
    expect(name).toBe('herald.key.png');
    expect(readdirSync(folder.path)).toEqual(['pictures']);
  });

  it('is one, however often its bytes come', async () => {
    const bytes = await pictureOf();
    const [one, two] = await Promise.all([add(fileOf(bytes, 'a.png')), add(fileOf(bytes, 'b.png'))]);
    expect(two?.id).toBe(one?.id);
    expect(listPictures(ctx, { deleted: false, limit: 10 }).total).toBe(1);
    expect(readdirSync(pictures)).toHaveLength(1);
  });

  it('is refused where it is damaged, an SVG, or larger than it seems', async () => {
    const whole = await pictureOf({ width: 300, height: 300, format: 'jpeg' });
    await expect(add(fileOf(whole.subarray(0, whole.length / 2)))).rejects.toEqual(refused(/damaged/));
    await expect(add(fileOf(whole.subarray(0, 12)))).rejects.toEqual(refused(/damaged/));
    const svg = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
    await expect(add(fileOf(svg, 'logo.png'))).rejects.toEqual(refused(/SVG/));
    const bomb = claimingSize(await pictureOf(), 10_000, 10_000);
    await expect(add(fileOf(bomb))).rejects.toEqual(refused(/100 megapixels. 40 is/));
    expect(readdirSync(pictures)).toEqual([]);
  });

  it('keeps the frames of a GIF', async () => {
    const frames = await Promise.all([10, 250].map((red) => pictureOf({ width: 400, height: 30, red })));
    const gif = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer();
    const picture = await add(fileOf(gif, 'a.gif'));
    expect(picture).toMatchObject({ format: 'gif', width: 400, height: 30 });
    const small = readdirSync(pictures).find((name) => name.endsWith('-320.gif')) ?? '';
    expect((await sharp(readFileSync(join(pictures, small)), { animated: true }).metadata()).pages).toBe(2);
  });

  it('is found by folder, name and words', async () => {
    const { id } = await add(fileOf(await pictureOf(), 'Beach.png'), { folder: 'Summer' });
    await add(fileOf(await pictureOf({ red: 1 }), 'Snow.png'));
    changePicture(ctx, ACTOR, { id, alt: 'A red umbrella' });
    const names = (filter: object) =>
      listPictures(ctx, { deleted: false, limit: 10, ...filter }).items.map(({ name }) => name);
    expect(names({})).toEqual(['Snow.png', 'Beach.png']);
    expect([names({ search: 'umbrella' }), names({ folder: 'Summer' })]).toEqual([['Beach.png'], ['Beach.png']]);
    expect(pictureFolders(ctx.db.reader)).toEqual([{ name: 'Summer', pictures: 1 }]);
  });
});

describe('where a picture is used', () => {
  it('is told, and keeps it from being deleted', async () => {
    const { id, address } = await add(fileOf(await pictureOf()));
    const campaign = createCampaign(ctx, ACTOR, { name: 'Spring', body: `<img src="${address}">` });
    const content = { body_kind: 'html' as const, subject: '', preheader: '', body: `<img src="${address}">` };
    const template = createTemplate(ctx, ACTOR, { name: 'Base', folder: '', channel: 'email', content });
    changeBrand(ctx, ACTOR, { ...PLAIN_BRAND, logo: { src: address, alt: '' } });
    expect(listPictureUses(ctx, id)).toEqual([
      { kind: 'brand', id: null, name: '' },
      { kind: 'campaign', id: campaign.id, name: 'Spring' },
      { kind: 'template', id: template.id, name: 'Base' },
    ]);
    expect(() => binPicture(ctx, ACTOR, id)).toThrowError(expect.objectContaining({ code: 'IN_USE' }));
    expect(getPicture(ctx, id).deleted_at).toBeNull();
  });

  it('ends with the campaign; the picture then waits in the recycle bin, and its files with it', async () => {
    const bytes = await pictureOf();
    const { id, address } = await add(fileOf(bytes));
    const campaign = createCampaign(ctx, ACTOR, { name: 'Spring', body: `<img src="${address}">` });
    deleteCampaign(ctx, ACTOR, campaign.id);
    binPicture(ctx, ACTOR, id);
    clearPictures(ctx);
    expect(readdirSync(pictures)).toHaveLength(1);
    expect(unbinPicture(ctx, ACTOR, id).deleted_at).toBeNull();
    binPicture(ctx, ACTOR, id);
    expect((await add(fileOf(bytes))).deleted_at).toBeNull();
  });

  it('erases it with its files after thirty days, unless it is used again', async () => {
    const kept = await add(fileOf(await pictureOf()));
    const gone = await add(fileOf(await pictureOf({ red: 1 })));
    for (const { id } of [kept, gone]) binPicture(ctx, ACTOR, id);
    createCampaign(ctx, ACTOR, { name: 'Pasted', body: `<img src="${kept.address}">` });
    const old = new Date(Date.now() - 2 * DAY);
    writeFileSync(join(pictures, `${'x'.repeat(43)}-320.png.part`), '');
    for (const name of readdirSync(pictures)) utimesSync(join(pictures, name), old, old);
    const later = ctx.clock.now() + 31 * DAY;
    clearPictures({ ...ctx, clock: { ...ctx.clock, now: () => later } });
    expect(() => getPicture(ctx, gone.id)).toThrowError(expect.objectContaining({ code: 'NOT_FOUND' }));
    expect(getPicture(ctx, kept.id).name).toBe('a.png');
    expect(readdirSync(pictures)).toHaveLength(1);
  });
});
