import type { Millis } from '#shared/kernel/instant.ts';

/** What a service tells about one message, or about somebody who was written to. */
export const PROVIDER_EVENT_KINDS = [
  'accepted',
  'sent',
  'delivered',
  'deferred',
  'bounce',
  /** Never tried, since earlier ones to the address had failed. */
  'dropped',
  'complaint',
  'unsubscribe',
  'open',
  'click',
  /** Somebody has answered a text message with STOP, or with START. */
  'opt_out',
  'opt_in',
] as const;
export type ProviderEventKind = (typeof PROVIDER_EVENT_KINDS)[number];

export interface ProviderEvent {
  /** The same for the same event, however often it is told. */
  key: string;
  kind: ProviderEventKind;
  /** Whom it is about: an address or a number. */
  recipient: string;
  /** When it happened, by the service's clock; null where it does not say. */
  at: Millis | null;
  /** Message-ID of the mail as we composed it, without brackets; null where the report does not carry it. */
  message_id: string | null;
  class?: 'hard' | 'soft';
  /** Whether the address must get nothing any more. */
  suppress: boolean;
  status?: string;
  /** What was said about it, word for word. */
  said: string;
  url?: string;
  /** Opened by a program rather than a person. */
  machine?: boolean;
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

export function listOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'object' && one !== null) : [];
}

export function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

export function withoutBrackets(id: string): string | null {
  return id.replace(/^<|>$/g, '') || null;
}
