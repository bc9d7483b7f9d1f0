import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TokenSigner } from '#main/platform/tracking-token.ts';
import type { ServiceContext } from '#main/services/service-context.ts';
import type { HitSink } from '#main/services/tracking/hit-sink.ts';
import type { LinkTargets } from '#main/services/tracking/tracking.service.ts';
import type { Hit } from '#shared/domain/tracking/hit.ts';

/** What the routes behind the addresses in mails stand on. */
export interface TrackingRoom {
  services: Pick<ServiceContext, 'db' | 'clock' | 'log' | 'endpoints' | 'rendering' | 'paths'>;
  hits: HitSink;
  signer: TokenSigner;
  targets: LinkTargets;
  /** Answers once the requests that have arrived together with this one are read. */
  inTurn(answer: () => void): void;
  /** The network a request came from, what sent it, how, and whether its owner wants to be tracked. */
  visitorOf(request: IncomingMessage): Pick<Hit, 'ip' | 'agent' | 'asked' | 'unwilling'>;
  /** Hands a hit over; of a flood the rest is left out. The promise says when to answer, if that has to wait. */
  record(request: IncomingMessage, hit: Pick<Hit, 'kind' | 'at' | 'delivery_no' | 'link'>): Promise<void> | undefined;
}

/** A request for one of these addresses; `rest` is what follows its first letter. */
export interface TrackingCall {
  request: IncomingMessage;
  response: ServerResponse;
  rest: string;
}
