import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientOf } from '#test/support/client-of.ts';
import { setUpOverHttp } from '#test/support/console-client.ts';
import { makeTestApp, type TestApp } from '#test/support/make-test-app.ts';
import { fileOf, pictureOf } from '#test/support/sample-picture.ts';

let app: TestApp;
let address: string;

beforeAll(async () => {
  app = await makeTestApp();
  await setUpOverHttp(app);
  const picture = await clientOf(app.app.services).pictures.add({ file: fileOf(await pictureOf()), alt: 'Red' });
  address = picture.address;
});
afterAll(() => app.close());

test('a picture is there for everybody who has its address, for good, and is nothing but a picture', async () => {
  const answer = await fetch(address);
  expect(answer.status).toBe(200);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'image/png',
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'cross-origin',
  });
  const bytes = await answer.arrayBuffer();
  expect(bytes.byteLength).toBe(Number(answer.headers.get('content-length')));
  expect((await fetch(address, { method: 'HEAD' })).status).toBe(200);
  expect((await fetch(address, { method: 'POST' })).status).toBe(405);
});

test.each([
  ['another picture', 'a'.repeat(43)],
  ['a way out of the folder', '..%2f..%2fherald.key'],
  ['another width', null],
])('%s is not found', async (_, hash) => {
  const wanted = hash ? address.replace(/\/m\/[^/]+/, `/m/${hash}`) : address.replace(/\d+\.png$/, '41.png');
  const answer = await fetch(wanted);
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([404, 'no-store']);
});

test('what is no picture is refused with the field and the remedy', async () => {
  const bad = clientOf(app.app.services).pictures.add({ file: fileOf('<svg xmlns="http://www.w3.org/2000/svg"/>') });
  await expect(bad).rejects.toMatchObject({ code: 'INVALID_INPUT', data: { field: 'file', hint: 'Save it as PNG.' } });
});
