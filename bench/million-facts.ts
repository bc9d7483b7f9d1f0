import { parseArgs } from 'node:util';
import { CommitFeed } from '#main/db/commit-feed.ts';
import { openWriter, type WriterConnection } from '#main/db/open-database.ts';
import { systemClock } from '#main/platform/clock.ts';
import { prepareDataFolder } from '#main/platform/data-paths.ts';
import { systemIds } from '#main/platform/id-source.ts';
import { DAY } from '#shared/kernel/instant.ts';

/**
 * Adds to a data folder made by million-contacts.ts what its contacts did: `node bench/million-facts.ts --data-dir D --events N`.
 * Purchases, visits and trials over two years, two tags, and ten campaigns to a fifth of the contacts each, opened by a third.
 */

const { values } = parseArgs({
  options: { 'data-dir': { type: 'string' }, events: { type: 'string', default: '5000000' } },
});
if (!values['data-dir']) throw new Error('Say where with --data-dir.');
const events = Number(values.events);
const paths = prepareDataFolder(values['data-dir']);
const db = openWriter({ file: paths.database, clock: systemClock, ids: systemIds, feed: new CommitFeed() });
const now = systemClock.now();
fill(db);
db.close();

type Tx = Parameters<Parameters<WriterConnection['write']>[0]>[0];

function fill({ sqlite, write, reader }: WriterConnection): void {
  sqlite.pragma('synchronous = OFF');
  sqlite.pragma('cache_size = -400000');
  const contacts = reader.sql<{ n: number }>('SELECT max(no) AS n FROM contact').get()?.n ?? 0;
  write((tx) => {
    addFields(tx);
    addEvents(tx, contacts);
    addTags(tx);
    for (let send = 1; send <= 10; send += 1) addSend(tx, send);
  });
}

function addFields(tx: Tx): void {
  const insert = tx.sql(
    `INSERT INTO custom_field (id, key, label, type, position, created_at) VALUES (?, ?, ?, ?, ?, ?)`,
  );
  for (const [at, [key, type]] of [
    ['plan', 'text'],
    ['points', 'number'],
    ['since', 'date'],
  ].entries()) {
    insert.run(systemIds.id(), key, key, type, at, now);
  }
}

/** In the order of their time, as they would have come in. */
function addEvents(tx: Tx, contacts: number): void {
  for (const name of ['purchase', 'visit', 'trial']) tx.sql('INSERT INTO event_name (name) VALUES (?)').run(name);
  tx.sql(
    `WITH RECURSIVE row (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM row WHERE i + 1 < @events)
     INSERT INTO event (name_no, contact_no, at, data)
     SELECT CASE WHEN i % 10 < 5 THEN 2 WHEN i % 10 < 9 THEN 1 ELSE 3 END, 1 + (i * 7919 + i / 13) % @contacts,
       CAST(@now - @span + 1.0 * @span / @events * i AS INTEGER),
       CASE WHEN i % 10 BETWEEN 5 AND 8 THEN json_object('amount', i % 300, 'shop', 'S' || i % 7) ELSE '{}' END
     FROM row`,
  ).run({ events, contacts, now, span: 730 * DAY });
}

function addTags(tx: Tx): void {
  for (const [name, every] of [
    ['vip', 50],
    ['press', 500],
  ] as const) {
    const { lastInsertRowid } = tx
      .sql('INSERT INTO tag (id, name, created_at) VALUES (?, ?, ?)')
      .run(systemIds.id(), name, now);
    tx.sql('INSERT INTO contact_tag (tag_no, contact_no, at) SELECT ?, no, ? FROM contact WHERE no % ? = 1').run(
      lastInsertRowid,
      now,
      every,
    );
  }
}

function addSend(tx: Tx, send: number): void {
  const at = now - send * 20 * DAY;
  tx.sql('INSERT INTO campaign (no, id, name, created_at) VALUES (@send, @id, @name, @at)').run({
    send,
    id: systemIds.id(),
    name: `Mailing ${send}`,
    at,
  });
  tx.sql(
    `INSERT INTO send (no, id, campaign_no, channel, state, subject, created_at, updated_at, started_at, frozen_at, finished_at)
     VALUES (@send, @id, @send, 'email', 'sent', 'News', @at, @at, @at, @at, @at)`,
  ).run({ send, id: systemIds.id(), at });
  tx.sql(
    `INSERT INTO delivery (send_no, contact_no, address, state, attempts, changed_at)
     SELECT @send, no, email, 'accepted', 1, CAST(@at + no % 3600000 AS INTEGER) FROM contact WHERE (no + @send) % 5 = 0 ORDER BY no`,
  ).run({ send, at });
  tx.sql(`INSERT INTO send_count (send_no, measure, n)
    SELECT send_no, state, count(*) FROM delivery WHERE send_no = ? GROUP BY send_no, state`).run(send);
  tx.sql(
    `INSERT INTO hit_first (delivery_no, kind, link, n, at, last_at, human_n, human_at, human_last_at)
     SELECT no, kind, -1, 1, changed_at + 3600000, changed_at + 7200000, 1, changed_at + 3600000, changed_at + 7200000
     FROM delivery, (SELECT 'click' AS kind, 15 AS every UNION ALL SELECT 'open', 3)
     WHERE send_no = @send AND no % every = 0 ORDER BY no, kind`,
  ).run({ send });
}
