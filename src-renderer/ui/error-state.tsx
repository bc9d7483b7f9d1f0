import { Button, Center, Stack, Text } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { describeError } from './describe-error.ts';

interface ErrorStateProps {
  error: unknown;
  onRetry?: () => void;
}

/** Instead of content that could not be fetched: the cause in plain words, and another try. */
export function ErrorState({ error, onRetry }: ErrorStateProps) {
  const { t } = useTranslation();
  const { message, hint } = describeError(error);
  return (
    <Center mih={280} p="lg" role="alert">
      <Stack align="center" gap="xs" maw={480}>
        <IconPlugConnectedX size={48} stroke={1} aria-hidden color="var(--mantine-color-dimmed)" />
        <Text ta="center" fw={500}>
          {message}
        </Text>
        {hint && (
          <Text ta="center" c="dimmed">
            {hint}
          </Text>
        )}
        {onRetry && (
          <Button variant="default" mt="xs" onClick={onRetry}>
            {t('retry')}
          </Button>
        )}
      </Stack>
    </Center>
  );
}
