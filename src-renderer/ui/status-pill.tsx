import type { Icon } from '@tabler/icons-react';
import classes from './status-pill.module.css';

/** What a state means for the reader; the word and the icon say it too, never the colour alone. */
export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger' | 'accent';

interface StatusPillProps {
  tone: Tone;
  icon: Icon;
  label: string;
  size?: 'sm' | 'md';
}

/** Plain markup, since tables draw one for each row that scrolls into sight. */
export function StatusPill({ tone, icon: Sign, label, size = 'md' }: StatusPillProps) {
  return (
    <span className={classes.pill} data-tone={tone} data-size={size}>
      <Sign size={13} aria-hidden />
      <span className={classes.label}>{label}</span>
    </span>
  );
}
