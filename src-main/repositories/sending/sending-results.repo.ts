import type { Reader } from '#main/db/access.ts';
import { domainOf } from '#shared/domain/channel/domain-rules.ts';
import { MAILBOX_PROVIDERS, type MailboxProvider, mailboxProviderOf } from '#shared/domain/sending/mailbox-provider.ts';
import { MINUTE, type Millis } from '#shared/kernel/instant.ts';

export interface SendingRates {
  sent: number;
  hard_bounced: number;
  bounced: number;
  complained: number;
}

/** What came of the messages since a moment, from sums that are kept anyway. */
export function sendingRates(reader: Reader, since: Millis): SendingRates {
  const sums = reader
    .sql<{ measure: string; n: number }>(
      `SELECT measure, sum(uniques) AS n FROM send_minute WHERE minute >= ? AND measure IN ('sent', 'bounced', 'complained') GROUP BY measure`,
    )
    .all(Math.floor(since / MINUTE));
  const of = (measure: string) => sums.find((sum) => sum.measure === measure)?.n ?? 0;
  const hard = reader
    .sql<{ n: number }>(
      `SELECT count(*) AS n FROM feedback_report r JOIN feedback f ON f.report_no = r.no
       WHERE r.at >= ? AND f.effect = 'bounced' AND f.class = 'hard' AND f.undone_at IS NULL`,
    )
    .get(since);
  return { sent: of('sent'), hard_bounced: hard?.n ?? 0, bounced: of('bounced'), complained: of('complained') };
}

export interface ProviderResult {
  provider: MailboxProvider;
  /** Taken by the server. */
  accepted: number;
  failed: number;
  waiting: number;
  bounced: number;
  complained: number;
  opened: number;
}

/** By whose mailboxes they are, for sends that were started since a moment. Reads each of their deliveries. */
export function resultsByProvider(reader: Reader, { since }: { since: Millis }): ProviderResult[] {
  const results = new Map(
    MAILBOX_PROVIDERS.map((provider) => [
      provider,
      { provider, accepted: 0, failed: 0, waiting: 0, bounced: 0, complained: 0, opened: 0 },
    ]),
  );
  const rows = reader
    .sql<{ domain: string; state: string; n: number; opened: number }>(
      `SELECT lower(substr(d.address, instr(d.address, '@') + 1)) AS domain, d.state, count(*) AS n, count(h.delivery_no) AS opened
       FROM send s CROSS JOIN delivery d ON d.send_no = s.no
         LEFT JOIN hit_first h ON h.delivery_no = d.no AND h.kind = 'open' AND h.link = -1 AND h.human_n > 0
       WHERE s.started_at >= ? AND instr(d.address, '@') > 0 GROUP BY 1, 2`,
    )
    .all(since);
  for (const { domain, state, n, opened } of rows) {
    const result = results.get(mailboxProviderOf(domainOf(`@${domain}`)));
    if (!result) continue;
    if (state === 'accepted' || state === 'bounced' || state === 'complained') result.accepted += n;
    if (state === 'bounced') result.bounced += n;
    if (state === 'complained') result.complained += n;
    if (state === 'failed') result.failed += n;
    if (state === 'deferred') result.waiting += n;
    result.opened += opened;
  }
  return [...results.values()];
}
