import { CommitFeed } from '#main/db/commit-feed.ts';
import { openWriter, type WriterConnection } from '#main/db/open-database.ts';
import { systemClock } from '#main/platform/clock.ts';
import { systemIds } from '#main/platform/id-source.ts';
import { explainSegment } from '#main/services/segment/explain-segment.ts';
import { type Bench, type Figure, median, round, spread } from './figure.ts';
import { QUESTIONS } from './segment/questions.ts';
import { databaseWithFacts } from './support/segment-folder.ts';

const CONTACTS = 1_000_000;
const GOAL_MS = 20;
const ASKED = 200;
const TURNS = 5;
/** More than anybody should have, as the account has with which a shop tries itself. */
const EVENTS_OF_BUSIEST = 5_000;

/**
 * Why one contact is in or out of a rule with every kind of condition. The slowest contact counts, the busiest among them: each by the
 * median of some turns, so that it is the contact that is slow and not the machine for a moment.
 */
const bench: Bench = {
  name: 'segment.explain',
  async run({ quick }) {
    const contacts = quick ? CONTACTS / 10 : CONTACTS;
    const file = await databaseWithFacts(contacts);
    const db = openWriter({ file, clock: systemClock, ids: systemIds, feed: new CommitFeed() });
    const rule = QUESTIONS.map((question) => `(${question.rule})`).join(' OR ');
    makeBusy(db, contacts);
    const ids = db.reader
      .sql<string>('SELECT id FROM contact WHERE no % ? = 1 AND deleted_at IS NULL LIMIT ?')
      .pluck()
      .all(Math.floor(contacts / ASKED), ASKED) as string[];
    const timeOf = (contact_id: string) => {
      const started = performance.now();
      explainSegment({ db, clock: systemClock }, { contact_id, rule });
      return performance.now() - started;
    };
    for (const id of ids) timeOf(id);
    const times = ids.map((id) => median(Array.from({ length: TURNS }, () => timeOf(id))));
    db.close();
    const value = Math.max(...times);
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
      busiest: round(times[0] ?? 0),
      events_of_busiest: EVENTS_OF_BUSIEST,
    };
    return [figure];
  },
};
export default bench;

/** Gives the first contact as many purchases, once. */
function makeBusy({ reader, write }: WriterConnection, contacts: number): void {
  const count = `SELECT count(*) FROM event WHERE name_no = @name AND contact_no = 1`;
  const name = reader.sql("SELECT no FROM event_name WHERE name = 'purchase'").pluck().get();
  const missing = EVENTS_OF_BUSIEST - Number(reader.sql(count).pluck().get({ name }));
  if (missing <= 0) return;
  write((tx) =>
    tx
      .sql(
        `INSERT INTO event (name_no, contact_no, at, data)
         SELECT @name, 1, at, data FROM event WHERE name_no = @name AND contact_no BETWEEN 2 AND @contacts LIMIT @missing`,
      )
      .run({ name, contacts, missing }),
  );
}
