import { Anchor, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleX, IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import { useMay } from '#renderer/data/session.ts';
import { usePlace } from '#renderer/pickers/message-body/place.store.ts';
import type { PreflightFinding } from '#shared/contract/preflight.contract.ts';
import { ConcernedDialog } from './concerned-dialog.tsx';
import { useFindingWords } from './use-finding-words.ts';

const SIGNS = { error: IconCircleX, warning: IconAlertTriangle, note: IconInfoCircle };
const COLOURS = {
  error: 'var(--mantine-color-red-text)',
  warning: 'var(--mantine-color-amber-text)',
  note: 'var(--mantine-color-dimmed)',
};

interface FindingListProps {
  id: string;
  findings: readonly PreflightFinding[];
}

type PlacedBlock = NonNullable<NonNullable<PreflightFinding['place']>['block']>;

/** Findings of one level: what is wrong, whom it concerns, and the way to the place. */
export function FindingList({ id, findings }: FindingListProps) {
  const { t } = useTranslation(['preflight', 'design']);
  const say = useFindingWords();
  const may = useMay();
  const show = usePlace((store) => store.show);
  const [query, setQuery] = useSearchParams();
  /** Blocks are written in a panel of their own. */
  const lead = (place: NonNullable<PreflightFinding['place']>) => {
    show(place);
    if (!place.block) return;
    query.set('panel', 'write');
    setQuery(query, { replace: true });
  };
  const nameOf = ({ kind, words }: PlacedBlock) =>
    [t(`design:kind.${kind}`), words && `“${words}”`].filter(Boolean).join(' ');
  const [opened, setOpened] = useState<PreflightFinding | null>(null);
  return (
    <>
      <Stack component="ul" gap={10} m={0} p={0} style={{ listStyle: 'none' }}>
        {findings.map((finding) => {
          const { key, level, count, place } = finding;
          const Sign = SIGNS[level];
          return (
            <Group component="li" key={key} gap={8} wrap="nowrap" align="flex-start">
              <Sign size={18} aria-hidden color={COLOURS[level]} style={{ flex: 'none', marginTop: 1 }} />
              <div style={{ minWidth: 0 }}>
                <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                  {say(finding)}
                </Text>
                <Group gap="md">
                  {count !== null && may('contact.read') && (
                    <Anchor component="button" type="button" size="sm" onClick={() => setOpened(finding)}>
                      {t('people', { count })}
                    </Anchor>
                  )}
                  {place && (
                    <Anchor component="button" type="button" size="sm" ta="start" onClick={() => lead(place)}>
                      {place.block ? t('show_block', { block: nameOf(place.block) }) : t('show')}
                    </Anchor>
                  )}
                </Group>
              </div>
            </Group>
          );
        })}
      </Stack>
      <ConcernedDialog id={id} finding={opened} onClose={() => setOpened(null)} />
    </>
  );
}
