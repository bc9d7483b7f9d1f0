import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Reader } from '#main/db/access.ts';
import { CommitFeed } from '#main/db/commit-feed.ts';
import { openReader, openWriter } from '#main/db/open-database.ts';
import { runMigrations } from '#main/db/run-migrations.ts';
import { systemClock } from '#main/platform/clock.ts';
import { systemIds } from '#main/platform/id-source.ts';
import { previewRule } from '#main/repositories/segment/segment-preview.repo.ts';
import { ruleOfText } from '#main/repositories/segment/segment-rule.repo.ts';
import { DEMO_NOW, DEMO_SEGMENTS, fillDemoShop } from '#test/support/demo-shop.ts';
import { type Bench, type Figure, median, round, spread } from './figure.ts';
import { databaseWithFacts } from './support/segment-folder.ts';

const GOAL_MS = 300;
const MIGRATIONS = join(import.meta.dirname, '../migrations');

/** Rules like those of the shop, on the made-up contacts: the fields that they name have no index. */
const LIKE_THE_SHOP = [
  `city IS EMPTY`,
  `company != 'Company 1'`,
  `phone IS EMPTY AND country = 'DE'`,
  `tag = 'vip'`,
  `created_at >= 2025-01-01 AND created_at < 2026-01-01`,
  `email ENDS WITH '@d7.example.com'`,
  `opened() within 90d`,
  `in list 'Every 10' AND country IN ('DE', 'FR') AND (tag = 'vip' OR count(event = 'trial') >= 3)`,
];

/** What somebody who writes a rule waits for: count and ten people. The slowest rule counts. */
const bench: Bench = {
  name: 'segment.preview',
  async run({ quick }) {
    const contacts = quick ? 100_000 : 1_000_000;
    const { reader, close } = openReader(await databaseWithFacts(contacts));
    const many = figureOf('ordinary rules', contacts, timesOf(reader, LIKE_THE_SHOP, Date.now()));
    close();
    return [shopFigure(), many];
  },
};
export default bench;

function shopFigure(): Figure {
  const folder = mkdtempSync(join(tmpdir(), 'herald-shop-'));
  const file = join(folder, 'herald.db');
  runMigrations(file, MIGRATIONS, () => {});
  const db = openWriter({ file, clock: systemClock, ids: systemIds, feed: new CommitFeed() });
  fillDemoShop({ db });
  const times = timesOf(
    db.reader,
    DEMO_SEGMENTS.map(({ rule }) => rule),
    DEMO_NOW,
  );
  db.close();
  rmSync(folder, { recursive: true });
  return figureOf('the segments of the demo shop', 2_500, times);
}

interface Timed {
  rule: string;
  ms: number;
}

/** From the text on, as typed. */
function timesOf(reader: Reader, rules: readonly string[], now: number): Timed[] {
  return rules.map((text) => {
    const times = [1, 2, 3].map(() => {
      const started = performance.now();
      previewRule(reader, { rule: ruleOfText(reader, text), now });
      return performance.now() - started;
    });
    return { rule: text, ms: median(times) };
  });
}

function figureOf(what: string, n: number, times: readonly Timed[]): Figure {
  const all = times.map(({ ms }) => ms);
  const value = Math.max(...all);
  return {
    bench: 'segment.preview',
    value: round(value),
    unit: 'ms',
    against: 'the goal of 300 ms',
    baseline: GOAL_MS,
    ratio: round(GOAL_MS / value),
    goal: 1,
    pass: value <= GOAL_MS,
    n,
    repeats: times.length,
    spread: spread(all),
    what,
    slowest: times.find(({ ms }) => ms === value)?.rule,
    median: round(median(all)),
  };
}
