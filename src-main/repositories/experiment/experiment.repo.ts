import { eq, sql } from 'drizzle-orm';
import type { Reader, Tx } from '#main/db/access.ts';
import { sendTable } from '#main/db/schema/campaign.table.ts';
import type { Decision, VariantTally } from '#shared/domain/experiment/decision.ts';
import type { Proportion } from '#shared/domain/experiment/significance.ts';
import type { Place } from '#shared/domain/experiment/split.ts';
import type { Millis } from '#shared/kernel/instant.ts';
import type { SendKey } from '../campaign/campaign.repo.ts';
import { moveCount } from '../delivery/send-count.repo.ts';
import { AWAITS_DECISION, PLANNED } from '../timing/planned-delivery.repo.ts';

export interface RecipientToPlace {
  no: number;
  contact_id: string;
}

/** Recipients of a send whose rows came after a number. */
export function recipientsToPlace(reader: Reader, send_no: number, after: number): RecipientToPlace[] {
  return reader
    .sql<RecipientToPlace>(
      `SELECT d.no, c.id AS contact_id FROM delivery d JOIN contact c ON c.no = d.contact_no
       WHERE d.no > ? AND d.send_no = ? AND d.state = 'queued' ORDER BY d.no`,
    )
    .all(after, send_no);
}

const IN = 'no IN (SELECT value FROM json_each(?))';

/** Puts recipients who wait for their turn where they belong in a test. */
export function placeDeliveries(tx: Tx, send_no: number, place: Place, nos: readonly number[]): void {
  const which = JSON.stringify(nos);
  if (place === 'rest') {
    tx.sql(`UPDATE delivery SET next_at = ${AWAITS_DECISION}, code = '${PLANNED}' WHERE ${IN}`).run(which);
  } else if (place === 'held_out') {
    const { changes } = tx.sql(`UPDATE delivery SET state = 'skipped', code = 'held_out' WHERE ${IN}`).run(which);
    moveCount(tx, send_no, 'queued', 'skipped:held_out', changes);
  } else {
    tx.sql(`UPDATE delivery SET variant = ? WHERE ${IN}`).run(place, which);
  }
}

export interface TestQuestion {
  send_no: number;
  variants: number;
  /** Only what happens so soon after its own message counts: variants that went out at different times have the same chance. */
  within: Millis | null;
}

/** Variants that begin later than the others. */
export function delayVariant(tx: Tx, due: Millis, nos: readonly number[]): void {
  tx.sql(`UPDATE delivery SET next_at = ?, code = '${PLANNED}' WHERE ${IN}`).run(due, JSON.stringify(nos));
}

/** What became of the sample, by variant. */
export function variantTallies(reader: Reader, { send_no, variants, within }: TestQuestion): VariantTally[] {
  const rows = reader
    .sql<VariantTally & { variant: number }>(
      `SELECT variant, count(*) AS people, sum(sent) AS sent, sum(sent AND opened) AS opened, sum(sent AND clicked) AS clicked
       FROM (SELECT d.variant, d.state IN ('accepted', 'complained') AS sent, ${DID('open')} AS opened, ${DID('click')} AS clicked
         FROM delivery d WHERE d.send_no = @send_no AND d.variant IS NOT NULL)
       GROUP BY variant`,
    )
    .all({ send_no, within });
  return Array.from({ length: variants }, (_, index) => {
    const { variant: _variant, ...tally } = rows.find(({ variant }) => variant === index) ?? {
      variant: index,
      ...NOBODY,
    };
    return tally;
  });
}

const DID = (kind: 'open' | 'click') =>
  `EXISTS (SELECT 1 FROM hit_first h WHERE h.delivery_no = d.no AND h.kind = '${kind}' AND h.link = -1 AND h.human_n > 0
     AND (@within IS NULL OR h.human_at <= d.changed_at + @within))`;

const NOBODY: VariantTally = { people: 0, sent: 0, opened: 0, clicked: 0 };

