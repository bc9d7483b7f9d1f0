import type { Tx } from '#main/db/access.ts';
import { type AudienceRule, NOBODY } from '#shared/domain/campaign/audience-rule.ts';
import { instantOf, type Millis } from '#shared/kernel/instant.ts';
import { whyNotNow } from '../campaign/audience.repo.ts';
import type { AudienceChannel } from '../campaign/audience.sql.ts';
import { finishIfDone } from '../campaign/campaign.repo.ts';
import { campaignIdOf } from './delivery-run.repo.ts';
import { moveCount } from './send-count.repo.ts';

interface Waiting {
  no: number;
  send_no: number;
  state: 'queued' | 'deferred' | 'claimed';
  audience: string;
  channel: AudienceChannel;
  started_at: Millis | null;
}

/**
 * A contact wants something else than before: messages to them that have not left yet are held against the query that once addressed
 * them. A row that a sender has in hand is taken out of it; the sender asks again before it sends, and finds it gone.
 */
export function recheckWaiting(tx: Tx, contact_no: number, now: Millis): void {
  const rows = tx
    .sql<Waiting>(
      `SELECT d.no, d.send_no, d.state, s.audience, s.started_at,
         iif(s.channel = 'push', (SELECT provider FROM sender k WHERE k.no = s.sender_no), s.channel) AS channel
       FROM delivery d JOIN send s ON s.no = d.send_no
       WHERE d.contact_no = ? AND d.state IN ('queued', 'deferred', 'claimed')`,
    )
    .all(contact_no);
  for (const { no, send_no, state, audience, channel, started_at } of rows) {
    const rule = { ...NOBODY, ...(JSON.parse(audience) as AudienceRule) };
    const reason = whyNotNow(tx, { rule, channel, now: started_at ?? now, own_send: send_no }, contact_no);
    if (reason === null) continue;
    tx.sql(
      `UPDATE delivery SET state = 'skipped', code = ?, claim = NULL, next_at = NULL, changed_at = ? WHERE no = ?`,
    ).run(reason, now, no);
    moveCount(tx, send_no, state, `skipped:${reason}`, 1);
    finishIfDone(tx, send_no, instantOf(now));
    const id = campaignIdOf(tx, send_no);
    if (id) tx.touch(`campaign:${id}`, `campaign-stats:${id}`, 'home');
  }
}
