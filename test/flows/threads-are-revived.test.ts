import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AppCore, openCore } from '#main/app/app-core.ts';
import { type RevivedWorker, startRevivedWorker } from '#main/app/revived-worker.ts';
import { APP_ROOT } from '#test/support/app-root.ts';
import { tempFolder } from '#test/support/temp-folder.ts';
import { waitUntil } from '#test/support/wait-until.ts';

const MORTAL = '../../../test/support/mortal.worker';

let folder: ReturnType<typeof tempFolder>;
let core: AppCore;
let worker: RevivedWorker;
let starts = 0;

beforeEach(async () => {
  folder = tempFolder();
  core = openCore({ data_dir: join(folder.path, 'data'), app_root: APP_ROOT });
  starts = 0;
  worker = await startRevivedWorker(core, MORTAL, {
    extra: () => ({}),
    onReady: () => {
      starts += 1;
    },
  });
});
afterEach(async () => {
  await worker.stop();
  await core.close();
  folder.remove();
});

const number = () => worker.call<number>('number', null).catch(() => null);

for (const death of ['fail', 'leave']) {
  test(`a thread that dies (${death}) is started again and answers`, async () => {
    const first = await number();
    await worker.call(death, null);
    await waitUntil(() => starts === 2);
    const second = await number();
    expect(second).toBeTypeOf('number');
    expect(second).not.toBe(first);
  });
}

test('what a dying or dead thread is asked is refused, and nobody waits for ever', async () => {
  const asked = [worker.call('leave', null), worker.call('never', null)];
  expect((await Promise.allSettled(asked)).map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  await expect(worker.call('number', null)).rejects.toThrow('has ended');
});

test('a thread that is stopped stays stopped', async () => {
  await worker.call('fail', null);
  await worker.stop();
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(starts).toBe(1);
});
