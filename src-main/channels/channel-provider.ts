import type { Channel } from '#shared/domain/channel/channel.ts';
import type { SendOutcome } from '#shared/domain/channel/send-outcome.ts';
import type { Millis } from '#shared/kernel/instant.ts';

/**
 * Awaited by a provider right before the step after which the service may have accepted the message (the final dot of SMTP,
 * the request of an HTTP service). False: don't take that step, the message must not go out any more. It never rejects.
 * @param within how long the answer can wait without being missed, so that many share one write to the disk
 */
export type Handover = (within?: Millis) => Promise<boolean>;

/**
 * `withheld`: the handover said no, and nothing was handed over. `untouched`: the line went before the turn of this message came;
 * nobody has said anything about it.
 */
export type Delivered = SendOutcome | { kind: 'withheld' } | { kind: 'untouched' };

/** A connection could not be had: the account is at fault (its blame is `sender`) or the way to the server. */
export type ConnectFailure = Extract<SendOutcome, { kind: 'rejected' | 'deferred' }>;

export type ConnectResult<Message> =
  | { ok: true; connection: ProviderConnection<Message> }
  | { ok: false; outcome: ConnectFailure };

/** One line to a service. It never throws: whatever happens is an outcome, and outcomes come in the order of the messages. */
export interface ProviderConnection<Message> {
  /** Whether it can take another message. */
  readonly usable: boolean;
  deliver(message: Message, handover: Handover): Promise<Delivered>;
  /** Resolves once it takes a message behind those that it has. Where this is missing it takes one at a time. */
  room?(): Promise<void>;
  /** Says goodbye where the service expects it. */
  close(): void;
}

/** What a service can do, and the way to it. Nothing else in Herald knows its name. */
export interface ChannelProvider<Message> {
  readonly channel: Channel;
  /** @param signal ends the connection at once, whatever is under way on it */
  connect(signal: AbortSignal): Promise<ConnectResult<Message>>;
}
