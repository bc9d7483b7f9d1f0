import type { QueryKey } from '@tanstack/react-query';
import type { ChangeTopic } from '#shared/domain/change-topic.ts';
import { api } from './client.ts';
import { SESSION_KEY } from './session.ts';

type Kind = Extract<ChangeTopic, `${string}:${string}`> extends `${infer Head}:${string}` ? Head : never;
type Whole = Exclude<ChangeTopic, `${string}:${string}`>;

const WHOLE: Record<Whole, () => QueryKey[]> = {
  organization: () => [api.organization.key(), api.system.key()],
  'api-keys': () => [api.apiKeys.key()],
  approvals: () => [api.approvals.key()],
  timing: () => [api.timing.key(), api.campaigns.audience.key()],
  transactional: () => [api.transactional.key()],
  users: () => [api.account.users.key(), SESSION_KEY],
  sessions: () => [api.account.sessions.key()],
  // Members and whole imports change contacts without naming each: the record that is open may be one of them.
  contacts: () => [
    api.reports.key(),
    api.contacts.key(),
    api.pushDevices.key(),
    api.bin.key(),
    api.campaigns.audience.key(),
    api.segments.preview.key(),
    api.segments.explain.key(),
  ],
  'bulk-edits': () => [api.bulkEdits.list.key(), api.work.key()],
  'contact-views': () => [api.contactViews.key()],
  exports: () => [api.exports.key(), api.work.key()],
  duplicates: () => [api.duplicates.key(), api.work.key()],
  fields: () => [api.fields.key(), api.segments.catalogue.key()],
  tags: () => [api.tags.key(), api.segments.catalogue.key()],
  events: () => [api.events.key(), api.segments.catalogue.key(), api.segments.preview.key()],
  segments: () => [api.segments.key(), api.campaigns.audience.key(), api.approvals.key()],
  lists: () => [
    api.lists.key(),
    api.consents.unconfirmed.key(),
    api.work.key(),
    api.campaigns.audience.key(),
    api.segments.catalogue.key(),
  ],
  forms: () => [api.forms.key()],
  // Recorded, and not judged yet: the numbers move with `campaign-stats` and `home`.
  hits: () => [],
  engagement: () => [api.contacts.engagement.key()],
  suppressions: () => [api.suppressions.key()],
  feedback: () => [api.feedback.key()],
  inboxes: () => [api.inboxes.key()],
  imports: () => [api.imports.list.key(), api.work.key()],
  senders: () => [api.senders.key(), api.sendingHealth.get.key(), api.sendingRules.key()],
  campaigns: () => [
    api.campaigns.list.key(),
    api.approvals.waiting.key(),
    api.failures.key(),
    api.reports.key(),
    api.segments.catalogue.key(),
    api.segments.graph.key(),
    api.segments.get.key(),
  ],
  'saved-reports': () => [api.savedReports.list.key(), api.savedReports.get.key()],
  templates: () => [api.templates.list.key(), api.templates.folders.key()],
  pictures: () => [api.pictures.key()],
  'saved-blocks': () => [api.savedBlocks.key()],
  brand: () => [api.brand.key()],
  mailbox: () => [api.mailbox.list.key()],
  home: () => [api.reports.home.key()],
  'home-tiles': () => [api.reports.arrangement.key()],
  workflows: () => [api.workflows.list.key()],
};

const ONE: Record<Kind, (id: string) => QueryKey[]> = {
  template: (id) => [
    api.templates.get.key({ input: { id } }),
    api.templates.versions.key({ input: { id } }),
    api.templates.uses.key({ input: { id } }),
  ],
  contact: (id) => [
    api.contacts.get.key({ input: { id } }),
    api.contacts.timeline.key({ input: { id } }),
    api.contacts.tracking.key({ input: { id } }),
    api.contacts.engagement.key({ input: { id } }),
    api.consents.ofContact.key({ input: { id } }),
    api.pushDevices.list.key({ input: { contact_id: id } }),
  ],
  'bulk-edit': (id) => [api.bulkEdits.get.key({ input: { id } })],
  export: (id) => [api.exports.get.key({ input: { id } })],
  import: (id) => [api.imports.get.key({ input: { id } })],
  campaign: (id) => [
    api.campaigns.get.key({ input: { id } }),
    api.campaigns.audience.key({ input: { id } }),
    api.preflight.key({ input: { id } }),
    api.approvals.get.key({ input: { id } }),
    api.campaigns.stats.key({ input: { id } }),
    api.campaigns.experiment.key({ input: { id } }),
    api.campaigns.deliveries.key({ input: { id } }),
  ],
  'campaign-breakdown': (id) => [
    api.reports.campaign.key({ input: { id } }),
    api.reports.clicks.key({ input: { id } }),
  ],
  workflow: (id) => [
    api.workflows.get.key({ input: { id } }),
    api.workflows.counts.key({ input: { id } }),
    api.workflows.rehearsals.key({ input: { id } }),
  ],
  'workflow-stats': (id) => [
    api.workflows.counts.key({ input: { id } }),
    api.workflows.enrolments.key(),
    api.workflows.ofContact.key(),
    api.workflows.trace.key(),
    api.workflows.list.key(),
  ],
  'campaign-stats': (id) => [
    api.campaigns.stats.key({ input: { id } }),
    api.campaigns.experiment.key({ input: { id } }),
    api.campaigns.deliveries.key({ input: { id } }),
  ],
};

/** The queries whose answers a change notice makes old. A topic of a newer server is nobody's. */
export function keysOf(topic: string): QueryKey[] {
  const at = topic.indexOf(':');
  if (at < 0) return topic in WHOLE ? WHOLE[topic as Whole]() : [];
  const kind = topic.slice(0, at);
  return kind in ONE ? ONE[kind as Kind](topic.slice(at + 1)) : [];
}
