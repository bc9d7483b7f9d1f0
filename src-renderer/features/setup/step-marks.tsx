import { useTranslation } from 'react-i18next';
import classes from './step-marks.module.css';

const STEPS = [1, 2, 3, 4] as const;

export function StepMarks({ at }: { at: (typeof STEPS)[number] }) {
  const { t } = useTranslation('setup');
  return (
    <div>
      <p className={classes.words}>{t('step', { at, of: STEPS.length })}</p>
      <ol className={classes.marks} aria-hidden>
        {STEPS.map((step) => (
          <li key={step} data-reached={step <= at || undefined} />
        ))}
      </ol>
    </div>
  );
}
