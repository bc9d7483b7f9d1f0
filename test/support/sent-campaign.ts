import { uuidv7 } from 'uuidv7';
import { keptSecret } from '#main/app/kept-secret.ts';
import { createTokenSigner, type TokenSigner } from '#main/platform/tracking-token.ts';
import type { TestApp } from './make-test-app.ts';

export interface SentCampaign {
  id: string;
  send_no: number;
  deliveries: number[];
  signer: TokenSigner;
}

export interface SentOptions {
  recipients: number;
  links?: string[];
  track_opens?: boolean;
  track_clicks?: boolean;
  locale?: string;
}

/** A campaign that has been sent, as rows: what tracking finds when hits come in. */
export function sentCampaign({ app }: TestApp, options: SentOptions): SentCampaign {
  const { recipients, links = [], track_opens = true, track_clicks = true, locale = 'en' } = options;
  const id = uuidv7();
  const { db } = app.core;
  const now = app.core.clock.now();
  const { send_no, deliveries } = db.write((tx) => {
    const campaign_no = Number(
      tx.sql('INSERT INTO campaign (id, name, created_at) VALUES (?, ?, ?)').run(id, 'Spring', now).lastInsertRowid,
    );
    const send_no = Number(
      tx
        .sql(
          `INSERT INTO send (id, campaign_no, channel, state, track_opens, track_clicks, created_at, updated_at, started_at, frozen_at)
           VALUES (?, ?, 'email', 'sent', ?, ?, ?, ?, ?, ?)`,
        )
        .run(uuidv7(), campaign_no, track_opens ? 1 : 0, track_clicks ? 1 : 0, now, now, now, now).lastInsertRowid,
    );
    links.forEach((url, idx) => {
      tx.sql('INSERT INTO send_link (send_no, idx, url) VALUES (?, ?, ?)').run(send_no, idx, url);
    });
    const deliveries = Array.from({ length: recipients }, (_, place) => {
      const email = `reader${place}.${id.slice(-6)}@example.org`;
      const contact_no = tx
        .sql(
          `INSERT INTO contact (id, email, email_key, first_name, locale, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(uuidv7(), email, email, `Reader ${place}`, locale, now, now).lastInsertRowid;
      return Number(
        tx
          .sql(`INSERT INTO delivery (send_no, contact_no, address, state, changed_at) VALUES (?, ?, ?, 'accepted', ?)`)
          .run(send_no, contact_no, email, now).lastInsertRowid,
      );
    });
    tx.sql(`INSERT INTO send_count (send_no, measure, n) VALUES (?, 'accepted', ?)`).run(send_no, recipients);
    return { send_no, deliveries };
  });
  return { id, send_no, deliveries, signer: createTokenSigner(keptSecret(app.core, 'tracking_key')) };
}
