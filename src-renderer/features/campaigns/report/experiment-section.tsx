import { Badge, Button, Group, Stack, Table, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { confirm } from '#renderer/ui/confirm.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { Campaign } from '#shared/contract/campaign.contract.ts';
import type { Experiment, ExperimentReport } from '#shared/contract/experiment.contract.ts';
import { comparesVariants, variantLetter, variesInTime } from '#shared/domain/experiment/experiment.ts';
import classes from './campaign-report.module.css';
import { HoldOutComparison } from './hold-out-comparison.tsx';

/** The variants side by side and what was decided; who was held out, and what they did without the message. */
export function ExperimentSection({ campaign, experiment }: { campaign: Campaign; experiment: Experiment }) {
  const { t } = useTranslation('experiment');
  const format = useFormat();
  const input = { id: campaign.id };
  const { data: report, error, refetch } = useQuery(api.campaigns.experiment.queryOptions({ input }));
  if (error && !report) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!report) return null;
  return (
    <>
      {comparesVariants(experiment) && (
        <section className={classes.panel} aria-label={t('title')}>
          <Stack gap="sm">
            <Text component="h2" fw={600} size="sm">
              {t('title')}
            </Text>
            <Outcome campaign={campaign} experiment={experiment} report={report} />
            <VariantTable experiment={experiment} report={report} />
            <Text size="xs" c="dimmed">
              {t('report.base')}{' '}
              {variesInTime(experiment) &&
                `${t('report.timed', { wait: format.duration(experiment.wait_minutes * 60) })} `}
              {t(`metric_hint.${experiment.metric}`)}
            </Text>
          </Stack>
        </section>
      )}
      {experiment.hold_out_percent > 0 && <HoldOutComparison id={campaign.id} count={report.held_out} />}
    </>
  );
}

interface OutcomeProps {
  campaign: Campaign;
  experiment: Experiment;
  report: ExperimentReport;
}

function Outcome({ campaign, experiment, report }: OutcomeProps) {
  const { t } = useTranslation('experiment');
  const format = useFormat();
  const may = useMay();
  const { decision, awaiting, decides_at } = report;
  const isRunning = campaign.state === 'sending' || campaign.state === 'paused';
  const mayChoose =
    isRunning && !campaign.preparing && awaiting > 0 && (decision?.chosen ?? null) === null && may('campaign.send');
  return (
    <Stack gap="xs" role="status">
      <div>
        {decision ? (
          <Decided experiment={experiment} decision={decision} />
        ) : (
          <Text>
            {campaign.state === 'cancelled'
              ? t('report.cancelled')
              : decides_at
                ? t('report.waits', { when: format.instant(decides_at) })
                : t('report.running')}
          </Text>
        )}
        {awaiting > 0 && (
          <Text size="sm" c="dimmed">
            {t('report.awaiting', { count: awaiting })}
          </Text>
        )}
      </div>
      {mayChoose && <Choices campaign={campaign} experiment={experiment} report={report} />}
    </Stack>
  );
}

function Decided({
  experiment,
  decision,
}: {
  experiment: Experiment;
  decision: NonNullable<ExperimentReport['decision']>;
}) {
  const { t } = useTranslation('experiment');
  const format = useFormat();
  const { winner, chosen, by, at, rest_at } = decision;
  const letter = chosen === null ? '' : variantLetter(chosen);
  const hasRest = experiment.sample_percent < 100;
  return (
    <>
      {winner !== null && (
        <Text fw={600}>{t('report.won', { letter: variantLetter(winner), confidence: experiment.confidence })}</Text>
      )}
      {winner === null && by !== 'person' && (
        <Text fw={600}>
          {t('report.unclear')} {hasRest && t(`report.rest.${experiment.fallback}`, { letter })}
        </Text>
      )}
      {by === 'person' && <Text fw={600}>{t('report.by_person', { letter })}</Text>}
      <Text size="sm" c="dimmed">
        {hasRest && rest_at !== null && `${t('report.rest_at', { when: format.instant(rest_at) })} `}
        {t('report.decided_on', { when: format.instant(at) })}
      </Text>
    </>
  );
}

