import type { Millis } from '#shared/kernel/instant.ts';

/** Whom an answer is about, and so who bears the consequence. */
export type Blame =
  /** This address, or this message to it. */
  | 'recipient'
  /** The account: its password, its encryption, its quota, its right to send as this address. */
  | 'sender'
  /** The way to the server, or its state right now. */
  | 'connection';

/** What a service says a text message comes to. */
export interface Charge {
  segments: number;
  /** In `currency`; null where the service names none, or names it later. */
  price: number | null;
  /** ISO 4217; empty without a price. */
  currency: string;
}

/** What became of one message that a provider was handed. `gone`: numbers of devices that are there no more. */
export type SendOutcome = Outcome & { gone?: readonly number[]; charge?: Charge };

type Outcome =
  | { kind: 'accepted'; code: string; said: string }
  /** Refused for good. */
  | { kind: 'rejected'; blame: 'recipient' | 'sender'; code: string; said: string }
  /** Not taken now; later it may be. `wait`: nothing else will be taken either for so long, as the service itself says. */
  | { kind: 'deferred'; blame: Blame; code: string; said: string; wait?: Millis }
  /** Handed over in full, and no answer came: it may or may not have been accepted. */
  | { kind: 'unknown'; code: string; said: string };

export type OutcomeKind = SendOutcome['kind'];
