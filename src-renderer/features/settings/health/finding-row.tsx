import { Button, Code, CopyButton, Group, Text } from '@mantine/core';
import { type Icon, IconAlertTriangle, IconCheck, IconHelp, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { StatusPill, type Tone } from '#renderer/ui/status-pill.tsx';
import type { SendingDomain } from '#shared/contract/sending-health.contract.ts';

type Finding = SendingDomain['findings'][number];

const LOOKS: Record<Finding['state'], [tone: Tone, icon: Icon]> = {
  fine: ['success', IconCheck],
  missing: ['warning', IconAlertTriangle],
  wrong: ['danger', IconX],
  unknown: ['neutral', IconHelp],
};

/** One record: how it stands, and what to put there. */
export function FindingRow({ finding }: { finding: Finding }) {
  const { t } = useTranslation('sending_health');
  const [tone, icon] = LOOKS[finding.state];
  return (
    <li>
      <Group gap="xs">
        <Text size="sm" fw={500} w={56}>
          {t(`record.${finding.record}`)}
        </Text>
        <StatusPill tone={tone} icon={icon} label={t(`state.${finding.state}`)} size="sm" />
        {finding.problem !== 'none' && (
          <Text size="sm" c="dimmed">
            {t(`problem.${finding.problem}`)}
          </Text>
        )}
      </Group>
      {finding.wanted && (
        <>
          <Group justify="space-between" mt={6} mb={4}>
            <Text size="sm">{t('put', { name: finding.name })}</Text>
            <CopyButton value={finding.wanted}>
              {({ copied, copy }) => (
                <Button size="compact-xs" variant="default" onClick={copy}>
                  {copied ? t('copied') : t('copy')}
                </Button>
              )}
            </CopyButton>
          </Group>
          <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {finding.wanted}
          </Code>
        </>
      )}
    </li>
  );
}
