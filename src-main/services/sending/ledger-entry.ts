import type { Tx } from '#main/db/access.ts';
import { finishIfDone } from '#main/repositories/campaign/campaign.repo.ts';
import {
  acceptDeliveries,
  type ClaimedDelivery,
  findLateObstacles,
  markInData,
  noteFirstDeferral,
  releaseDelivery,
  settleDelivery,
} from '#main/repositories/delivery/delivery.repo.ts';
import {
  addToMinute,
  campaignIdOf,
  isCancelled,
  isTransactional,
  maySend,
} from '#main/repositories/delivery/delivery-run.repo.ts';
import { addCharge } from '#main/repositories/delivery/send-charge.repo.ts';
import { addToCount } from '#main/repositories/delivery/send-count.repo.ts';
import { dropGone } from '#main/repositories/push/push-device.repo.ts';
import { responseNo } from '#main/repositories/tracking/response.repo.ts';
import type { Charge } from '#shared/domain/channel/send-outcome.ts';
import type { DeliveryState } from '#shared/domain/delivery/delivery-state.ts';
import type { SkipReason } from '#shared/domain/delivery/eligibility.ts';
import { instantOf, MINUTE, type Millis } from '#shared/kernel/instant.ts';
import { suppressRefused } from '../feedback/suppress-refused.ts';

/** What became of a recipient in hand. */
export type Ending =
  | { kind: 'skipped'; reason: SkipReason }
  /** Back to where it was taken from, as if it had not been touched. */
  | { kind: 'released' }
  | {
      kind: 'tried';
      state: 'accepted' | 'deferred' | 'failed' | 'unknown';
      code: string;
      /** Null: nobody was asked, so nobody answered. */
      said: string | null;
      next_at: Millis | null;
      /** False: this was no attempt at this person. */
      charged?: boolean;
      /** Devices that are there no more. */
      gone?: readonly number[];
      /** What the service counts for it. */
      charge?: Charge;
    };

/** States of a recipient in hand. */
type InHand = 'claimed' | 'in_data';

interface Accepted {
  send_no: number;
  from: InHand;
  code: string;
  said: string | null;
  nos: number[];
}

/** One transaction of the ledger: rows first, then the sums they change. */
export class LedgerEntry {
  readonly #tx: Tx;
  readonly #claim: number;
  readonly #now: Millis;
  readonly #sums = new Map<number, Map<string, number>>();
  readonly #minutes = new Map<number, { sent: number; failed: number }>();
  readonly #mayGo = new Map<number, boolean>();
  readonly #ended = new Set<number>();
  readonly #accepted = new Map<string, Accepted>();

  constructor(tx: Tx, claim: number, now: Millis) {
    this.#tx = tx;
    this.#claim = claim;
    this.#now = now;
  }

