import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import type { BenchOptions, Figure } from '../figure.ts';
import { startChild } from '../support/child.ts';

/** Within this time after its answer an open or a click is on disk; an unsubscribe is before it. */
export const FLUSH_WINDOW_MILLIS = 250;

const CONNECTIONS = 16;
const PAUSE_MILLIS = 3;

interface Answered {
  place: number;
  kind: 'open' | 'click' | 'unsubscribe';
  at: number;
}

/** Kills Herald at random moments under load, and looks at what it had answered. Each delivery acts once, so that none hides another. */
export async function trackCrash({ quick }: BenchOptions): Promise<Figure[]> {
  const kills = quick ? 5 : 20;
  const totals = { answered: 0, missed: 0, in_window: 0, doubled: 0, broken: 0 };
  for (let kill = 0; kill < kills; kill += 1) {
    const outcome = await killOnce();
    for (const name of Object.keys(totals) as (keyof typeof totals)[]) totals[name] += outcome[name];
  }
  const held = totals.missed === 0 && totals.doubled === 0 && totals.broken === 0 && totals.answered > 0;
  return [
    {
      bench: 'track.crash',
      value: totals.missed,
      unit: 'answers lost beyond the flush window',
      against: 'none',
      baseline: 0,
      ratio: held ? 1 : 0,
      goal: 1,
      pass: held,
      n: totals.answered,
      repeats: kills,
      spread: 0,
      kills,
      flush_window_millis: FLUSH_WINDOW_MILLIS,
      ...totals,
    },
  ];
}

async function killOnce() {
  const folder = mkdtempSync(join(tmpdir(), 'herald-bench-'));
  try {
    const server = await startChild('track/server.ts', [folder, '20000']);
    const tokens = readFileSync(join(folder, 'tokens.txt'), 'utf8').split('\n');
    const answered: Answered[] = [];
    const load = sendUntilDead({ url: server.ready.url, tokens, answered });
    await pause(200 + Math.random() * 800);
    const killed = performance.now();
    await server.stop('SIGKILL');
    await load;
    return look(folder, answered, killed);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function look(folder: string, answered: readonly Answered[], killed: number) {
  const sqlite = new SqliteDatabase(join(folder, 'herald.db'));
  try {
    const rows = sqlite
      .prepare('SELECT delivery_no, kind, count(*) AS n FROM hit GROUP BY delivery_no, kind')
      .all() as {
      delivery_no: number;
      kind: string;
      n: number;
    }[];
    const stored = new Map(rows.map(({ delivery_no, kind, n }) => [`${delivery_no} ${kind}`, n]));
    // Deliveries are numbered from 1 in a new database.
    const lost = answered.filter(({ place, kind }) => !stored.has(`${place + 1} ${kind}`));
    const inWindow = lost.filter(({ kind, at }) => kind !== 'unsubscribe' && at > killed - FLUSH_WINDOW_MILLIS);
    const sums = sqlite
      .prepare(
        `SELECT coalesce(sum(total), 0) AS n FROM send_minute WHERE measure IN ('opened', 'clicked', 'unsubscribed')`,
      )
      .get() as { n: number };
    const isWhole = sqlite.pragma('integrity_check', { simple: true }) === 'ok';
    return {
      answered: answered.length,
      missed: lost.length - inWindow.length,
      in_window: inWindow.length,
      doubled: rows.filter(({ n }) => n > 1).length,
      broken: isWhole && sums.n === rows.reduce((sum, { n }) => sum + n, 0) ? 0 : 1,
    };
  } finally {
    sqlite.close();
  }
}

async function sendUntilDead({ url, tokens, answered }: { url: string; tokens: string[]; answered: Answered[] }) {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  let next = 0;
  let alive = true;
  const sender = async () => {
    while (alive && next < tokens.length) {
      const place = next;
      next += 1;
      const kind = place % 10 === 0 ? 'unsubscribe' : place % 3 === 0 ? 'click' : 'open';
      try {
        await ask(agent, url, { kind, token: tokens[place] ?? '' });
        answered.push({ place, kind, at: performance.now() });
      } catch {
        alive = false;
      }
      await pause(PAUSE_MILLIS);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, sender));
  agent.destroy();
}

function ask(agent: Agent, url: string, { kind, token }: { kind: Answered['kind']; token: string }): Promise<void> {
  const path = { open: `/o/${token}.gif`, click: `/c/${token}/0`, unsubscribe: `/u/${token}` }[kind];
  const post = kind === 'unsubscribe';
  return new Promise((resolve, reject) => {
    const sent = request(
      `${url}${path}`,
      {
        agent,
        method: post ? 'POST' : 'GET',
        headers: post ? { 'content-type': 'application/x-www-form-urlencoded' } : {},
      },
      (answer: IncomingMessage) => {
        answer.resume().on('end', resolve).on('error', reject);
      },
    );
    sent.on('error', reject);
    sent.end(post ? 'List-Unsubscribe=One-Click' : undefined);
  });
}

function pause(millis: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, millis));
}
