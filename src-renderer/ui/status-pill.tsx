import { Badge, type MantineSize } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';

/** What a state means for the reader; the word and the icon say it too, never the colour alone. */
export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger' | 'accent';

const COLORS: Record<Tone, string> = {
  neutral: 'gray',
  info: 'blue',
  success: 'green',
  warning: 'amber',
  danger: 'red',
  accent: 'accent',
};

interface StatusPillProps {
  tone: Tone;
  icon: Icon;
  label: string;
  size?: MantineSize;
}

export function StatusPill({ tone, icon: Sign, label, size = 'md' }: StatusPillProps) {
  return (
    <Badge color={COLORS[tone]} size={size} leftSection={<Sign size={13} aria-hidden />}>
      {label}
    </Badge>
  );
}
