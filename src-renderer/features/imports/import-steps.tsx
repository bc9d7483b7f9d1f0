import { Stepper } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** The steps of setting an import up, by their names in the address. */
export type SetupStep = 'columns' | 'lists' | 'check';

const STEPS = ['file', 'columns', 'lists', 'check', 'import'] as const;
export type Step = (typeof STEPS)[number];

/** Where one is on the way. The steps are reached by the buttons below, since each needs the one before. */
export function ImportSteps({ active }: { active: Step }) {
  const { t } = useTranslation('imports');
  return (
    <Stepper active={STEPS.indexOf(active)} size="xs" iconSize={28} mb="lg" maw={820} allowNextStepsSelect={false}>
      {STEPS.map((step) => (
        <Stepper.Step key={step} label={t(`step.${step}`)} allowStepSelect={false} />
      ))}
    </Stepper>
  );
}
