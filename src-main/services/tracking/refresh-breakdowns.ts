import { findOrganization } from '#main/repositories/system/organization.repo.ts';
import {
  outdatedBreakdowns,
  reckonBreakdown,
  saveBreakdown,
  startedSendOf,
} from '#main/repositories/tracking/breakdown.repo.ts';
import {
  findGoalOfSend,
  reckonConversion,
  saveConversion,
  sendsWithGoal,
} from '#main/repositories/tracking/goal.repo.ts';
import { campaignIdsOf } from '#main/repositories/tracking/verdict.repo.ts';
import { hourInZone } from '#shared/domain/tracking/hour-in-zone.ts';
import type { ServiceContext } from '../service-context.ts';

type Context = Pick<ServiceContext, 'db' | 'clock'>;

/** Whether something happened to campaigns while nobody reckoned. */
export function mustReckon({ db }: Pick<Context, 'db'>): boolean {
  return outdatedBreakdowns(db.reader).length > 0;
}

/** Keeps what reports tell by domain, country, program and hour. Which sends wait is in memory; after a start it is asked for anew. */
export class BreakdownKeeper {
  readonly #ctx: Context;
  readonly #waiting: Set<number>;

  constructor(ctx: Context) {
    this.#ctx = ctx;
    this.#waiting = new Set(outdatedBreakdowns(ctx.db.reader));
  }

  get hasWork(): boolean {
    return this.#waiting.size > 0;
  }

  /** Something has happened to these campaigns. */
  note(campaign_ids: readonly string[]): void {
    for (const id of campaign_ids) {
      const send_no = startedSendOf(this.#ctx.db.reader, id);
      if (send_no !== undefined) this.#waiting.add(send_no);
    }
  }

  /** Events came: what campaigns with a goal have brought may be more. */
  noteEvents(): void {
    for (const send_no of sendsWithGoal(this.#ctx.db.reader)) this.#waiting.add(send_no);
  }

  /** Reckons one send anew: the reading takes as long as its ledger is, the writing no time. */
  refreshOne(): void {
    const [send_no] = this.#waiting;
    if (send_no === undefined) return;
    this.#waiting.delete(send_no);
    const { db, clock } = this.#ctx;
    const at = clock.now();
    const timezone = findOrganization(db.reader)?.timezone ?? 'UTC';
    const rows = reckonBreakdown(db.reader, send_no, hourInZone(timezone));
    const goal = findGoalOfSend(db.reader, send_no);
    const conversion = goal && reckonConversion(db.reader, send_no, goal);
    db.write((tx) => {
      saveBreakdown(tx, send_no, rows, at);
      saveConversion(tx, send_no, conversion);
      for (const id of campaignIdsOf(tx, [send_no])) tx.touch(`campaign-breakdown:${id}`);
    });
  }
}
