import { Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from '../campaign-report.module.css';

interface PanelProps {
  title: string;
  note?: ReactNode;
  /** Stands at the end of the title. */
  tools?: ReactNode;
  children?: ReactNode;
}

/** A part of the report with its title. */
export function Panel({ title, note, tools, children }: PanelProps) {
  return (
    <section className={classes.panel} aria-label={title}>
      <Group justify="space-between" mb={children ? 8 : 0} gap="xs">
        <div>
          <Text component="h2" fw={600} size="sm">
            {title}
          </Text>
          {note && (
            <Text size="xs" c="dimmed">
              {note}
            </Text>
          )}
        </div>
        {tools && <Group gap="xs">{tools}</Group>}
      </Group>
      {children}
    </section>
  );
}
