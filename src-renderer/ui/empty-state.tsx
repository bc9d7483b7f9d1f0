import { Center, Stack, Text } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface EmptyStateProps {
  icon: Icon;
  /** What this is for, or why there is nothing. */
  sentence: string;
  action?: ReactNode;
}

/** One line drawing, one sentence, one button. */
export function EmptyState({ icon: Drawing, sentence, action }: EmptyStateProps) {
  return (
    <Center mih={280} p="lg">
      <Stack align="center" gap="md" maw={420}>
        <Drawing size={48} stroke={1} aria-hidden color="var(--mantine-color-dimmed)" />
        <Text ta="center" c="dimmed">
          {sentence}
        </Text>
        {action}
      </Stack>
    </Center>
  );
}
