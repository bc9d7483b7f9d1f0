import type { WriterConnection } from '#main/db/open-database.ts';
import type { Clock } from '#main/platform/clock.ts';
import type { IdSource } from '#main/platform/id-source.ts';
import { changeSend, findCampaign, insertCampaign, markFrozen } from '#main/repositories/campaign/campaign.repo.ts';
import { addToCount } from '#main/repositories/delivery/send-count.repo.ts';
import { findSender, insertSender, type NewSender } from '#main/repositories/sending/sender.repo.ts';
import { findOrganization, insertOrganization } from '#main/repositories/system/organization.repo.ts';
import { NOBODY } from '#shared/domain/campaign/audience-rule.ts';
import { NO_LIMITS } from '#shared/domain/channel/rate-limits.ts';
import { found } from '#shared/kernel/herald-error.ts';
import { instantOf } from '#shared/kernel/instant.ts';

export interface SeedContext {
  db: WriterConnection;
  clock: Clock;
  ids: IdSource;
}

export interface SeedOptions {
  port: number;
  recipients: number;
  sender?: Partial<NewSender>;
  subject?: string;
  body?: string;
  embed_pictures?: boolean;
  addressOf?(index: number): string;
}

export interface SeededSend {
  campaign_id: string;
  send_no: number;
  sender_no: number;
  sender_id: string;
}

const BODY =
  '<html><body><p>Hello {{ first_name }},</p><p>news for {{ company }} in {{ city }}: ' +
  '<a href="https://shop.example/new">see them</a>.</p><p><a href="{{ unsubscribe_url }}">Unsubscribe</a></p></body></html>';

/** A send under way whose recipients are fixed, with everything it stands on. */
export function seedSend(ctx: SeedContext, options: SeedOptions): SeededSend {
  const { db } = ctx;
  if (!findOrganization(db.reader)) seedOrganization(ctx);
  const sender = seedSender(ctx, options);
  const campaign_id = ctx.ids.id();
  const at = instantOf(ctx.clock.now());
  db.write((tx) => {
    insertCampaign(tx, {
      id: campaign_id,
      send_id: ctx.ids.id(),
      name: 'Spring',
      channel: 'email',
      created_by: null,
      created_at: at,
      subject: options.subject ?? 'Spring news for {{ first_name }}',
      preheader: '',
      body_kind: 'html',
      body: options.body ?? BODY,
      sender_no: sender.no,
      audience: { ...NOBODY, everyone: true },
      track_opens: true,
      track_clicks: true,
      embed_pictures: options.embed_pictures,
    });
  });
  const campaign = found(findCampaign(db.reader, campaign_id), 'campaign');
  seedDeliveries(ctx, campaign.no, options);
  db.write((tx) => {
    changeSend(tx, campaign, 'start', { updated_at: at, started_at: at });
    markFrozen(tx, campaign, at);
  });
  return { campaign_id, send_no: campaign.no, sender_no: sender.no, sender_id: sender.id };
}

function seedOrganization({ db, ids, clock }: SeedContext): void {
  db.write((tx) =>
    insertOrganization(tx, {
      id: ids.id(),
      name: 'Acme',
      slug: 'acme',
      timezone: 'UTC',
      locale: 'en',
      public_url: null,
      track_opens: true,
      track_clicks: true,
      created_at: instantOf(clock.now()),
    }),
  );
}

function seedSender({ db, ids, clock }: SeedContext, { port, sender }: SeedOptions) {
  const id = sender?.id ?? ids.id();
  db.write((tx) =>
    insertSender(tx, {
      ...NO_LIMITS,
      id,
      name: 'Server',
      provider: 'smtp',
      channel: 'email',
      settings: '{}',
      from_name: 'Acme',
      from_email: 'news@acme.example',
      reply_to: null,
      host: '127.0.0.1',
      port,
      security: 'none',
      username: null,
      max_connections: 5,
      is_default: false,
      created_at: instantOf(clock.now()),
      ...sender,
    }),
  );
  return found(findSender(db.reader, id), 'sender');
}

const CHUNK = 20_000;

function seedDeliveries({ db, ids, clock }: SeedContext, send_no: number, options: SeedOptions): void {
  const { recipients, addressOf = (index: number) => `person${index}@list.example` } = options;
  const people = db.reader.sql<{ email_key: string; no: number }>('SELECT email_key, no FROM contact').all();
  const known = new Map(people.map(({ email_key, no }) => [email_key, no]));
  for (let start = 0; start < recipients; start += CHUNK) {
    db.write((tx) => {
      const contact = tx.sql<{ no: number }>(
        `INSERT INTO contact (id, email, email_key, first_name, last_name, company, city, created_at, updated_at)
         VALUES (?, ?, ?, ?, 'Example', 'Company & Sons', 'Kraków', ?, ?) RETURNING no`,
      );
      const delivery = tx.sql(
        `INSERT INTO delivery (send_no, contact_no, address, state, changed_at) VALUES (?, ?, ?, 'queued', ?)`,
      );
      for (let index = start; index < Math.min(recipients, start + CHUNK); index++) {
        const address = addressOf(index);
        const key = address.toLowerCase();
        const no = known.get(key) ?? contact.get(ids.id(), address, key, `Ana${index}`, clock.now(), clock.now())?.no;
        delivery.run(send_no, no, address, clock.now());
      }
    });
  }
  db.write((tx) => addToCount(tx, send_no, 'queued', recipients));
}
