import type { ProviderEvent, ProviderEventKind } from './provider-event.ts';

const STATUSES: Record<string, ProviderEventKind> = {
  accepted: 'accepted',
  queued: 'accepted',
  sending: 'accepted',
  sent: 'sent',
  delivered: 'delivered',
  undelivered: 'bounce',
  failed: 'bounce',
};

/** Twilio's own words for it, and those of its keyword handling. */
const STOP = /^(?:stop|stopall|stopp|unsubscribe|cancel|end|quit|optout|revoke)$/i;
const START = /^(?:start|unstop)$/i;

/** No such telephone, or one that can't be written to: it stays so. */
const LASTING_ERRORS = new Set(['21211', '21614', '30005', '30006']);

/** A status callback, or a message that somebody has sent to one of our numbers. */
export function readTwilio(form: URLSearchParams): ProviderEvent[] {
  const field = (name: string) => form.get(name) ?? '';
  const sid = field('MessageSid') || field('SmsSid');
  if (!sid) return [];
  const status = field('MessageStatus') || field('SmsStatus');
  return status === 'received' ? readAnswer(sid, field) : readStatus(sid, status, field);
}

function readAnswer(sid: string, field: (name: string) => string): ProviderEvent[] {
  const body = field('Body').trim();
  const kind = STOP.test(body) ? 'opt_out' : START.test(body) ? 'opt_in' : null;
  if (!kind) return [];
  const recipient = field('From');
  return [{ key: `${sid}:in`, kind, recipient, at: null, message_id: null, suppress: kind === 'opt_out', said: body }];
}

function readStatus(sid: string, status: string, field: (name: string) => string): ProviderEvent[] {
  const kind = STATUSES[status];
  if (!kind) return [];
  const error = field('ErrorCode');
  const hard = kind === 'bounce' && LASTING_ERRORS.has(error);
  return [
    {
      key: `${sid}:${status}`,
      kind,
      recipient: field('To'),
      at: null,
      message_id: null,
      suppress: hard,
      said: [status, error && `error ${error}`, field('ErrorMessage')].filter(Boolean).join(', '),
      ...(kind === 'bounce' ? { class: hard ? ('hard' as const) : ('soft' as const) } : {}),
      ...(error ? { status: error } : {}),
    },
  ];
}
