import type { Tx } from '#main/db/access.ts';
import { compileMessage } from '#main/rendering/compile-message.ts';
import { compileSms } from '#main/rendering/compile-sms.ts';
import { replaceLinks } from '#main/repositories/campaign/link.repo.ts';
import { findDefaultSender, findSender, type SenderRow } from '#main/repositories/sending/sender.repo.ts';
import type { WorkflowRecord } from '#main/repositories/workflow/workflow.repo.ts';
import { hasMessage, insertMessage, sendThrough } from '#main/repositories/workflow/workflow-message.repo.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import type { ServiceContext } from '../service-context.ts';
import { requireOrganization, trackingBase } from '../tracking/tracking-address.ts';
import { audienceOf, isMessage, type MessageNode, messageHash } from './loaded-version.ts';

/**
 * The sends that carry what the nodes say now; a node that says what it said before, to the same people, keeps its own, which go through
 * whichever sender is the default by now.
 */
export function makeMessages(
  ctx: Pick<ServiceContext, 'clock' | 'ids' | 'endpoints'>,
  tx: Tx,
  workflow: WorkflowRecord,
): void {
  const organization = requireOrganization(tx);
  const base_url = trackingBase(ctx, organization);
  const audience = audienceOf(workflow.draft);
  for (const node of workflow.draft.nodes.filter(isMessage)) {
    const key = { workflow_no: workflow.no, node: node.id, hash: messageHash(node, audience) };
    const sender_no = requireSender(tx, node).no;
    if (hasMessage(tx, key)) {
      sendThrough(tx, key, sender_no);
      continue;
    }
    const content = contentOf(node);
    const track_opens = content.channel === 'email' && organization.track_opens;
    const { track_clicks } = organization;
    const send_no = insertMessage(tx, {
      ...key,
      ...content,
      id: ctx.ids.id(),
      send_id: ctx.ids.id(),
      name: nameOf(workflow, node),
      sender_no,
      audience,
      track_opens,
      track_clicks,
      at: ctx.clock.now(),
    });
    if (track_clicks) replaceLinks(tx, send_no, linksOf(content, base_url));
  }
}

function linksOf(content: ReturnType<typeof contentOf>, base_url: string): readonly string[] {
  return content.channel === 'sms'
    ? compileSms(content.body, { base_url }).links
    : compileMessage(content, { base_url, track_opens: false, track_clicks: true }).links;
}

function contentOf(node: MessageNode) {
  if (node.type === 'send_sms') {
    return { channel: 'sms', subject: '', preheader: '', body_kind: 'text', body: node.body } as const;
  }
  const { subject, preheader, body_kind, body } = node;
  return { channel: 'email', subject, preheader, body_kind, body } as const;
}

function nameOf({ name }: WorkflowRecord, node: MessageNode): string {
  const what = node.name || (node.type === 'send_email' ? node.subject : '');
  return (what ? `${name}: ${what}` : name).slice(0, 200);
}

function requireSender(tx: Tx, { sender_id, type }: MessageNode): SenderRow {
  const channel = type === 'send_sms' ? 'sms' : 'email';
  const sender = sender_id === null ? findDefaultSender(tx, channel) : findSender(tx, sender_id);
  if (sender?.channel === channel) return sender;
  throw new HeraldError('SENDER_NOT_READY', 'A message of this workflow has no sender.', { hint: 'Choose one.' });
}
