import { SECOND } from '#shared/kernel/instant.ts';
import {
  listOf,
  type ProviderEvent,
  type ProviderEventKind,
  recordOf,
  textOf,
  withoutBrackets,
} from './provider-event.ts';

const KINDS: Record<string, ProviderEventKind> = {
  processed: 'accepted',
  delivered: 'delivered',
  deferred: 'deferred',
  bounce: 'bounce',
  dropped: 'dropped',
  spamreport: 'complaint',
  unsubscribe: 'unsubscribe',
  group_unsubscribe: 'unsubscribe',
  open: 'open',
  click: 'click',
};

/** Events of SendGrid, each once; what we don't know is passed over. */
export function readSendgrid(body: string): ProviderEvent[] {
  const events = new Map<string, ProviderEvent>();
  for (const one of listOf(parse(body))) {
    const event = eventOf(one);
    if (event) events.set(event.key, event);
  }
  return [...events.values()];
}

function eventOf(one: Record<string, unknown>): ProviderEvent | null {
  const kind = KINDS[textOf(one.event)];
  const key = textOf(one.sg_event_id);
  const recipient = textOf(one.email);
  if (!kind || !key || !recipient) return null;
  // "blocked" is about us, not about the address.
  const hard = kind === 'bounce' && textOf(one.type) !== 'blocked' && !/^4/.test(textOf(one.status));
  const at = Number(one.timestamp) * SECOND;
  return {
    key,
    kind,
    recipient,
    at: Number.isFinite(at) && at > 0 ? at : null,
    message_id: withoutBrackets(textOf(one.herald_message_id) || textOf(one['smtp-id'])),
    suppress: hard || kind === 'complaint' || kind === 'unsubscribe',
    said: textOf(one.reason) || textOf(one.response),
    ...(kind === 'bounce' ? { class: hard ? ('hard' as const) : ('soft' as const) } : {}),
    ...(textOf(one.status) ? { status: textOf(one.status) } : {}),
    ...(kind === 'click' ? { url: textOf(one.url) } : {}),
    ...(kind === 'open' ? { machine: recordOf(one).sg_machine_open === true } : {}),
  };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return [];
  }
}
