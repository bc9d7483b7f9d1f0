import { Group, Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';

function Announce() {
  const { t } = useTranslation();
  return <VisuallyHidden role="status">{t('loading')}</VisuallyHidden>;
}

/** The shape of a list before its rows are there. */
export function LoadingRows({ rows = 8 }: { rows?: number }) {
  return (
    <Stack gap={12} py="sm">
      <Announce />
      {Array.from({ length: rows }, (_, index) => `row-${index}`).map((key) => (
        <Skeleton key={key} height={28} />
      ))}
    </Stack>
  );
}

/** The shape of a form or record. */
export function LoadingPage() {
  return (
    <Stack gap="lg">
      <Announce />
      <Skeleton height={28} width={240} />
      <Group grow>
        <Skeleton height={88} />
        <Skeleton height={88} />
        <Skeleton height={88} />
      </Group>
      <Skeleton height={280} />
    </Stack>
  );
}
