import type { ProviderEvent, ProviderEventKind } from '#main/channels/webhook/provider-event.ts';
import { isSenderAtFault } from '#shared/domain/feedback/bounce-reason.ts';
import { classifyBounce } from '#shared/domain/feedback/classify-bounce.ts';
import type { FeedbackAction, FeedbackKind, FeedbackReport } from '#shared/domain/feedback/feedback-report.ts';

/** Those that say something about a delivery. Opens and clicks Herald counts by itself. */
const KINDS: Partial<Record<ProviderEventKind, [FeedbackKind, FeedbackAction | null]>> = {
  bounce: ['bounce', 'failed'],
  dropped: ['bounce', 'failed'],
  deferred: ['delay', 'delayed'],
  delivered: ['delivered', 'delivered'],
  complaint: ['complaint', null],
  unsubscribe: ['unsubscribe', null],
};

/** What a service tells, as any other report; null where nothing follows from it. */
export function reportOfEvent(event: ProviderEvent, message_id = event.message_id): FeedbackReport | null {
  const [kind, action] = KINDS[event.kind] ?? [];
  if (!kind) return null;
  const { recipient, status = null, said, suppress } = event;
  const failed = kind === 'bounce';
  const facts = { status, reply: null, said, nearby: '', after_data: false };
  const reason = failed ? classifyBounce(facts).reason : null;
  return {
    kind,
    recipients: [
      {
        recipient,
        final_recipient: null,
        action: action ?? null,
        class: failed ? (event.class ?? 'soft') : 'none',
        status,
        reply: null,
        reason,
        diagnostic: said,
        original_message_id: message_id,
        sender_fault: reason !== null && isSenderAtFault(reason),
        suppress,
      },
    ],
    feedback_type: kind === 'complaint' ? 'abuse' : null,
    return_paths: [],
    from: null,
    subject: '',
  };
}