  /** @returns numbers of those whose message may leave */
  mark(deliveries: readonly ClaimedDelivery[]): ReadonlySet<number> {
    const underWay = deliveries.filter((delivery) => {
      if (this.#isUnderWay(delivery.send_no)) return true;
      this.end(delivery, 'claimed', { kind: 'released' });
      return false;
    });
    const permitted = new Set<number>();
    // A person whom two sends address is asked about twice: the first message may be the last that they want now.
    for (let rest = underWay; rest.length > 0; ) {
      const people = new Map(rest.map((delivery) => [delivery.contact_no, delivery]));
      this.#markPeople([...people.values()], permitted);
      rest = rest.length === people.size ? [] : rest.filter((delivery) => people.get(delivery.contact_no) !== delivery);
    }
    return permitted;
  }

  end(delivery: ClaimedDelivery, from: InHand, ending: Ending): void {
    const { send_no } = delivery;
    if (ending.kind === 'tried' && ending.gone) dropGone(this.#tx, ending.gone);
    if (ending.kind === 'tried' && ending.charge) addCharge(this.#tx, send_no, ending.charge);
    if (ending.kind === 'released') this.#release(delivery, from);
    else if (ending.kind === 'skipped') {
      const row = { state: 'skipped' as const, code: ending.reason, attempts: delivery.attempts };
      if (this.#settle(delivery, row)) this.#move(send_no, from, `skipped:${ending.reason}`);
    } else if (ending.state === 'accepted') this.#accept(delivery, from, ending);
    else this.#tried(delivery, from, ending);
    this.#ended.add(send_no);
  }

  /** Writes the acceptances that have gathered: those that say the same are one statement. */
  writeAccepted(): void {
    for (const { send_no, from, code, said, nos } of this.#accepted.values()) {
      const response_no = this.#responseNo(said);
      const n = acceptDeliveries(this.#tx, { nos, claim: this.#claim, code, response_no, now: this.#now });
      this.#move(send_no, from, 'accepted', n);
      this.#count(send_no, 'sent', n);
    }
    this.#accepted.clear();
  }

  /** Writes the sums, ends sends that are done, and says what has changed. */
  close(): void {
    for (const [send_no, sums] of this.#sums) {
      for (const [measure, n] of sums) addToCount(this.#tx, send_no, measure, n);
      const id = campaignIdOf(this.#tx, send_no);
      if (id) this.#tx.touch(`campaign-stats:${id}`, 'home');
    }
    if ([...this.#sums.keys()].some((send_no) => isTransactional(this.#tx, send_no))) this.#tx.touch('transactional');
    const minute = Math.floor(this.#now / MINUTE);
    for (const [send_no, { sent, failed }] of this.#minutes) {
      addToMinute(this.#tx, { send_no, measure: 'sent', minute, n: sent });
      addToMinute(this.#tx, { send_no, measure: 'failed', minute, n: failed });
    }
    for (const send_no of this.#ended) finishIfDone(this.#tx, send_no, instantOf(this.#now));
  }

  #tried(delivery: ClaimedDelivery, from: InHand, ending: Extract<Ending, { kind: 'tried' }>): void {
    const { send_no } = delivery;
    const stopped = ending.state === 'deferred' && isCancelled(this.#tx, send_no);
    const state: DeliveryState = stopped ? 'cancelled' : ending.state;
    const row = {
      state,
      code: ending.code,
      attempts: delivery.attempts + (ending.charged === false ? 0 : 1),
      next_at: stopped ? null : ending.next_at,
      response_no: this.#responseNo(ending.said),
    };
    if (!this.#settle(delivery, row)) return;
    const isPutOffFirst = state === 'deferred' && ending.said !== null && delivery.first_at === null;
    if (isPutOffFirst) noteFirstDeferral(this.#tx, delivery.no, this.#now);
    this.#move(send_no, from, state);
    if (state !== 'failed') return;
    this.#count(send_no, 'failed', 1);
    const { code, said } = ending;
    suppressRefused(this.#tx, { send_no, address: delivery.address, code, said, at: this.#now });
  }

  #responseNo(said: string | null): number | null {
    return said === null ? null : responseNo(this.#tx, said);
  }

  #accept({ no, send_no }: ClaimedDelivery, from: InHand, { code, said }: Pick<Accepted, 'code' | 'said'>): void {
    const key = `${send_no} ${from} ${code} ${said}`;
    const group = this.#accepted.get(key);
    if (group) group.nos.push(no);
    else this.#accepted.set(key, { send_no, from, code, said, nos: [no] });
  }

  #markPeople(deliveries: readonly ClaimedDelivery[], permitted: Set<number>): void {
    const obstacles = findLateObstacles(this.#tx, deliveries);
    const clear = obstacles.size === 0 ? deliveries : deliveries.filter((delivery) => !this.#skip(delivery, obstacles));
    const nos = clear.map(({ no }) => no);
    for (const { no, send_no } of markInData(this.#tx, nos, this.#claim, this.#now)) {
      permitted.add(no);
      this.#move(send_no, 'claimed', 'in_data');
    }
  }

  #skip(delivery: ClaimedDelivery, obstacles: ReadonlyMap<number, SkipReason>): boolean {
    const reason = obstacles.get(delivery.contact_no);
    if (reason) this.end(delivery, 'claimed', { kind: 'skipped', reason });
    return reason !== undefined;
  }

  #release(delivery: ClaimedDelivery, from: InHand): void {
    const { no, send_no, next_at, planned, attempts } = delivery;
    if (isCancelled(this.#tx, send_no)) {
      if (this.#settle(delivery, { state: 'cancelled', code: null, attempts })) this.#move(send_no, from, 'cancelled');
    } else if (releaseDelivery(this.#tx, no, this.#claim)) {
      this.#move(send_no, from, next_at === null || planned === 1 ? 'queued' : 'deferred');
    }
  }

  #settle(
    { no }: ClaimedDelivery,
    row: {
      state: DeliveryState;
      code: string | null;
      attempts: number;
      next_at?: Millis | null;
      response_no?: number | null;
    },
  ): boolean {
    const { next_at = null, response_no = null } = row;
    return settleDelivery(this.#tx, { ...row, no, claim: this.#claim, next_at, response_no, now: this.#now });
  }

  #move(send_no: number, from: string, to: string, n = 1): void {
    const sums = this.#sums.get(send_no) ?? new Map<string, number>();
    sums.set(from, (sums.get(from) ?? 0) - n);
    sums.set(to, (sums.get(to) ?? 0) + n);
    this.#sums.set(send_no, sums);
  }

  #count(send_no: number, measure: 'sent' | 'failed', n: number): void {
    const sums = this.#minutes.get(send_no) ?? { sent: 0, failed: 0 };
    sums[measure] += n;
    this.#minutes.set(send_no, sums);
  }

  #isUnderWay(send_no: number): boolean {
    let answer = this.#mayGo.get(send_no);
    if (answer === undefined) {
      answer = maySend(this.#tx, send_no);
      this.#mayGo.set(send_no, answer);
    }
    return answer;
  }
}
