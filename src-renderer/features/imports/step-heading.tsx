import { Title } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';

/** What is asked or shown now. */
export type StepTitle = 'file' | 'upload' | 'columns' | 'lists' | 'check' | 'import' | 'undo' | 'result';

interface StepHeadingProps {
  step: StepTitle;
  /** Whether somebody comes here from another step. */
  arrives?: boolean;
}

/** Takes the focus when its step is reached, so that keyboard and screen reader begin there and not at what has gone. */
export function StepHeading({ step, arrives = true }: StepHeadingProps) {
  const { t } = useTranslation('imports');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (arrives && step) heading.current?.focus();
  }, [arrives, step]);
  return (
    <Title order={2} ref={heading} tabIndex={-1} mb="md" w="fit-content">
      {t(`step_title.${step}`)}
    </Title>
  );
}
