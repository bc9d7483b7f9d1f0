import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TokenSigner } from '#main/platform/tracking-token.ts';
import type { ServiceContext } from '#main/services/service-context.ts';
import type { HitSink } from '#main/services/tracking/hit-sink.ts';
import type { RateLimiter } from '../rate-limiter.ts';

/** Who asks, as far as the request shows it. */
export interface Visitor {
  /** The whole address, which a proof of consent keeps. */
  ip: string;
  /** The network it belongs to. */
  network: string;
  agent: string;
}

/** What the pages stand on that readers open by themselves: forms, confirmations, preferences. */
export interface FormsRoom {
  services: ServiceContext;
  hits: HitSink;
  /** Of the tokens in mails, which name deliveries. */
  deliveries: TokenSigner;
  /** Posts of one network. */
  limiter: RateLimiter;
  visitorOf(request: IncomingMessage): Visitor;
}

/** A request for one of these pages; `rest` is what follows its first letter. */
export interface FormsCall {
  request: IncomingMessage;
  response: ServerResponse;
  rest: string;
}
