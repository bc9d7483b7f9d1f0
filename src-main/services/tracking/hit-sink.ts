import type { Hit } from '#shared/domain/tracking/hit.ts';
import type { LeaveReason } from '#shared/domain/tracking/leave-reason.ts';
import type { Leaving } from './leave.ts';

/** What a person asks for on the page that every mail links to. */
export type Wish =
  | ({ wish: 'leave' } & Leaving)
  | { wish: 'come_back'; delivery_no: number; at: number }
  | { wish: 'say_why'; delivery_no: number; reason: LeaveReason; words: string | null };

/** Where requests from mails are handed over to be written. */
export interface HitSink {
  /**
   * Takes a hit; it is on disk within the flush window. When so many wait that memory is at stake, the promise says when to go on.
   */
  record(hit: Hit): Promise<void> | undefined;
  /** Resolves once it is on disk. @returns whether the delivery exists */
  fulfil(wish: Wish): Promise<boolean>;
}
