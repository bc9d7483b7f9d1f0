import { Group, NumberInput, Select, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { ExperimentReport } from '#shared/contract/experiment.contract.ts';
import classes from './campaign-report.module.css';

const SURE = 0.05;

/** What people did elsewhere in the days after, with the message and without. */
export function HoldOutComparison({ id, count }: { id: string; count: number }) {
  const { t } = useTranslation('experiment');
  const may = useMay();
  const [event, setEvent] = useState<string | null>(null);
  const [days, setDays] = useState(7);
  const names = useQuery({ ...api.events.names.queryOptions(), enabled: may('event.read') });
  const input = { id, event: event ?? undefined, days };
  const compared = useQuery(api.campaigns.experiment.queryOptions({ input, enabled: event !== null }));
  return (
    <section className={classes.panel} aria-label={t('report.held_title')}>
      <Stack gap="sm">
        <div>
          <Text component="h2" fw={600} size="sm">
            {t('report.held_title')}
          </Text>
          <Text size="sm">{t('report.held', { count })}</Text>
        </div>
        {may('event.read') && (
          <Group gap="sm" align="flex-end">
            <Select
              label={t('report.held_event')}
              placeholder={names.data?.length === 0 ? t('report.held_no_events') : t('report.held_pick')}
              disabled={names.data?.length === 0}
              clearable
              searchable
              w={280}
              value={event}
              onChange={setEvent}
              data={names.data?.map(({ name }) => name) ?? []}
            />
            <NumberInput
              label={t('report.held_days')}
              min={1}
              max={365}
              allowDecimal={false}
              clampBehavior="strict"
              w={96}
              value={days}
              onChange={(value) => setDays(Number(value) || 1)}
            />
          </Group>
        )}
        {compared.error && <ErrorState error={compared.error} onRetry={() => void compared.refetch()} />}
        {event !== null && compared.data?.comparison && <Groups comparison={compared.data.comparison} />}
      </Stack>
    </section>
  );
}

function Groups({ comparison }: { comparison: NonNullable<ExperimentReport['comparison']> }) {
  const { t } = useTranslation('experiment');
  const format = useFormat();
  const { chance } = comparison;
  return (
    <Stack gap="xs" aria-live="polite">
      <Table horizontalSpacing="xs" verticalSpacing={6} maw={480}>
        <Table.Tbody className="numbers">
          {(['reached', 'held_out'] as const).map((name) => {
            const { hits, base } = comparison[name];
            return (
              <Table.Tr key={name}>
                <Table.Th scope="row">{t(name === 'reached' ? 'report.reached' : 'report.held_label')}</Table.Th>
                <Table.Td ta="end">{format.percent(hits, base)}</Table.Td>
                <Table.Td ta="end">
                  {t('report.had', { hits: format.number(hits), base: format.number(base) })}
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
      <Text size="sm">
        {chance === null
          ? t('report.too_few')
          : chance <= SURE
            ? t('report.difference', { confidence: format.percent(1 - chance, 1) })
            : t('report.no_difference')}
      </Text>
    </Stack>
  );
}
