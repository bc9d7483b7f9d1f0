import { Anchor, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Segment, SegmentReference } from '#shared/contract/segment.contract.ts';
import { ReferenceList } from './reference-list.tsx';

/** What the rule names, and what would change its audience when the rule changes. */
export function UsesPanel({ segment }: { segment: Segment | null }) {
  const { t } = useTranslation('segment');
  if (!segment) {
    return (
      <Text p="md" size="sm" c="dimmed">
        {t('uses.unsaved')}
      </Text>
    );
  }
  return (
    <Stack gap="lg" p="md">
      <References title={t('uses.used_by')} references={segment.used_by} none={t('uses.nobody')} />
      <References title={t('uses.uses')} references={segment.uses} none={t('uses.nothing')} />
      <Anchor component={Link} href={`/segments/map?of=${segment.id}`} size="sm">
        {t('map.show')}
      </Anchor>
    </Stack>
  );
}

interface ReferencesProps {
  title: string;
  references: SegmentReference[];
  none: string;
}

function References({ title, references, none }: ReferencesProps) {
  return (
    <section>
      <Title order={3} mb={4}>
        {title}
      </Title>
      {references.length > 0 ? (
        <ReferenceList references={references} />
      ) : (
        <Text size="sm" c="dimmed">
          {none}
        </Text>
      )}
    </section>
  );
}
