import { Stepper } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const STEPS = ['file', 'columns', 'lists', 'import'] as const;

/** Where one is on the way. The steps are reached by the buttons below, since each needs the one before. */
export function ImportSteps({ active }: { active: number }) {
  const { t } = useTranslation('imports');
  return (
    <Stepper active={active} size="xs" iconSize={28} mb="lg" maw={720} allowNextStepsSelect={false}>
      {STEPS.map((step) => (
        <Stepper.Step key={step} label={t(`step.${step}`)} allowStepSelect={false} />
      ))}
    </Stepper>
  );
}
