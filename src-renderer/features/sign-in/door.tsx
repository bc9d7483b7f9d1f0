import { Center, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Mark } from '#renderer/ui/mark.tsx';
import { useDocumentTitle } from '#renderer/ui/use-document-title.ts';

interface DoorProps {
  title: string;
  text?: string;
  children: ReactNode;
}

/** The page before the console: the mark and one form. */
export function Door({ title, text, children }: DoorProps) {
  useDocumentTitle(title);
  return (
    <Center component="main" mih="100%" p="lg" bg="var(--surface-sunken)">
      <Paper withBorder radius="md" p={32} w={400} maw="100%">
        <Stack gap="lg">
          <Stack gap={4}>
            <Text c="var(--mantine-color-anchor)" component="span" mb={8}>
              <Mark size={32} />
            </Text>
            <Title order={1}>{title}</Title>
            {text && <Text c="dimmed">{text}</Text>}
          </Stack>
          {children}
        </Stack>
      </Paper>
    </Center>
  );
}
