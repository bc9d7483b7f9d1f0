import type { Reader, Tx } from '#main/db/access.ts';
import { Breakdown, type BreakdownRow } from '#shared/domain/tracking/breakdown.ts';
import { MINUTE, type Millis } from '#shared/kernel/instant.ts';

interface Row {
  state: string;
  code: string | null;
  domain: string | null;
  country: string;
  opened_at: Millis | null;
  clicks: number | null;
  left_by: number | null;
  leave_reason: string | null;
  agent_no: number | null;
}

/** A hit of a person tells what they read with; one through a proxy at least whose it is. */
const AGENT_OF_PERSON = `(SELECT h.agent_no FROM hit_verdict v CROSS JOIN hit h ON h.no = v.hit_no
  WHERE v.delivery_no = d.no AND v.verdict IN (0, 2) ORDER BY v.hit_no LIMIT 1)`;

/** Telephone numbers and devices have no domain. */
const DOMAIN = `CASE WHEN instr(d.address, '@') > 0 THEN lower(substr(d.address, instr(d.address, '@') + 1)) END`;

const OUTCOMES = `SELECT d.state, d.code, ${DOMAIN} AS domain,
    coalesce(c.country, '') AS country, o.human_at AS opened_at, k.human_n AS clicks, u.delivery_no AS left_by, u.reason AS leave_reason,
    iif(o.human_n > 0 OR k.human_n > 0, ${AGENT_OF_PERSON}, NULL) AS agent_no
  FROM delivery d LEFT JOIN contact c ON c.no = d.contact_no AND c.deleted_at IS NULL
    LEFT JOIN hit_first o ON o.delivery_no = d.no AND o.kind = 'open' AND o.link = -1
    LEFT JOIN hit_first k ON k.delivery_no = d.no AND k.kind = 'click' AND k.link = -1
    LEFT JOIN unsubscribe u ON u.delivery_no = d.no AND u.undone_at IS NULL
  WHERE d.send_no = ? AND d.state NOT IN ('skipped', 'cancelled')`;

/** Walks the whole ledger of a send. @param hourOf day and hour of a moment where the organization is */
export function reckonBreakdown(reader: Reader, send_no: number, hourOf: (at: Millis) => string): BreakdownRow[] {
  const breakdown = new Breakdown(hourOf);
  const agents = new Map<number, string>();
  const agentOf = (no: number) => {
    const text =
      agents.get(no) ?? reader.sql<{ text: string }>('SELECT text FROM agent WHERE no = ?').get(no)?.text ?? '';
    agents.set(no, text);
    return text;
  };
  for (const { clicks, left_by, agent_no, ...row } of reader.sql<Row>(OUTCOMES).iterate(send_no)) {
    breakdown.add({
      ...row,
      clicked: (clicks ?? 0) > 0,
      unsubscribed: left_by !== null,
      agent: agent_no === null ? null : agentOf(agent_no),
    });
  }
  return breakdown.rows();
}

export function saveBreakdown(tx: Tx, send_no: number, rows: readonly BreakdownRow[], at: Millis): void {
  tx.sql('DELETE FROM send_breakdown WHERE send_no = ?').run(send_no);
  for (const { dimension, value, sent, opened, clicked, unsubscribed, bounced, failed } of rows) {
    tx.sql(
      `INSERT INTO send_breakdown (send_no, dimension, value, sent, opened, clicked, unsubscribed, bounced, failed)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(send_no, dimension, value, sent, opened, clicked, unsubscribed, bounced, failed);
  }
  tx.sql(
    `INSERT INTO send_breakdown_state (send_no, as_of) VALUES (?, ?)
     ON CONFLICT (send_no) DO UPDATE SET as_of = excluded.as_of`,
  ).run(send_no, at);
}

export function breakdownOf(reader: Reader, send_no: number): { rows: BreakdownRow[]; as_of: Millis | null } {
  const rows = reader
    .sql<BreakdownRow>(
      `SELECT dimension, value, sent, opened, clicked, unsubscribed, bounced, failed FROM send_breakdown
       WHERE send_no = ? ORDER BY dimension, sent DESC, value`,
    )
    .all(send_no);
  const state = reader.sql<{ as_of: Millis }>('SELECT as_of FROM send_breakdown_state WHERE send_no = ?').get(send_no);
  return { rows, as_of: state?.as_of ?? null };
}

/** Sends of campaigns in whose ledger or hits something has happened since they were reckoned, the latest first. */
export function outdatedBreakdowns(reader: Reader): number[] {
  return reader
    .sql<{ no: number }>(
      `SELECT s.no FROM send s LEFT JOIN send_breakdown_state b ON b.send_no = s.no
       WHERE s.started_at IS NOT NULL AND s.kind <> 'transactional' AND (b.as_of IS NULL
         OR b.as_of < (SELECT max(minute) + 1 FROM send_minute m WHERE m.send_no = s.no) * ${MINUTE})
       ORDER BY s.no DESC`,
    )
    .all()
    .map(({ no }) => no);
}

/** The send of a campaign that has begun. */
export function startedSendOf(reader: Reader, campaign_id: string): number | undefined {
  return reader
    .sql<{ no: number }>(
      `SELECT s.no FROM send s JOIN campaign c ON c.no = s.campaign_no
       WHERE c.id = ? AND s.started_at IS NOT NULL AND s.kind <> 'transactional'`,
    )
    .get(campaign_id)?.no;
}
