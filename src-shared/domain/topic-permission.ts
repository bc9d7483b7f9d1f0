import type { ChangeTopic } from './change-topic.ts';
import type { Permission } from './permission.ts';

const PERMISSION_BY_KIND: Record<string, Permission> = {
  organization: 'organization.read',
  'api-keys': 'apikey.read',
  approvals: 'campaign.read',
  transactional: 'transactional.read',
  timing: 'organization.read',
  users: 'user.read',
  sessions: 'session.own',
  contacts: 'contact.read',
  contact: 'contact.read',
  fields: 'field.read',
  tags: 'contact.read',
  events: 'event.read',
  lists: 'list.read',
  segments: 'segment.read',
  'bulk-edits': 'contact.read',
  'bulk-edit': 'contact.read',
  'contact-views': 'contact.read',
  exports: 'contact.export',
  export: 'contact.export',
  duplicates: 'contact.read',
  forms: 'list.read',
  suppressions: 'suppression.read',
  feedback: 'feedback.read',
  inboxes: 'sender.read',
  imports: 'contact.import',
  import: 'contact.import',
  senders: 'sender.read',
  campaigns: 'campaign.read',
  'saved-reports': 'report.read',
  campaign: 'campaign.read',
  'campaign-stats': 'report.read',
  'campaign-breakdown': 'report.read',
  templates: 'template.read',
  template: 'template.read',
  pictures: 'template.read',
  'saved-blocks': 'template.read',
  brand: 'template.read',
  mailbox: 'mailbox.read',
  workflows: 'workflow.read',
  workflow: 'workflow.read',
  'workflow-stats': 'workflow.read',
  home: 'report.read',
  'home-tiles': 'report.read',
  hits: 'report.read',
  engagement: 'contact.read',
};

/** What somebody must hold to be told that something under a topic has changed: the right to look at it. */
export function permissionForTopic(topic: ChangeTopic): Permission {
  const kind = topic.split(':', 1)[0] ?? topic;
  // A topic that nobody has placed yet is told to those who may see everything.
  return PERMISSION_BY_KIND[kind] ?? 'system.read';
}
