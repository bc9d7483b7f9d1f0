import { Button, Text, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RuleProblem } from './rule-problems.ts';
import classes from './text.module.css';

interface ProblemListProps {
  problems: readonly RuleProblem[];
  /** Leads to the place. */
  onShow(problem: RuleProblem): void;
  /** Puts what was probably meant in its place. */
  onUse(problem: RuleProblem, suggestion: string): void;
}

export function ProblemList({ problems, onShow, onUse }: ProblemListProps) {
  const { t } = useTranslation('segment');
  return (
    <ul className={classes.problems} aria-label={t('text.problems')} aria-live="polite">
      {problems.map((problem) => {
        const { line, column, message, hint, suggestion, severity } = problem;
        const colour = severity === 'error' ? 'red' : 'amber';
        return (
          <li key={`${line}:${column}:${message}`} className={classes.problem}>
            <IconAlertTriangle size={14} aria-hidden color={`var(--mantine-color-${colour}-text)`} />
            <UnstyledButton onClick={() => onShow(problem)}>
              <Text span size="sm">
                {message}
              </Text>{' '}
              {hint && suggestion === null && (
                <Text span size="sm" c="dimmed">
                  {hint}{' '}
                </Text>
              )}
              <Text span size="sm" c="dimmed" className="numbers">
                {t('text.place', { line, column })}
              </Text>
            </UnstyledButton>
            {suggestion !== null && (
              <Button size="compact-xs" variant="light" onClick={() => onUse(problem, suggestion)}>
                {t('text.use', { suggestion })}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
