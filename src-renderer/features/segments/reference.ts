import { type Icon, IconBolt, IconFilter, IconForms, IconListDetails, IconSend, IconTag } from '@tabler/icons-react';
import type { SegmentReference } from '#shared/contract/segment.contract.ts';

export const REFERENCE_SIGNS: Record<SegmentReference['kind'], Icon> = {
  segment: IconFilter,
  list: IconListDetails,
  tag: IconTag,
  campaign: IconSend,
  event: IconBolt,
  field: IconForms,
};

/** Where to see what a rule names; null where there is nothing to see. */
export function addressOf({ kind, id }: SegmentReference): string | null {
  if (kind === 'event') return '/settings/events';
  if (id === null) return null;
  if (kind === 'field') return '/settings/fields';
  if (kind === 'segment') return `/segments/${id}`;
  if (kind === 'campaign') return `/campaigns/${id}`;
  return `/contacts?${kind}=${id}`;
}
