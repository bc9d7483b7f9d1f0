import type { Tx } from '#main/db/access.ts';
import { standingNow } from '#main/repositories/campaign/audience.repo.ts';
import { findList } from '#main/repositories/consent/list.repo.ts';
import { findMemberState } from '#main/repositories/consent/list-member.repo.ts';
import { findContactByNo, type ReachableContact } from '#main/repositories/contact/contact.repo.ts';
import { findTag } from '#main/repositories/contact/tag.repo.ts';
import { claimEffect, type EnrolmentRow, noteEffect } from '#main/repositories/workflow/enrolment.repo.ts';
import { addPass, freeSend, queueMessage } from '#main/repositories/workflow/workflow-message.repo.ts';
import type { Effect, Reason } from '#shared/domain/workflow/enrolment.ts';
import type { SpecOf, WorkflowNode } from '#shared/domain/workflow/workflow-graph.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';
import type { Millis } from '#shared/kernel/instant.ts';
import { joinByUser } from '../consent/join-by-user.ts';
import { leaveList } from '../consent/leave-list.ts';
import { giveTag } from '../contact/give-tag.ts';
import { takeTag } from '../contact/take-tag.ts';
import type { ServiceContext } from '../service-context.ts';
import type { LoadedVersion } from './loaded-version.ts';
import { setField } from './set-field.ts';

type Context = Pick<ServiceContext, 'clock' | 'ids' | 'queue'>;

export interface EffectPlace {
  row: EnrolmentRow;
  version: LoadedVersion;
  node: WorkflowNode;
  contact: ReachableContact;
  now: Millis;
  /** Lets the contact into another workflow, or takes them out of one. */
  other(change: 'start' | 'stop', workflow_id: string): Reason;
}

/**
 * Does what a node does, once for this visit: the key is taken in the transaction of the deed. What leaves the machine is only noted
 * here, as a row of the ledger or a job. @returns how the trace tells it; null: as the step says
 */
export function doEffect(ctx: Context, tx: Tx, effect: Effect, place: EffectPlace): Reason | null {
  const key = { enrolment_no: place.row.no, visit: place.row.visit };
  if (!claimEffect(tx, key, effect.kind)) return null;
  const { node } = place;
  switch (node.type) {
    case 'send_email':
    case 'send_sms':
      return sendMessage(ctx, tx, place);
    case 'set_field':
      return setField(tx, wholeContact(tx, place), node) ? null : { code: 'unchanged' };
    case 'tag':
      return changeTag(tx, place, node) ? null : { code: 'unchanged' };
    case 'list':
      return changeList(ctx, tx, place, node) ? null : { code: 'unchanged' };
    case 'notify':
      for (const user_id of new Set(node.user_ids)) {
        const once = `${key.enrolment_no}:${key.visit}:${user_id}`;
        ctx.queue.enqueue(tx, 'workflow.notify', { ...key, user_id }, { key: once });
      }
      return null;
    case 'webhook':
      ctx.queue.enqueue(tx, 'workflow.call', key, { key: `${key.enrolment_no}:${key.visit}` });
      return null;
    case 'start_workflow':
      return place.other('start', node.workflow_id);
    case 'stop_workflow':
      return place.other('stop', node.workflow_id);
    default:
      return null;
  }
}

function wholeContact(tx: Tx, { contact, now }: EffectPlace) {
  return { contact: found(findContactByNo(tx, contact.no), 'contact'), now };
}

/** Rides in the ledger: the sender asks once more before it goes, and limits hold as for every other message. */
function sendMessage(ctx: Context, tx: Tx, { row, version, node, contact, now }: EffectPlace): Reason {
  const key = { workflow_no: row.workflow_no, node: node.id, hash: version.hashes.get(node.id) ?? '' };
  if (!freeSend(tx, key, contact.no)) addPass(tx, key, { id: ctx.ids.id(), send_id: ctx.ids.id(), at: now });
  const send = freeSend(tx, key, contact.no);
  if (!send) throw new HeraldError('NOT_FOUND', 'The message of this node is gone. Publish the workflow again.');
  const { send_no, channel, audience } = send;
  const standing = standingNow(tx, { rule: audience, channel, now, own_send: send_no }, contact.no);
  // Who came by a list and is not on it any more has not agreed to this.
  const skipped = standing ? standing.reason : 'unsubscribed';
  const address = (channel === 'sms' ? contact.phone : contact.email) ?? '';
  const delivery_no = queueMessage(tx, { send_no, contact_no: contact.no, address, skipped, at: now });
  noteEffect(tx, { enrolment_no: row.no, visit: row.visit }, delivery_no);
  if (channel === 'email' && skipped === null) row.previous_no = delivery_no;
  return skipped === null ? { code: 'sent' } : { code: 'skipped', why: skipped };
}

function changeTag(tx: Tx, { contact, now }: EffectPlace, { tag_id, change }: SpecOf<'tag'>): boolean {
  const tag = found(findTag(tx, tag_id), 'tag');
  if (change === 'add') return giveTag(tx, { tag, contact, actor: null, at: now });
  return takeTag(tx, { tag, contact, actor: null });
}

/** Who has left a list is not put back onto it; a list that asks its members asks them. */
function changeList(ctx: Context, tx: Tx, { contact, now }: EffectPlace, { list_id, change }: SpecOf<'list'>): boolean {
  const list = found(findList(tx, list_id), 'list');
  const before = findMemberState(tx, list.no, contact.no);
  if (change === 'add') {
    if (before === 'subscribed' || before === 'unsubscribed') return false;
    joinByUser(ctx, tx, { actor: null, list, contact: found(findContactByNo(tx, contact.no), 'contact') });
    return true;
  }
  if (before === null || before === 'unsubscribed') return false;
  leaveList(tx, { list, contact, source: 'workflow', actor: null, at: now });
  return true;
}
