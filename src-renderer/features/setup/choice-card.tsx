import { Radio, Text } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import classes from './choice-card.module.css';

interface ChoiceCardProps {
  value: string;
  icon: Icon;
  title: string;
  text: string;
}

export function ChoiceCard({ value, icon: Sign, title, text }: ChoiceCardProps) {
  return (
    <Radio.Card value={value} radius="md" className={classes.card} aria-label={`${title}. ${text}`}>
      <Sign size={22} stroke={1.5} aria-hidden color="var(--mantine-color-anchor)" style={{ flex: 'none' }} />
      <span style={{ flex: 1 }}>
        <Text component="span" display="block" fw={500}>
          {title}
        </Text>
        <Text component="span" display="block" size="sm" c="dimmed">
          {text}
        </Text>
      </span>
      <Radio.Indicator />
    </Radio.Card>
  );
}
