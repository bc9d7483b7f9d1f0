import type { Role } from './role.ts';

/**
 * Every permission a procedure may name, and the roles that hold it. `docs/permissions.md` and the test of the matrix
 * are made from this table; see `may.ts` for rules that also look at the record.
 */
export const PERMISSIONS = {
  'organization.read': ['admin', 'manager', 'marketer', 'analyst', 'employee'],
  'organization.write': ['admin'],
  'user.read': ['admin', 'manager'],
  'user.write': ['admin'],
  'apikey.read': ['admin'],
  'apikey.write': ['admin'],
  'session.own': ['admin', 'manager', 'marketer', 'analyst', 'employee'],
  'contact.read': ['admin', 'manager', 'marketer'],
  'contact.write': ['admin', 'manager', 'marketer'],
  'contact.import': ['admin', 'manager', 'marketer'],
  'contact.export': ['admin', 'manager', 'marketer'],
  'contact.purge': ['admin', 'manager'],
  'contact.erase': ['admin', 'manager'],
  'field.read': ['admin', 'manager', 'marketer', 'analyst'],
  'field.write': ['admin', 'manager', 'marketer'],
  'event.read': ['admin', 'manager', 'marketer', 'analyst'],
  'event.write': ['admin', 'manager', 'marketer'],
  'list.read': ['admin', 'manager', 'marketer', 'analyst'],
  'list.write': ['admin', 'manager', 'marketer'],
  'segment.read': ['admin', 'manager', 'marketer', 'analyst'],
  'segment.write': ['admin', 'manager', 'marketer'],
  'feedback.read': ['admin', 'manager', 'marketer'],
  'feedback.undo': ['admin'],
  'suppression.read': ['admin', 'manager', 'marketer'],
  'suppression.write': ['admin', 'manager', 'marketer'],
  'suppression.remove': ['admin'],
  'sender.read': ['admin', 'manager', 'marketer', 'analyst'],
  'sender.write': ['admin'],
  'campaign.read': ['admin', 'manager', 'marketer', 'analyst'],
  'campaign.write': ['admin', 'manager', 'marketer'],
  'campaign.send': ['admin', 'manager', 'marketer'],
  'campaign.pause': ['admin', 'manager', 'marketer'],
  'delivery.read': ['admin', 'manager', 'marketer'],
  'report.read': ['admin', 'manager', 'marketer', 'analyst'],
  'workflow.read': ['admin', 'manager', 'marketer', 'analyst'],
  'workflow.write': ['admin', 'manager', 'marketer'],
  'workflow.publish': ['admin', 'manager', 'marketer'],
  'transactional.read': ['admin', 'manager', 'marketer'],
  'transactional.send': ['admin', 'manager', 'marketer'],
  'mailbox.read': ['admin', 'manager', 'marketer'],
  'mailbox.write': ['admin', 'manager', 'marketer'],
  'stream.watch': ['admin', 'manager', 'marketer', 'analyst', 'employee'],
  'system.read': ['admin'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;
