import { Button, Group, Select, Slider, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { Experiment } from '#shared/contract/experiment.contract.ts';
import { AS_WRITTEN, CONFIDENCES, comparesVariants, FALLBACKS, METRICS } from '#shared/domain/experiment/experiment.ts';
import { ExperimentWords } from '../send/experiment-words.tsx';
import type { DraftEditor } from './use-draft.ts';
import { VariantCards } from './variant-cards.tsx';
import type { VariantChoice } from './variant-draft.ts';

const FIRST: Experiment = {
  variants: [AS_WRITTEN, AS_WRITTEN],
  sample_percent: 20,
  metric: 'clicks',
  wait_minutes: 240,
  confidence: 95,
  fallback: 'first',
  hold_out_percent: 0,
};

/** Variants tried on a sample, what decides, and who is held out. */
export function ExperimentPanel({ draft, choice }: { draft: DraftEditor; choice: VariantChoice }) {
  const { t } = useTranslation('experiment');
  const { experiment } = draft.fields;
  const { data } = useQuery(api.campaigns.audience.queryOptions({ input: { id: draft.base.id } }));
  if (!experiment) {
    return (
      <Stack gap="xs" p="md" align="flex-start">
        <Text fw={600}>{t('none.title')}</Text>
        <Text size="sm" c="dimmed">
          {t('none.body')}
        </Text>
        <Button variant="default" onClick={() => draft.edit({ experiment: FIRST })}>
          {t('none.start')}
        </Button>
      </Stack>
    );
  }
  return (
    <Stack gap="md" p="md">
      <VariantCards draft={draft} experiment={experiment} choice={choice} />
      {comparesVariants(experiment) && <Rules draft={draft} experiment={experiment} />}
      <Share
        label={t('hold_out')}
        shown={
          experiment.hold_out_percent > 0
            ? t('hold_out_value', { percent: experiment.hold_out_percent })
            : t('hold_out_none')
        }
        value={experiment.hold_out_percent}
        min={0}
        max={50}
        onChange={(hold_out_percent) => draft.edit({ experiment: { ...experiment, hold_out_percent } })}
      />
      {data && <ExperimentWords experiment={experiment} people={data.recipients} />}
      <Group>
        <Button variant="default" size="xs" onClick={() => draft.edit({ experiment: null })}>
          {t('off')}
        </Button>
      </Group>
    </Stack>
  );
}

interface PartProps {
  draft: DraftEditor;
  experiment: Experiment;
}

const WAITS = [60, 120, 240, 480, 1_440, 2_880, 4_320, 10_080];

function Rules({ draft, experiment }: PartProps) {
  const { t } = useTranslation('experiment');
  const format = useFormat();
  const change = (part: Partial<Experiment>) => draft.edit({ experiment: { ...experiment, ...part } });
  const { metric, wait_minutes, confidence, fallback, sample_percent } = experiment;
  const waits = [...new Set([...WAITS, wait_minutes])].sort((one, other) => one - other);
  return (
    <>
      <Share
        label={t('sample')}
        shown={t('sample_value', { percent: sample_percent })}
        value={sample_percent}
        min={1}
        max={100}
        onChange={(next) => change({ sample_percent: next })}
      />
      <Group grow align="flex-start" gap="sm">
        <Select
          label={t('metric')}
          allowDeselect={false}
          value={metric}
          onChange={(next) => next && change({ metric: next as Experiment['metric'] })}
          data={METRICS.map((value) => ({ value, label: t(`metrics.${value}`) }))}
        />
        <Select
          label={t('wait')}
          allowDeselect={false}
          value={String(wait_minutes)}
          onChange={(next) => next && change({ wait_minutes: Number(next) })}
          data={waits.map((minutes) => ({ value: String(minutes), label: format.duration(minutes * 60) }))}
        />
      </Group>
      <Text size="xs" c="dimmed" mt={-8}>
        {t(`metric_hint.${metric}`)}
      </Text>
      <Group grow align="flex-start" gap="sm">
        <Select
          label={t('confidence')}
          allowDeselect={false}
          value={String(confidence)}
          onChange={(next) => next && change({ confidence: Number(next) as Experiment['confidence'] })}
          data={CONFIDENCES.map((value) => ({ value: String(value), label: `${value} %` }))}
        />
        <Select
          label={t('fallback')}
          allowDeselect={false}
          value={fallback}
          onChange={(next) => next && change({ fallback: next as Experiment['fallback'] })}
          data={FALLBACKS.map((value) => ({ value, label: t(`fallbacks.${value}`) }))}
        />
      </Group>
    </>
  );
}

interface ShareProps {
  label: string;
  /** The value in words. */
  shown: ReactNode;
  value: number;
  min: number;
  max: number;
  onChange(value: number): void;
}

function Share({ label, shown, value, min, max, onChange }: ShareProps) {
  const id = useId();
  return (
    <div>
      <Group justify="space-between">
        <Text size="sm" fw={500} id={id}>
          {label}
        </Text>
        <Text size="sm" c="dimmed" className="numbers">
          {shown}
        </Text>
      </Group>
      <Slider
        aria-labelledby={id}
        thumbProps={{ 'aria-labelledby': id }}
        label={null}
        min={min}
        max={max}
        value={value}
        onChange={onChange}
        mt={6}
      />
    </div>
  );
}
