import { Anchor, Group, Stack, Text, Title } from '@mantine/core';
import { IconChevronLeft } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useDocumentTitle } from './use-document-title.ts';

interface PageHeaderProps {
  title: string;
  /** Beside the title: a state, a count. */
  aside?: ReactNode;
  description?: ReactNode;
  /** The one primary action, and what stands beside it. */
  actions?: ReactNode;
  back?: { href: string; label: string };
}

export function PageHeader({ title, aside, description, actions, back }: PageHeaderProps) {
  useDocumentTitle(title);
  return (
    <Stack gap={4} mb={20}>
      {back && (
        <Anchor component={Link} href={back.href} size="sm" c="dimmed" w="fit-content" data-print="no">
          <Group gap={2} component="span">
            <IconChevronLeft size={16} aria-hidden />
            {back.label}
          </Group>
        </Anchor>
      )}
      <Group justify="space-between" align="center" mih={36} gap="sm">
        <Group gap="sm" miw={0}>
          <Title order={1}>{title}</Title>
          {aside}
        </Group>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
      {description && (
        <Text c="dimmed" maw={720}>
          {description}
        </Text>
      )}
    </Stack>
  );
}
