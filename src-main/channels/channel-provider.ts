import type { SendOutcome } from '#shared/domain/channel/send-outcome.ts';

/**
 * Awaited by a provider right before the step after which the service may have accepted the message (the final dot of SMTP,
 * the request of an HTTP service). False: don't take that step, the message must not go out any more. It never rejects.
 */
export type Handover = () => Promise<boolean>;

/** `withheld`: the handover said no, and nothing was handed over. */
export type Delivered = SendOutcome | { kind: 'withheld' };

/** A connection could not be had: the account is at fault (its blame is `sender`) or the way to the server. */
export type ConnectFailure = Extract<SendOutcome, { kind: 'rejected' | 'deferred' }>;

export type ConnectResult<Message> =
  | { ok: true; connection: ProviderConnection<Message> }
  | { ok: false; outcome: ConnectFailure };

/** One line to a service. It takes one message at a time and never throws: whatever happens is an outcome. */
export interface ProviderConnection<Message> {
  /** Whether it can take another message. */
  readonly usable: boolean;
  deliver(message: Message, handover: Handover): Promise<Delivered>;
  /** Says goodbye where the service expects it. */
  close(): void;
}

/** What a service can do, and the way to it. Nothing else in Herald knows its name. */
export interface ChannelProvider<Message> {
  readonly channel: 'email';
  /** @param signal ends the connection at once, whatever is under way on it */
  connect(signal: AbortSignal): Promise<ConnectResult<Message>>;
}
