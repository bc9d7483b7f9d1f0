import type { Reader, Tx } from '#main/db/access.ts';
import type { Conversion, Goal } from '#shared/domain/campaign/goal.ts';
import { DAY } from '#shared/kernel/instant.ts';

export function findGoal(reader: Reader, campaign_no: number): Goal | null {
  return (
    reader.sql<Goal>('SELECT event, amount, days, touch FROM campaign_goal WHERE campaign_no = ?').get(campaign_no) ??
    null
  );
}

export function findGoalOfSend(reader: Reader, send_no: number): Goal | null {
  return (
    reader
      .sql<Goal>(
        `SELECT g.event, g.amount, g.days, g.touch FROM campaign_goal g JOIN send s ON s.campaign_no = g.campaign_no
         WHERE s.no = ?`,
      )
      .get(send_no) ?? null
  );
}

/** @param goal null: none any more */
export function saveGoal(tx: Tx, campaign_no: number, goal: Goal | null): void {
  tx.sql('DELETE FROM campaign_goal WHERE campaign_no = ?').run(campaign_no);
  if (!goal) return;
  tx.sql('INSERT INTO campaign_goal (campaign_no, event, amount, days, touch) VALUES (?, ?, ?, ?, ?)').run(
    ...[campaign_no, goal.event, goal.amount, goal.days, goal.touch],
  );
}

/** Started sends of campaigns with a goal. */
export function sendsWithGoal(reader: Reader): number[] {
  return reader
    .sql<{ no: number }>(
      'SELECT s.no FROM campaign_goal g JOIN send s ON s.campaign_no = g.campaign_no WHERE s.started_at IS NOT NULL',
    )
    .all()
    .map(({ no }) => no);
}

/** The last touch of a message before an event; of touches the first and the last are known. */
const TOUCH = (hit: string) => `iif(${hit}.human_last_at <= e.at, ${hit}.human_last_at, ${hit}.human_at)`;

/** An event belongs to the message that was touched last before it, of all that its contact touched. */
const CONVERSIONS = `SELECT count(DISTINCT e.contact_no) AS people, count(*) AS events,
    coalesce(sum(iif(json_type(e.data, @path) IN ('integer', 'real'), json_extract(e.data, @path), 0)), 0) * 1.0 AS revenue
  FROM delivery d CROSS JOIN hit_first t ON t.delivery_no = d.no AND t.kind = @touch AND t.link = -1 AND t.human_n > 0
    CROSS JOIN event e ON e.name_no = (SELECT no FROM event_name WHERE name = @event) AND e.contact_no = d.contact_no
      AND e.at >= t.human_at AND e.at <= ${TOUCH('t')} + @span
  WHERE d.send_no = @send_no AND NOT EXISTS (
    SELECT 1 FROM delivery d2 CROSS JOIN hit_first t2 ON t2.delivery_no = d2.no AND t2.kind = @touch AND t2.link = -1
      AND t2.human_n > 0 AND t2.human_at <= e.at
    WHERE d2.contact_no = d.contact_no AND d2.send_no <> d.send_no
      AND (${TOUCH('t2')} > ${TOUCH('t')} OR (${TOUCH('t2')} = ${TOUCH('t')} AND d2.no > d.no)))`;

export function reckonConversion(reader: Reader, send_no: number, { event, amount, days, touch }: Goal): Conversion {
  const path = `$.${JSON.stringify(amount ?? '')}`;
  const row = reader.sql<Conversion>(CONVERSIONS).get({ send_no, event, touch, path, span: days * DAY });
  return row ?? { people: 0, events: 0, revenue: 0 };
}

export function saveConversion(tx: Tx, send_no: number, conversion: Conversion | null): void {
  tx.sql('DELETE FROM send_conversion WHERE send_no = ?').run(send_no);
  if (!conversion) return;
  const { people, events, revenue } = conversion;
  tx.sql('INSERT INTO send_conversion (send_no, people, events, revenue) VALUES (?, ?, ?, ?)').run(
    ...[send_no, people, events, revenue],
  );
}

export function findConversion(reader: Reader, send_no: number): Conversion | null {
  return (
    reader.sql<Conversion>('SELECT people, events, revenue FROM send_conversion WHERE send_no = ?').get(send_no) ?? null
  );
}
