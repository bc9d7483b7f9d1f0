import type { WriterConnection } from '#main/db/open-database.ts';

export interface ManyHits {
  sends: number;
  /** Each has so many hits: two opens and a click of every second recipient. */
  hits_each: number;
}

/** Campaigns that were sent with their raw hits, judged and summed, straight into the tables. Of four hits one is a machine's. */
export function fillWithHits({ sqlite, write }: WriterConnection, { sends, hits_each }: ManyHits): void {
  sqlite.pragma('synchronous = OFF');
  const recipients = Math.floor((hits_each / 3) * 2);
  const now = Date.now();
  write((tx) => {
    const run = (sql: string, values: object) => tx.sql(sql).run(values);
    tx.sql(
      `INSERT INTO agent (no, text) VALUES (1, 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0')`,
    ).run();
    tx.sql(
      `INSERT INTO organization (no, id, name, slug, timezone, locale, created_at) VALUES (1, 'o', 'Bench', 'bench', 'UTC', 'en', 0)`,
    ).run();
    for (let send = 1; send <= sends; send += 1) {
      const about = {
        send,
        campaign_id: `c${send}`,
        send_id: `s${send}`,
        at: now - send * 86_400_000,
        recipients,
        first: (send - 1) * recipients,
      };
      run(
        `INSERT INTO campaign (no, id, name, created_at) VALUES (@send, @campaign_id, 'Campaign ' || @send, @at)`,
        about,
      );
      run(
        `INSERT INTO send (no, id, campaign_no, channel, state, created_at, updated_at, started_at, frozen_at, finished_at)
         VALUES (@send, @send_id, @send, 'email', 'sent', @at, @at, @at, @at, @at)`,
        about,
      );
      run(
        `WITH RECURSIVE row (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM row WHERE i < @recipients)
         INSERT INTO delivery (no, send_no, contact_no, address, state, changed_at)
         SELECT @first + i, @send, i, 'reader' || i || '@d' || (i % 97) || '.example.org', 'accepted', @at FROM row`,
        about,
      );
      run(
        `INSERT INTO hit (at, send_no, delivery_no, kind, link, agent_no, ip)
         SELECT d.changed_at + (d.no % 600) * 60000 + k.value * 1000, @send, d.no, iif(k.value = 2, 'click', 'open'),
           iif(k.value = 2, 0, NULL), 1, '198.51.100.0'
         FROM delivery d, json_each('[0,1,2]') k WHERE d.send_no = @send AND d.no % 2 = 0`,
        about,
      );
      run(`INSERT INTO send_count (send_no, measure, n) VALUES (@send, 'accepted', @recipients)`, about);
      run(`INSERT INTO send_link (send_no, idx, url) VALUES (@send, 0, 'https://shop.example/')`, about);
    }
    tx.sql(
      `INSERT INTO hit_first (delivery_no, kind, link, n, at, last_at, human_n, human_at, human_last_at)
       SELECT delivery_no, kind, -1, count(*), min(at), max(at), iif(delivery_no % 4 = 0, 0, count(*)),
         iif(delivery_no % 4 = 0, NULL, min(at)), iif(delivery_no % 4 = 0, NULL, max(at))
       FROM hit GROUP BY delivery_no, kind ORDER BY delivery_no, kind`,
    ).run();
    for (const [prefix, test] of [
      ['', '1'],
      ['human_', 'f.human_n > 0'],
    ]) {
      tx.sql(
        `INSERT INTO send_minute (send_no, measure, minute, total, uniques)
         SELECT d.send_no, '${prefix}' || iif(f.kind = 'open', 'opened', 'clicked'), f.at / 60000, sum(f.n), count(*)
         FROM hit_first f JOIN delivery d ON d.no = f.delivery_no WHERE ${test} GROUP BY 1, 2, 3`,
      ).run();
    }
    tx.sql('UPDATE classifier SET seen = (SELECT max(no) FROM hit), assumed = 0').run();
  });
}
