import { CommitFeed } from '#main/db/commit-feed.ts';
import { openWriter } from '#main/db/open-database.ts';
import { systemClock } from '#main/platform/clock.ts';
import { systemIds } from '#main/platform/id-source.ts';
import { explainSegment } from '#main/services/explain-segment.ts';
import { type Bench, type Figure, median, round, spread } from './figure.ts';
import { QUESTIONS } from './segment/questions.ts';
import { databaseWithFacts } from './support/segment-folder.ts';

const CONTACTS = 1_000_000;
const GOAL_MS = 20;
const ASKED = 200;

/** Why one contact is in or out of a rule with every kind of condition; the slowest of many contacts counts. */
const bench: Bench = {
  name: 'segment.explain',
  async run({ quick }) {
    const contacts = quick ? CONTACTS / 10 : CONTACTS;
    const file = await databaseWithFacts(contacts);
    const db = openWriter({ file, clock: systemClock, ids: systemIds, feed: new CommitFeed() });
    const rule = QUESTIONS.map((question) => `(${question.rule})`).join(' OR ');
    const ids = db.reader
      .sql<string>('SELECT id FROM contact WHERE no % ? = 1 AND deleted_at IS NULL LIMIT ?')
      .pluck()
      .all(Math.floor(contacts / ASKED), ASKED) as string[];
    const times = ids.map((contact_id) => {
      const started = performance.now();
      explainSegment({ db, clock: systemClock }, { contact_id, rule });
      return performance.now() - started;
    });
    db.close();
    const value = Math.max(...times.slice(1));
    const figure: Figure = {
      bench: 'segment.explain',
      value: round(value),
      unit: 'ms',
      against: 'the goal of 20 ms',
      baseline: GOAL_MS,
      ratio: round(GOAL_MS / value),
      goal: 1,
      pass: value <= GOAL_MS,
      n: contacts,
      repeats: times.length,
      spread: spread(times),
      median: round(median(times)),
    };
    return [figure];
  },
};
export default bench;
