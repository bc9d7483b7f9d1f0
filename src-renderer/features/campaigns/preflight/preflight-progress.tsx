import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Preflight } from '#shared/contract/preflight.contract.ts';

interface PreflightProgressProps {
  preflight: Preflight;
  onCancel(): void;
}

export function PreflightProgress({ preflight, onCancel }: PreflightProgressProps) {
  const { t } = useTranslation('preflight');
  const { total, checked } = preflight;
  const words = total === null ? t('counting') : checked < total ? t('running', { checked, total }) : t('content');
  return (
    <Stack gap={6}>
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm" className="numbers" aria-live="polite">
          {words}
        </Text>
        <Button size="xs" variant="default" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </Group>
      <Progress value={total ? (checked / total) * 100 : 0} aria-label={t('title')} />
    </Stack>
  );
}
