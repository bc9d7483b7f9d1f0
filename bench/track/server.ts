import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createApp } from '#main/app/create-app.ts';
import { keptSecret } from '#main/app/kept-secret.ts';
import { createTokenSigner } from '#main/platform/tracking-token.ts';

/**
 * Runs Herald with one sent campaign for the track.* benches. `node server.ts DATA_DIR DELIVERIES`; prints one line of JSON once it
 * answers: where, and the tokens of the first deliveries.
 */
const [dataDir = '', deliveries = '1000'] = process.argv.slice(2);
const app = await createApp({
  data_dir: dataDir,
  app_root: join(import.meta.dirname, '../..'),
  shell: 'headless',
  console: { host: '127.0.0.1', port: 0 },
});
const { db, clock } = app.core;
const signer = createTokenSigner(keptSecret(app.core, 'tracking_key'));
const numbers = seed(Number(deliveries));
const tokens = numbers.map((no) => signer.sign(no));
writeFileSync(join(dataDir, 'tokens.txt'), tokens.join('\n'));
console.log(JSON.stringify({ url: app.services.endpoints.tracking_url, tokens: tokens.length, first: tokens[0] }));
process.once('SIGTERM', () => void app.close().then(() => process.exit(0)));

function seed(count: number): number[] {
  return db.write((tx) => {
    const now = clock.now();
    const id = () => randomBytes(16).toString('hex');
    tx.sql(
      `INSERT INTO organization (no, id, name, slug, timezone, locale, created_at) VALUES (1, ?, 'Bench', 'bench', 'UTC', 'en', ?)
       ON CONFLICT DO NOTHING`,
    ).run(id(), now);
    const campaign_no = tx
      .sql('INSERT INTO campaign (id, name, created_at) VALUES (?, ?, ?)')
      .run(id(), 'Bench', now).lastInsertRowid;
    const send_no = tx
      .sql(
        `INSERT INTO send (id, campaign_no, channel, state, created_at, updated_at, started_at, frozen_at)
         VALUES (?, ?, 'email', 'sent', ?, ?, ?, ?)`,
      )
      .run(id(), campaign_no, now, now, now, now).lastInsertRowid;
    tx.sql('INSERT INTO send_link (send_no, idx, url) VALUES (?, 0, ?)').run(send_no, 'https://shop.example/spring');
    return Array.from({ length: count }, (_, place) => {
      const { lastInsertRowid } = tx
        .sql(`INSERT INTO delivery (send_no, contact_no, address, state, changed_at) VALUES (?, ?, ?, 'accepted', ?)`)
        .run(send_no, place + 1, `reader${place}@example.org`, now);
      return Number(lastInsertRowid);
    });
  });
}
