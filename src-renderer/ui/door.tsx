import { Center, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Mark } from './mark.tsx';
import { useDocumentTitle } from './use-document-title.ts';

interface DoorProps {
  title: string;
  text?: string;
  width?: number;
  /** Above the title: how far along somebody is. */
  progress?: ReactNode;
  children: ReactNode;
}

/** The page before the console: the mark and one form. */
export function Door({ title, text, width = 400, progress, children }: DoorProps) {
  useDocumentTitle(title);
  return (
    <Center component="main" mih="100%" p="lg" bg="var(--surface-sunken)">
      <Paper withBorder radius="md" p={32} w={width} maw="100%">
        <Stack gap={24}>
          <Text c="var(--mantine-color-anchor)" component="div" lh={0}>
            <Mark size={32} />
          </Text>
          {progress}
          <Stack gap={4}>
            <Title order={1}>{title}</Title>
            {text && <Text c="dimmed">{text}</Text>}
          </Stack>
          {children}
        </Stack>
      </Paper>
    </Center>
  );
}