function Choices({ campaign, experiment, report }: OutcomeProps) {
  const { t } = useTranslation('experiment');
  const queries = useQueryClient();
  const { id } = campaign;
  const { mutate, isPending } = useMutation(
    api.campaigns.chooseVariant.mutationOptions({
      onSuccess(changed, { variant }) {
        queries.setQueryData(api.campaigns.get.queryKey({ input: { id } }), changed);
        void queries.invalidateQueries({ queryKey: api.campaigns.experiment.key({ input: { id } }) });
        toast.done(t('report.done', { letter: variantLetter(variant) }));
      },
      onError: toast.failed,
    }),
  );
  const choose = (variant: number) => {
    const letter = variantLetter(variant);
    confirm({
      title: t('report.choose_title', { letter }),
      body: variesInTime(experiment) ? t('report.choose_timed') : t('report.choose_body', { count: report.awaiting }),
      action: t('report.choose', { letter }),
      onConfirm: () => mutate({ id, variant }),
    });
  };
  return (
    <Group gap="xs">
      {report.variants.map((_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a variant is its place
        <Button key={index} size="xs" variant="default" loading={isPending} onClick={() => choose(index)}>
          {t('report.choose', { letter: variantLetter(index) })}
        </Button>
      ))}
    </Group>
  );
}

function VariantTable({ experiment, report }: Omit<OutcomeProps, 'campaign'>) {
  const { t } = useTranslation('experiment');
  const format = useFormat();
  const { variants, best, decision } = report;
  const someHits = variants.some(({ opened, clicked }) => opened + clicked > 0);
  return (
    <Table horizontalSpacing="xs" verticalSpacing={6}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('report.variant')}</Table.Th>
          {(['people', 'sent', 'opened', 'clicked'] as const).map((name) => (
            <Table.Th key={name} ta="end">
              {t(`report.${name}`)}
            </Table.Th>
          ))}
          <Table.Th ta="end">{t('report.confidence')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody className="numbers">
        {variants.map(({ subject, people, sent, opened, clicked, chance, ...variant }, index) => (
          <Table.Tr key={variantLetter(index)}>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>
              <Group gap={6}>
                <Text span fw={600} size="sm">
                  {variantLetter(index)}
                </Text>
                {decision?.winner === index && <Badge color="green">{t('report.winner')}</Badge>}
                {decision && experiment.sample_percent < 100 && decision.chosen === index && (
                  <Badge variant="default">{t('report.chosen')}</Badge>
                )}
              </Group>
              <Text size="sm">{subject}</Text>
              <OwnParts {...variant} />
            </Table.Td>
            <Table.Td ta="end">{format.number(people)}</Table.Td>
            <Table.Td ta="end">{format.number(sent)}</Table.Td>
            <Rate hits={opened} base={sent} strong={experiment.metric === 'opens'} />
            <Rate hits={clicked} base={sent} strong={experiment.metric === 'clicks'} />
            <Table.Td ta="end">
              {someHits && index === best
                ? t('report.ahead')
                : someHits && chance !== null
                  ? sure(format, chance)
                  : '–'}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function OwnParts({
  from_name,
  has_own_text,
  delay_minutes,
}: Pick<ExperimentReport['variants'][number], 'from_name' | 'has_own_text' | 'delay_minutes'>) {
  const { t } = useTranslation('experiment');
  const format = useFormat();
  const parts = [
    ...(from_name === null ? [] : [from_name]),
    ...(has_own_text ? [t('text_own')] : []),
    ...(delay_minutes > 0 ? [t('delay_later', { time: format.duration(delay_minutes * 60) })] : []),
  ];
  if (parts.length === 0) return null;
  return (
    <Text size="sm" c="dimmed">
      {parts.join(' · ')}
    </Text>
  );
}

function Rate({ hits, base, strong }: { hits: number; base: number; strong: boolean }) {
  const format = useFormat();
  return (
    <Table.Td ta="end">
      <Text span size="sm" fw={strong ? 600 : undefined}>
        {format.percent(hits, base)}
      </Text>{' '}
      <Text span size="sm" c="dimmed">
        {format.number(hits)}
      </Text>
    </Table.Td>
  );
}

function sure(format: ReturnType<typeof useFormat>, chance: number): string {
  return format.percent(1 - chance, 1);
}
