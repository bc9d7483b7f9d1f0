import { join } from 'node:path';
import { CommitFeed } from '#main/db/commit-feed.ts';
import { openWriter } from '#main/db/open-database.ts';
import { runMigrations } from '#main/db/run-migrations.ts';
import { systemClock } from '#main/platform/clock.ts';
import { prepareDataFolder } from '#main/platform/data-paths.ts';
import { systemIds } from '#main/platform/id-source.ts';
import { classifySome } from '#main/services/tracking/classify.ts';
import { recordHits } from '#main/services/tracking/record-hits.ts';
import { HIT_KINDS, type Hit } from '#shared/domain/tracking/hit.ts';
import type { Bench } from './figure.ts';
import { compare } from './figure.ts';
import { tempFolderFor } from './support/data-folder.ts';
import { fillWithHits } from './track/many-hits.ts';

const DELIVERIES = 100_000;
const GROUP = 500;
const AGENT = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';

/** Hits judged a second, in the steps that the thread takes, against hits recorded a second in groups as the hit writer does. */
const bench: Bench = {
  name: 'track.classify',
  async run({ quick }) {
    const n = quick ? 10_000 : 50_000;
    const paths = prepareDataFolder(tempFolderFor('classify'));
    runMigrations(paths.database, join(import.meta.dirname, '../migrations'), () => {});
    const db = openWriter({ file: paths.database, clock: systemClock, ids: systemIds, feed: new CommitFeed() });
    fillWithHits(db, { sends: 1, hits_each: (DELIVERIES / 2) * 3 });
    db.sqlite.pragma('synchronous = FULL');
    db.write((tx) => tx.sql('UPDATE classifier SET seen = (SELECT max(no) FROM hit)').run());
    const perSecond = (work: () => void) => {
      const started = performance.now();
      work();
      return (n / (performance.now() - started)) * 1_000;
    };
    const record = () => {
      for (let first = 0; first < n; first += GROUP) db.write((tx) => recordHits(tx, hitsFrom(first)));
    };
    const judge = () => {
      while (classifySome({ db }));
    };
    const recorded: number[] = [];
    const figure = await compare(
      {
        bench: 'track.classify',
        unit: 'hits/s',
        against: 'hits recorded a second',
        goal: 0.5,
        n,
        repeats: quick ? 3 : 5,
        kind: 'rate',
      },
      async () => {
        recorded.push(perSecond(record));
        return perSecond(judge);
      },
      async () => recorded.at(-1) ?? 0,
    );
    db.close();
    return [figure];
  },
};
export default bench;

/** Spread over the messages, two opens to a click. */
function hitsFrom(first: number): Hit[] {
  return Array.from({ length: GROUP }, (_, place) => {
    const no = first + place;
    const kind = HIT_KINDS[no % 3 === 2 ? 1 : 0] ?? 'open';
    return {
      kind,
      at: Date.now() + no,
      delivery_no: 1 + ((no * 7_919) % DELIVERIES),
      link: kind === 'click' ? 0 : -1,
      agent: AGENT,
      ip: '198.51.100.0',
      asked: 'get',
      unwilling: false,
    };
  });
}
