import { Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface SectionHeadProps {
  title: string;
  text?: string;
  action?: ReactNode;
}

export function SectionHead({ title, text, action }: SectionHeadProps) {
  return (
    <Group justify="space-between" align="flex-start" wrap="nowrap" mb="sm">
      <div>
        <Title order={2}>{title}</Title>
        {text && (
          <Text c="dimmed" maw={600}>
            {text}
          </Text>
        )}
      </div>
      {action}
    </Group>
  );
}
