import type { ServiceContext } from '#main/services/service-context.ts';
import type { Actor } from '#shared/domain/may.ts';

/** Who calls, as the transport established it; never taken from the request's own words. */
export interface Caller extends Actor {
  name: string;
  /** Public id of the session; null for the CLI on this machine. */
  session_id: string | null;
  /** Public id of the API key, where a program asks. */
  api_key_id?: string;
}

export type Transport = 'window' | 'browser' | 'rest' | 'cli';

/** How a transport hands a new session to its client, or takes it away. */
export interface SessionSink {
  keep(token: string, expires_at: string): void;
  forget(): void;
}

export interface RpcContext {
  services: ServiceContext;
  caller: Caller | null;
  transport: Transport;
  /** The Idempotency-Key of the request, for procedures that keep it with what they made. */
  once_key?: string;
  /** Network address of the client, empty for the window. */
  ip: string;
  device: string;
  session: SessionSink;
}
