import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type CDPSession, chromium, type Page } from 'playwright';
import type { HeraldClient } from '#main/cli/connect.ts';
import { findChromium } from '#test/support/chromium.ts';
import { type Bench, type Figure, median, round, spread } from './figure.ts';
import { tempFolderFor } from './support/data-folder.ts';
import { startHerald } from './support/running-herald.ts';
import { largeWorkflow } from './workflow/large-workflow.ts';

const NODES = 300;
const FRAME_MS = 1_000 / 60;
const OWNER = { name: 'Bench', email: 'bench@example.org', password: 'correct horse battery' };

/** What somebody does with the mouse, for so many milliseconds. */
type Deed = (page: Page, ms: number) => Promise<void>;

const DEEDS: Record<string, Deed> = {
  panning: (page, ms) => drag(page, { from: [640, 640], reach: 240, ms }),
  async zooming(page, ms) {
    await page.mouse.move(600, 420);
    let turn = 0;
    await eachFrame(ms, () => page.mouse.wheel(0, turn++ % 60 < 30 ? -30 : 30));
  },
  async 'dragging a node'(page, ms) {
    const node = page.getByTestId('rf__node-n9_7');
    const placed = await node.getAttribute('style');
    const box = await node.boundingBox();
    if (!box) throw new Error('There is no node to drag.');
    await drag(page, { from: [box.x + box.width / 3, box.y + box.height / 2], reach: 120, ms });
    if (placed === (await node.getAttribute('style'))) throw new Error('The node was not dragged.');
  },
};

/** The drawing of a large workflow in a browser: the mouse moves it while people move through it. */
const bench: Bench = {
  name: 'workflow.canvas',
  async run({ quick }) {
    const folder = tempFolderFor('canvas');
    const { client, stop } = await startHerald(folder);
    const executablePath = findChromium();
    const browser = await chromium.launch({
      ...(executablePath ? { executablePath } : {}),
      args: ['--no-sandbox', '--disable-gpu'],
    });
    try {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      const console_url = await signIn(page, folder);
      const id = await publishLarge(client);
      const contact_id = (await client.contacts.create({ email: 'ana@example.org' })).id;
      await page.goto(`${console_url}/#/workflows/${id}`);
      await page.locator('.react-flow__node').first().waitFor();
      await sleep(1_500);
      const seen = await watch(page);
      const enter = () => client.workflows.enrol({ id, contact_id });
      const [ms, repeats] = quick ? [1_500, 1] : [3_000, 3];
      const figures: Figure[] = [];
      for (const [name, deed] of Object.entries(DEEDS)) {
        const runs: Run[] = [];
        while (runs.length < repeats) {
          await page.getByRole('button', { name: 'Fit View' }).click();
          await sleep(500);
          runs.push(await measure(seen, () => whilePeopleMove(enter, deed(page, ms))));
        }
        figures.push(figureOf(name, runs));
      }
      return figures;
    } finally {
      await browser.close();
      await stop();
    }
  },
};
export default bench;

interface Run {
  /** Of the page's main thread. */
  cpu_ms: number;
  frames: number;
  dropped: number;
}

function figureOf(deed: string, runs: readonly Run[]): Figure {
  const costs = runs.map(({ cpu_ms, frames }) => cpu_ms / frames);
  const value = median(costs);
  return {
    bench: 'workflow.canvas',
    value: round(value),
    unit: `ms of the page's main thread a frame while ${deed}`,
    against: 'a frame, of which there are 60 a second,',
    baseline: round(FRAME_MS),
    ratio: round(FRAME_MS / value),
    goal: 1,
    pass: value <= FRAME_MS,
    n: NODES,
    repeats: runs.length,
    spread: spread(costs),
    frames: runs.reduce((sum, { frames }) => sum + frames, 0),
    dropped: runs.reduce((sum, { dropped }) => sum + dropped, 0),
  };
}

async function signIn(page: Page, folder: string): Promise<string> {
  const link = join(folder, 'setup-link.txt');
  while (!existsSync(link)) await sleep(20);
  const token = new URLSearchParams(readFileSync(link, 'utf8').trim().split('?')[1]).get('token') ?? '';
  const { console_url } = JSON.parse(readFileSync(join(folder, 'running.json'), 'utf8')) as { console_url: string };
  const answer = await page.request.post(`${console_url}/rpc/account/setup`, {
    headers: { 'x-csrf-token': 'orpc', origin: console_url },
    data: { json: { token, organization: { name: 'Bench', timezone: 'UTC', locale: 'en' }, account: OWNER } },
  });
  if (!answer.ok()) throw new Error(`The bench could not sign in: ${await answer.text()}`);
  return console_url;
}

async function publishLarge(client: HeraldClient): Promise<string> {
  const { id, revision } = await client.workflows.create({ name: 'Large', graph: largeWorkflow(NODES) });
  await client.workflows.publish({ id, revision });
  return id;
}

interface Seen {
  page: Page;
  devtools: CDPSession;
}

/** Counts the frames of the page from now on, and the time that its main thread works. */
async function watch(page: Page): Promise<Seen> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.evaluate(() => {
    const moments: number[] = [];
    Object.assign(globalThis, { moments });
    const note = (at: number) => {
      moments.push(at);
      requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
  });
  return { page, devtools };
}

async function measure({ page, devtools }: Seen, work: () => Promise<void>): Promise<Run> {
  await page.evaluate(
    () => void Object.assign((globalThis as unknown as { moments: number[] }).moments, { length: 0 }),
  );
  const before = await worked(devtools);
  await work();
  const cpu_ms = (await worked(devtools)) - before;
  const moments = await page.evaluate(() => (globalThis as unknown as { moments: number[] }).moments);
  const lasted = (moments.at(-1) ?? 0) - (moments[0] ?? 0);
  const frames = moments.length;
  return { cpu_ms, frames, dropped: Math.max(0, Math.round(lasted / FRAME_MS) + 1 - frames) };
}

async function worked(devtools: CDPSession): Promise<number> {
  const { metrics } = await devtools.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1_000;
}

/** Somebody enters five times a second, so that the numbers on the cards change. */
async function whilePeopleMove(enter: () => Promise<unknown>, moving: Promise<void>): Promise<void> {
  let isOver = false;
  const done = moving.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    await enter();
    await Promise.race([sleep(200), done]);
  }
  await done;
}

/** Back and forth with the button held down. */
async function drag(page: Page, { from: [x, y], reach, ms }: { from: [number, number]; reach: number; ms: number }) {
  await page.mouse.move(x, y);
  await page.mouse.down();
  let turn = 0;
  await eachFrame(ms, () => {
    const along = Math.sin(turn++ / 20);
    return page.mouse.move(x + along * reach, y + Math.cos(turn / 31) * (reach / 3));
  });
  await page.mouse.up();
}

async function eachFrame(ms: number, act: () => Promise<void>): Promise<void> {
  const began = performance.now();
  for (let frame = 1; performance.now() - began < ms; frame += 1) {
    await act();
    await sleep(Math.max(0, began + frame * FRAME_MS - performance.now()));
  }
}
