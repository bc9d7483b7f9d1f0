import { whyNotNow } from '#main/repositories/campaign/audience.repo.ts';
import { findEmailSuppression, findPhoneSuppression } from '#main/repositories/consent/suppression.repo.ts';
import { findContact } from '#main/repositories/contact/contact.repo.ts';
import { segmentSubject } from '#main/repositories/segment/segment-subject.repo.ts';
import { NOBODY } from '#shared/domain/campaign/audience-rule.ts';
import type { SuppressionReason } from '#shared/domain/contact-status.ts';
import { NEVER_ENGAGED } from '#shared/domain/engagement.ts';
import type { SegmentPerson, SegmentSubject } from '#shared/domain/segment/segment-subject.ts';
import type { usesOf } from '#shared/domain/segment/walk-segment.ts';
import type { Scene } from '#shared/domain/workflow/rehearsal-scene.ts';
import { entranceOf } from '#shared/domain/workflow/rehearse.ts';
import type { WorkflowGraph } from '#shared/domain/workflow/workflow-graph.ts';
import { found } from '#shared/kernel/herald-error.ts';
import { MADE_UP_PERSON } from '../contact/merge-contact.ts';
import type { SegmentRules } from '../segment/segment-rules.ts';
import type { ServiceContext } from '../service-context.ts';

type Context = Pick<ServiceContext, 'db' | 'clock'>;

/** Who goes through and what they do; as people say it. */
export interface SceneInput {
  /** Null: somebody made up, with `person`. */
  contact_id: string | null;
  person: Partial<Pick<SegmentPerson, 'first_name' | 'last_name' | 'country' | 'timezone' | 'locale'>> & {
    attributes?: Record<string, unknown>;
  };
  /** Null: now. */
  start: string | null;
  trigger: string | null;
  reads: 'nothing' | 'opens' | 'clicks';
  reads_after: number;
  events: { after: number; event: string }[];
}

/** Whom rules ask about: a contact, or somebody made up. Who comes by a list is on it. */
export function subjectOf(
  ctx: Context,
  graph: WorkflowGraph,
  { contact_id, person, trigger }: SceneInput,
  rules: SegmentRules,
  bound: Parameters<typeof usesOf>[0][],
): SegmentSubject {
  if (contact_id !== null) {
    const { no } = found(findContact(ctx.db.reader, contact_id), 'contact');
    const events = new Set(bound.flatMap((rule) => [...rules.eventsIn(rule)]));
    const { person: known, facts } = found(segmentSubject(ctx.db.reader, no, events), 'contact');
    return { person: known, facts: { ...facts, lists: new Map([...facts.lists, ...comesBy(graph, trigger)]) } };
  }
  const { id: _id, ...madeUp } = MADE_UP_PERSON;
  const now = ctx.clock.now();
  return {
    person: {
      ...madeUp,
      phone: '+49 30 123456',
      external_id: null,
      status: 'deliverable',
      created_at: now,
      last_seen_at: null,
      engaged_until: NEVER_ENGAGED,
      ...person,
      attributes: person.attributes ?? {},
    },
    facts: { tags: new Set(), lists: new Map(comesBy(graph, trigger)), messages: [], events: [] },
  };
}

function comesBy(graph: WorkflowGraph, trigger: string | null): [string, 'subscribed'][] {
  const node = entranceOf(graph, trigger);
  return node?.type === 'on_list' || node?.type === 'on_form' ? [[node.list_id, 'subscribed']] : [];
}

/**
 * What the ledger would say of them now, lists apart: those may change on the way. Of somebody made up nothing is known that would keep
 * messages back.
 */
export function obstaclesOf({ db: { reader }, clock }: Context, contact_id: string | null): Scene['obstacles'] {
  if (contact_id === null) return { email: null, sms: null };
  const { no, email_key, phone } = found(findContact(reader, contact_id), 'contact');
  const rule = { ...NOBODY, everyone: true };
  const ask = (channel: 'email' | 'sms', suppression: SuppressionReason | null) => {
    const reason = whyNotNow(reader, { rule, channel, now: clock.now() }, no);
    const byLists = reason === 'unconfirmed' || (reason === 'unsubscribed' && suppression !== reason);
    return byLists ? null : reason;
  };
  return {
    email: ask('email', email_key === null ? null : findEmailSuppression(reader, email_key)),
    sms: ask('sms', phone === null ? null : findPhoneSuppression(reader, phone)),
  };
}
