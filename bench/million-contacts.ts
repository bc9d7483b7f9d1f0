import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CommitFeed } from '#main/db/commit-feed.ts';
import { openWriter, type WriterConnection } from '#main/db/open-database.ts';
import { runMigrations } from '#main/db/run-migrations.ts';
import { systemClock } from '#main/platform/clock.ts';
import { prepareDataFolder } from '#main/platform/data-paths.ts';
import { systemIds } from '#main/platform/id-source.ts';
import { indexSomeContacts } from '#main/repositories/contact/contact-search.repo.ts';

/**
 * Makes a data folder with many made-up contacts, straight into the tables: `node bench/million-contacts.ts --data-dir D --contacts N`.
 * Three lists of everybody, a tenth and a thousandth; one in 200 has unsubscribed, one in 500 bounced.
 */

const FIRST =
  'Anna|Ben|Carla|David|Emma|Felix|Grace|Hugo|Ida|Jonas|Klara|Liam|Mia|Noah|Olga|Paul|Rosa|Sam|Tara|Victor'.split('|');
const LAST =
  'Adams|Baker|Castro|Dubois|Evans|Fischer|Garcia|Huber|Ito|Jensen|Kowalski|Lopez|Meyer|Novak|Olsen|Petrov|Rossi|Silva|Tanaka|Weber'.split(
    '|',
  );

const { values } = parseArgs({
  options: { 'data-dir': { type: 'string' }, contacts: { type: 'string', default: '1000000' } },
});
if (!values['data-dir']) throw new Error('Say where with --data-dir.');
const contacts = Number(values.contacts);
const paths = prepareDataFolder(values['data-dir']);
runMigrations(paths.database, join(import.meta.dirname, '../migrations'), () => {});
const db = openWriter({ file: paths.database, clock: systemClock, ids: systemIds, feed: new CommitFeed() });
const started = performance.now();
fill(db);
db.close();
process.stdout.write(`${contacts} contacts in ${Math.round((performance.now() - started) / 100) / 10} s\n`);

function fill({ sqlite, write }: WriterConnection): void {
  const now = systemClock.now();
  sqlite.pragma('synchronous = OFF');
  sqlite.pragma('cache_size = -400000');
  write((tx) => {
    tx.sql(`WITH RECURSIVE row (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM row WHERE i + 1 < @contacts),
      person AS (SELECT i,
        (SELECT value FROM json_each(@first) WHERE key = (i * 7 + i / 11) % 20) AS first_name,
        (SELECT value FROM json_each(@last) WHERE key = (i * 13 + i / 17) % 20) || CASE WHEN i % 3 = 0 THEN '-' || (i % 997) ELSE '' END AS last_name,
        CASE WHEN i % 4 = 0 THEN 'Company ' || (i % 5003) ELSE '' END AS company
      FROM row)
      INSERT INTO contact (id, email, email_key, first_name, last_name, company, country, attributes, name_key, company_key,
        created_at, updated_at)
      SELECT printf('%08x-0000-7000-8000-%012x', i / 65536, i), e, e, first_name, last_name, company,
        substr('DEFRUSGBPLJP', 1 + 2 * (i % 6), 2), json_object('plan', CASE i % 3 WHEN 0 THEN 'free' WHEN 1 THEN 'pro' ELSE 'basic' END,
          'points', i % 1000, 'since', date('2023-01-01', (i % 1200) || ' days')),
        lower(first_name || ' ' || last_name), lower(company), @now - (@contacts - i) * 1000, @now
      FROM (SELECT *, lower(first_name || '.' || last_name) || '.' || i || '@d' || (i % 997) || '.example.com' AS e FROM person)`).run(
      { contacts, now, first: JSON.stringify(FIRST), last: JSON.stringify(LAST) },
    );
    tx.sql(`UPDATE audience_count SET n = ? WHERE name = 'contacts'`).run(contacts);
    for (const [at, every] of [1, 10, 1000].entries()) addList(tx, now, at + 1, every);
    tx.sql(`INSERT INTO suppression (channel, address_hash, contact_no, reason, source, at)
      SELECT 'email', 'made-up-' || no, no, CASE WHEN no % 500 = 0 THEN 'bounced' ELSE 'unsubscribed' END, 'bench', ?
      FROM contact WHERE no % 200 = 0 OR no % 500 = 0`).run(now);
  });
  while (write((tx) => indexSomeContacts(tx, 20_000)) > 0);
  write((tx) => tx.sql(`INSERT INTO contact_search (contact_search) VALUES ('optimize')`).run());
}

function addList(
  tx: Parameters<Parameters<WriterConnection['write']>[0]>[0],
  now: number,
  no: number,
  every: number,
): void {
  tx.sql('INSERT INTO list (no, id, name, created_at) VALUES (?, ?, ?, ?)').run(
    no,
    systemIds.id(),
    `Every ${every}`,
    now,
  );
  tx.sql(`INSERT INTO list_member (list_no, contact_no, state, changed_at, source)
    SELECT @no, no, CASE WHEN no % 50 = 0 THEN 'unsubscribed' ELSE 'subscribed' END, @now, 'bench' FROM contact WHERE no % @every = 0`).run(
    { no, now, every },
  );
  tx.sql(`UPDATE list SET
    subscribed = (SELECT count(*) FROM list_member m WHERE m.list_no = list.no AND m.state = 'subscribed'),
    unsubscribed = (SELECT count(*) FROM list_member m WHERE m.list_no = list.no AND m.state = 'unsubscribed') WHERE no = ?`).run(
    no,
  );
}
