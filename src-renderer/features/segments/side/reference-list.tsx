import { Anchor, Text } from '@mantine/core';
import { type Icon, IconBolt, IconFilter, IconForms, IconListDetails, IconSend, IconTag } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { SegmentReference } from '#shared/contract/segment.contract.ts';
import classes from './side.module.css';

const SIGNS: Record<SegmentReference['kind'], Icon> = {
  segment: IconFilter,
  list: IconListDetails,
  tag: IconTag,
  campaign: IconSend,
  event: IconBolt,
  field: IconForms,
};

interface ReferenceListProps {
  references: SegmentReference[];
  /** Somebody goes to one of them. */
  onFollow?(): void;
}

/** Records by kind and name, each leading to where it is. */
export function ReferenceList({ references, onFollow }: ReferenceListProps) {
  const { t } = useTranslation('segment');
  return (
    <ul className={classes.references}>
      {references.map(({ kind, id, name }) => {
        const Sign = SIGNS[kind];
        const href = addressOf(kind, id);
        return (
          <li key={`${kind} ${id ?? name}`}>
            <Sign size={16} aria-hidden />
            {href ? (
              <Anchor component={Link} href={href} size="sm" truncate onClick={onFollow}>
                {name}
              </Anchor>
            ) : (
              <Text span size="sm" truncate>
                {name}
              </Text>
            )}
            <Text span size="xs" c="dimmed">
              {t(`uses.kind.${kind}`)}
            </Text>
          </li>
        );
      })}
    </ul>
  );
}

function addressOf(kind: SegmentReference['kind'], id: string | null): string | null {
  if (id === null || kind === 'event') return null;
  if (kind === 'field') return '/settings/fields';
  if (kind === 'segment') return `/segments/${id}`;
  if (kind === 'campaign') return `/campaigns/${id}`;
  return `/contacts?${kind}=${id}`;
}
