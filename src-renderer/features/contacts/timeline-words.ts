import {
  type Icon,
  IconAlertTriangle,
  IconBan,
  IconCheck,
  IconCircleDot,
  IconClick,
  IconClock,
  IconFileImport,
  IconFlag,
  IconListDetails,
  IconMail,
  IconMailOpened,
  IconPencil,
  IconQuestionMark,
  IconRestore,
  IconTrash,
  IconUserMinus,
  IconUserPlus,
} from '@tabler/icons-react';
import { SUPPRESSION_REASONS } from '#shared/domain/contact-status.ts';

/** Everything that a timeline may tell, and the sign it carries. A type without a line here is told by its own name. */
export const TIMELINE_SIGNS = {
  'contact.created': IconUserPlus,
  'contact.changed': IconPencil,
  'contact.imported': IconFileImport,
  'contact.deleted': IconTrash,
  'contact.restored': IconRestore,
  'contact.suppressed': IconBan,
  'list.subscribed': IconListDetails,
  'list.unconfirmed': IconClock,
  'list.unsubscribed': IconUserMinus,
  'delivery.queued': IconClock,
  'delivery.claimed': IconMail,
  'delivery.in_data': IconMail,
  'delivery.accepted': IconCheck,
  'delivery.deferred': IconClock,
  'delivery.failed': IconAlertTriangle,
  'delivery.unknown': IconQuestionMark,
  'delivery.skipped': IconBan,
  'delivery.cancelled': IconBan,
  'delivery.bounced': IconAlertTriangle,
  'delivery.complained': IconFlag,
  'hit.open': IconMailOpened,
  'hit.click': IconClick,
  'hit.unsubscribe': IconUserMinus,
} as const satisfies Record<string, Icon>;

export type KnownType = keyof typeof TIMELINE_SIGNS;

export const UNKNOWN_SIGN = IconCircleDot;

export function isKnownType(type: string): type is KnownType {
  return type in TIMELINE_SIGNS;
}

/** `delivery.soft_bounce` as "delivery, soft bounce": better than nothing for what a newer server tells. */
export function plainType(type: string): string {
  return type.replaceAll('_', ' ').replaceAll('.', ', ');
}

const FIELDS = [
  'email',
  'phone',
  'external_id',
  'first_name',
  'last_name',
  'company',
  'city',
  'country',
  'locale',
  'timezone',
] as const;

/** What of an entry's data a sentence may name, as text. */
export function timelineFacts(data: Record<string, unknown>) {
  const text = (key: string) => (typeof data[key] === 'string' ? data[key] : '');
  const changed: unknown[] = Array.isArray(data.fields) ? data.fields : [];
  return {
    campaign: text('campaign'),
    list: text('list'),
    filename: text('filename'),
    url: text('url'),
    reason: SUPPRESSION_REASONS.find((reason) => reason === data.reason),
    response: text('response'),
    fields: FIELDS.filter((field) => changed.includes(field)),
    custom_fields: changed.includes('attributes'),
    times: typeof data.times === 'number' ? data.times : 1,
  };
}
