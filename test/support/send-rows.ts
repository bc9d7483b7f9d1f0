import type { TestDatabase } from './open-test-database.ts';

export interface SendRows {
  send_no: number;
  campaign_id: string;
  deliveries: number[];
}

export interface SendRowsOptions {
  recipients: number;
  links?: number;
  /** Moments of the start; now unless given. */
  at?: number;
}

/** An organization with a campaign that has been sent, as rows. */
export function sendRows({ db, clock, ids }: TestDatabase, { recipients, links = 0, at }: SendRowsOptions): SendRows {
  const now = at ?? clock.now();
  const campaign_id = ids.id();
  return db.write((tx) => {
    const add = (sql: string, ...values: unknown[]) => Number(tx.sql(sql).run(...values).lastInsertRowid);
    add(
      `INSERT INTO organization (no, id, name, slug, timezone, locale, created_at) VALUES (1, ?, 'Shop', 'shop', 'UTC', 'en', ?)
       ON CONFLICT DO NOTHING`,
      ids.id(),
      now,
    );
    const campaign = add('INSERT INTO campaign (id, name, created_at) VALUES (?, ?, ?)', campaign_id, 'Spring', now);
    const send_no = add(
      `INSERT INTO send (id, campaign_no, channel, state, created_at, updated_at, started_at, frozen_at, finished_at)
       VALUES (?, ?, 'email', 'sent', ?, ?, ?, ?, ?)`,
      ...[ids.id(), campaign, now, now, now, now, now],
    );
    for (let idx = 0; idx < links; idx += 1) {
      add('INSERT INTO send_link (send_no, idx, url) VALUES (?, ?, ?)', send_no, idx, `https://shop.example/${idx}`);
    }
    const deliveries = Array.from({ length: recipients }, (_, place) => {
      const email = `reader${place}.${campaign_id.slice(-6)}@example.org`;
      const contact_no = add(
        `INSERT INTO contact (id, email, email_key, first_name, locale, country, created_at, updated_at)
         VALUES (?, ?, ?, ?, 'en', 'DE', ?, ?)`,
        ...[ids.id(), email, email, `Reader ${place}`, now, now],
      );
      return add(
        `INSERT INTO delivery (send_no, contact_no, address, state, changed_at) VALUES (?, ?, ?, 'accepted', ?)`,
        ...[send_no, contact_no, email, now],
      );
    });
    add(`INSERT INTO send_count (send_no, measure, n) VALUES (?, 'accepted', ?)`, send_no, recipients);
    add(
      `INSERT INTO send_minute (send_no, measure, minute, total, uniques) VALUES (?, 'sent', ?, ?, ?)`,
      ...[send_no, Math.floor(now / 60_000), recipients, recipients],
    );
    return { send_no, campaign_id, deliveries };
  });
}