export interface SampleProgress {
  /** Of the sample, who has not been tried yet. */
  untried: number;
  /** When the last message of the sample was taken; null: none was. */
  last_at: Millis | null;
}

export function sampleProgress(reader: Reader, send_no: number): SampleProgress {
  return (
    reader
      .sql<SampleProgress>(
        `SELECT count(*) FILTER (WHERE state IN ('queued', 'claimed', 'in_data') OR (state = 'deferred' AND code = 'QUIET_TIME')) AS untried,
           max(changed_at) FILTER (WHERE state = 'accepted') AS last_at
         FROM delivery WHERE send_no = ? AND variant IS NOT NULL`,
      )
      .get(send_no) ?? { untried: 0, last_at: null }
  );
}

/** How many wait for the decision. */
function countAwaiting(reader: Reader, send_no: number): number {
  return (
    reader
      .sql<{ n: number }>(
        `SELECT count(*) AS n FROM delivery
         WHERE send_no = ? AND state IN ('queued', 'deferred') AND next_at = ${AWAITS_DECISION}`,
      )
      .get(send_no)?.n ?? 0
  );
}

export interface TestFigures {
  tallies: VariantTally[];
  awaiting: number;
  progress: SampleProgress;
}

/** Walks the sample: for the thread of long reads. */
export function testFigures(reader: Reader, question: TestQuestion): TestFigures {
  return {
    tallies: variantTallies(reader, question),
    awaiting: countAwaiting(reader, question.send_no),
    progress: sampleProgress(reader, question.send_no),
  };
}

/** From `due` on senders may take them, at most `limit` of those who wait for the decision; null: from now on. @returns how many */
export function releaseAwaiting(tx: Tx, send: SendKey, { due, limit }: { due: Millis | null; limit: number }): number {
  const { changes } = tx
    .sql(
      `UPDATE delivery SET next_at = @due, code = iif(@due IS NULL, NULL, '${PLANNED}') WHERE no IN (
         SELECT no FROM delivery
         WHERE send_no = @no AND state IN ('queued', 'deferred') AND next_at = ${AWAITS_DECISION} LIMIT @limit)`,
    )
    .run({ no: send.no, due, limit });
  if (changes > 0) tx.touch(`campaign:${send.id}`, `campaign-stats:${send.id}`);
  return changes;
}

/** The message of the rest changes with it, and so does the revision. */
export function saveDecision(tx: Tx, send: SendKey, decision: Decision): void {
  tx.orm
    .update(sendTable)
    .set({ decision, revision: sql`${sendTable.revision} + 1` })
    .where(eq(sendTable.no, send.no))
    .run();
  tx.touch('campaigns', `campaign:${send.id}`, `campaign-stats:${send.id}`);
}

export interface EventQuestion {
  send_no: number;
  name: string;
  /** Both inclusive. */
  from: Millis;
  until: Millis;
}

export type EventComparison = Record<'reached' | 'held_out', Proportion>;

/** People who had an event in a span of time, of those who got the message and of those who were held out. */
export function eventsAfter(reader: Reader, { send_no, name, from, until }: EventQuestion): EventComparison {
  const rows = reader
    .sql<{ group: 'reached' | 'held_out'; base: number; hits: number }>(
      `SELECT iif(d.state = 'skipped', 'held_out', 'reached') AS "group", count(*) AS base,
         sum(EXISTS (SELECT 1 FROM event e WHERE e.name_no = (SELECT no FROM event_name WHERE name = @name)
           AND e.contact_no = d.contact_no AND e.at BETWEEN @from AND @until)) AS hits
       FROM delivery d
       WHERE d.send_no = @send_no AND (d.state IN ('accepted', 'complained') OR (d.state = 'skipped' AND d.code = 'held_out'))
       GROUP BY 1`,
    )
    .all({ send_no, name, from, until });
  const of = (wanted: string) => {
    const { base, hits } = rows.find(({ group }) => group === wanted) ?? { base: 0, hits: 0 };
    return { base, hits };
  };
  return { reached: of('reached'), held_out: of('held_out') };
}
