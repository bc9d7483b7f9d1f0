import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { Experiment } from '#shared/contract/experiment.contract.ts';
import { comparesVariants, variesInTime } from '#shared/domain/experiment/experiment.ts';
import { sharesOf } from './experiment-shares.ts';

const ENOUGH = 100;

/** What a test will do to so many people, in words. */
export function ExperimentWords({ experiment, people }: { experiment: Experiment; people: number }) {
  const { t } = useTranslation('experiment');
  const format = useFormat();
  const { held, each, rest } = sharesOf(experiment, people);
  const { variants, metric, confidence, fallback, wait_minutes } = experiment;
  const wait = format.duration(wait_minutes * 60);
  return (
    <Stack gap={4} aria-live="polite">
      {held > 0 && <Text size="sm">{t('plan.held', { count: held })}</Text>}
      {comparesVariants(experiment) && (
        <>
          <Text size="sm">
            {t('plan.each', { count: each, variants: variants.length })} {rest > 0 && t('plan.rest', { count: rest })}
          </Text>
          <Text size="sm">
            {rest > 0
              ? `${t(`plan.decide_${metric}`, { wait, confidence })} ${t(`plan.else.${fallback}`)}`
              : t('plan.report', { wait })}
          </Text>
          {variesInTime(experiment) && <Text size="sm">{t('plan.timed', { wait })}</Text>}
          {each < ENOUGH && (
            <Text size="sm" c="var(--mantine-color-amber-text)">
              {t('plan.few')}
            </Text>
          )}
        </>
      )}
    </Stack>
  );
}
