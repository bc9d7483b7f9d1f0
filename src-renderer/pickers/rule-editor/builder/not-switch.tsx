import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './builder.module.css';

interface NotSwitchProps {
  nots: number;
  label: string;
  onToggle(): void;
}

/** Turns a row or group into its opposite. A text may say NOT twice; then so does this. */
export function NotSwitch({ nots, label, onToggle }: NotSwitchProps) {
  const { t } = useTranslation('segment');
  return (
    <UnstyledButton
      className={classes.not}
      aria-pressed={nots % 2 === 1}
      data-nots={nots || undefined}
      aria-label={label}
      title={label}
      onClick={onToggle}
    >
      {Array.from({ length: Math.max(1, nots) }, () => t('not')).join(' ')}
    </UnstyledButton>
  );
}
