import type { Database } from '#main/db/access.ts';
import type { Clock } from '#main/platform/clock.ts';
import { changeSend, findCampaignBySend } from '#main/repositories/campaign/campaign.repo.ts';
import { tellRunningSends } from '#main/repositories/delivery/delivery-run.repo.ts';
import { runTally } from '#main/repositories/delivery/run-tally.repo.ts';
import { findFailover, findSenderByNo, setSenderPause } from '#main/repositories/sending/sender.repo.ts';
import { findOrganization } from '#main/repositories/system/organization.repo.ts';
import { whyStop } from '#shared/domain/delivery/run-guard.ts';
import { instantOf } from '#shared/kernel/instant.ts';
import type { Logger } from '#shared/kernel/logger.ts';
import { sayTrouble } from './say-trouble.ts';
import type { LineTrouble } from './sender-line.ts';

export interface HaltsOptions {
  db: Database;
  clock: Clock;
  log: Logger;
}

/** What the engine stops by itself, and the sentence that it leaves for people. */
export class Halts {
  readonly #options: HaltsOptions;

  constructor(options: HaltsOptions) {
    this.#options = options;
  }

  pauseSender(sender_no: number, reason: string): void {
    const { db, clock, log } = this.#options;
    db.write((tx) => {
      const sender = findSenderByNo(tx, sender_no);
      if (!sender || sender.paused_reason !== null) return;
      setSenderPause(tx, sender_no, { reason, at: instantOf(clock.now()) });
      tx.record({ type: 'sender.paused', subject: `sender:${sender.id}`, actor: null, data: { reason } });
    });
    log.warn({ sender_no }, 'sender paused');
  }

  pauseSend(send_no: number, reason: string, more: { guard_tripped?: true } = {}): void {
    const { db, clock } = this.#options;
    db.write((tx) => {
      const campaign = findCampaignBySend(tx, send_no);
      if (!campaign) return;
      if (!changeSend(tx, campaign, 'pause', { updated_at: instantOf(clock.now()), reason, ...more })) return;
      tx.record({ type: 'campaign.paused', subject: `campaign:${campaign.id}`, actor: null, data: { reason } });
    });
  }

  /** Stops a send that does harm, once; whoever resumes it has decided. @returns whether it was stopped */
  guard(send_no: number): boolean {
    const reason = whyStop(runTally(this.#options.db.reader, send_no));
    if (reason) this.pauseSend(send_no, reason, { guard_tripped: true });
    return reason !== null;
  }

  /** Says beside the sends of a sender what keeps them waiting. @returns whether another sender takes over meanwhile */
  tellTrouble(sender_no: number, trouble: LineTrouble | null): boolean {
    const { db } = this.#options;
    const timezone = findOrganization(db.reader)?.timezone ?? 'UTC';
    const failover = trouble && findFailover(db.reader, sender_no);
    db.write((tx) => tellRunningSends(tx, sender_no, trouble && sayTrouble(trouble, timezone, failover?.name)));
    return Boolean(failover);
  }
}
