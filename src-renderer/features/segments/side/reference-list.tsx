import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { SegmentReference } from '#shared/contract/segment.contract.ts';
import { addressOf, REFERENCE_SIGNS } from '../reference.ts';
import classes from './side.module.css';

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
      {references.map((reference) => {
        const { kind, id, name } = reference;
        const Sign = REFERENCE_SIGNS[kind];
        const href = addressOf(reference);
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
