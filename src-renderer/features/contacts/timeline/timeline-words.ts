import {
  type Icon,
  IconActivity,
  IconAdjustments,
  IconAlertTriangle,
  IconArrowsJoin,
  IconArrowsSplit,
  IconBan,
  IconBolt,
  IconCheck,
  IconCircleDot,
  IconClick,
  IconClock,
  IconFileExport,
  IconFileImport,
  IconFlag,
  IconListDetails,
  IconLogin,
  IconLogout,
  IconMail,
  IconMailCheck,
  IconMailOpened,
  IconMailQuestion,
  IconNote,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconQuestionMark,
  IconRestore,
  IconRobot,
  IconTag,
  IconTagOff,
  IconTrash,
  IconUserMinus,
  IconUserPlus,
} from '@tabler/icons-react';
import type { FieldChange } from '#shared/domain/contact-change.ts';
import { SUPPRESSION_REASONS } from '#shared/domain/contact-status.ts';

/** Everything that a timeline may tell, and the sign it carries. A type without a line here is told by its own name. */
export const TIMELINE_SIGNS = {
  'contact.created': IconUserPlus,
  'contact.changed': IconPencil,
  'contact.imported': IconFileImport,
  'contact.deleted': IconTrash,
  'contact.restored': IconRestore,
  'contact.merged': IconArrowsJoin,
  'contact.unmerged': IconArrowsSplit,
  'contact.exported': IconFileExport,
  'contact.tagged': IconTag,
  'contact.tracking_chosen': IconRobot,
  'contact.untagged': IconTagOff,
  'contact.suppressed': IconBan,
  'contact.unsubscribed': IconUserMinus,
  'feedback.undone': IconRestore,
  'contact.came_back': IconRestore,
  'consent.asked': IconMailQuestion,
  'consent.mailed': IconMail,
  'consent.given': IconMailCheck,
  'consent.withdrawn': IconUserMinus,
  'consent.preferences': IconAdjustments,
  'consent.paused': IconPlayerPause,
  'consent.resumed': IconPlayerPlay,
  'suppression.removed': IconRestore,
  'list.subscribed': IconListDetails,
  'list.unconfirmed': IconClock,
  'list.unsubscribed': IconUserMinus,
  'segment.entered': IconLogin,
  'segment.left': IconLogout,
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
  'transactional.queued': IconBolt,
  'transactional.sent': IconBolt,
  'transactional.failed': IconAlertTriangle,
  'transactional.skipped': IconBan,
  'hit.open': IconMailOpened,
  'hit.click': IconClick,
  'hit.machine_open': IconRobot,
  'hit.machine_click': IconRobot,
  event: IconActivity,
  note: IconNote,
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

const SOURCES = ['event', 'form', 'preferences'] as const;

/** What of an entry's data a sentence may name, as text. */
export function timelineFacts(data: Record<string, unknown>) {
  const text = (key: string) => (typeof data[key] === 'string' ? data[key] : '');
  const texts = (key: string) =>
    Array.isArray(data[key]) ? data[key].filter((item): item is string => typeof item === 'string') : [];
  return {
    campaign: text('campaign'),
    message: text('message'),
    message_id: text('message_id'),
    list: text('list'),
    list_id: text('list_id'),
    tag: text('tag'),
    tag_id: text('tag_id'),
    segment: text('segment'),
    segment_id: text('segment_id'),
    filename: text('filename'),
    url: text('url'),
    reason: SUPPRESSION_REASONS.find((reason) => reason === data.reason),
    source: SOURCES.find((source) => source === data.source),
    response: text('response'),
    fields: texts('fields'),
    changes: Array.isArray(data.changes) ? data.changes.filter(isChange) : [],
    joined: texts('joined'),
    left: texts('left'),
    bulk: data.bulk === true,
    times: typeof data.times === 'number' ? data.times : 1,
  };
}

function isChange(item: unknown): item is FieldChange {
  return typeof item === 'object' && item !== null && 'field' in item && 'from' in item && 'to' in item;
}
