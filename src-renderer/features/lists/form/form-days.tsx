import { Paper, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { StatTile } from '#renderer/ui/stat-tile.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { SignupForm } from '#shared/contract/consent.contract.ts';
import classes from '../lists.module.css';
import days from './form-days.module.css';

const SPAN = 30;

/** How many came through the form, in all and by day. */
export function FormDays({ form }: { form: SignupForm }) {
  const { t } = useTranslation('consent');
  const format = useFormat();
  const { data } = useQuery(api.forms.days.queryOptions({ input: { id: form.list_id, days: SPAN } }));
  const sum = (measure: 'submitted' | 'confirmed' | 'bot') => data?.reduce((total, day) => total + day[measure], 0);
  const most = Math.max(1, ...(data ?? []).map(({ submitted }) => submitted));
  const busy = data?.filter(({ submitted, confirmed, bot }) => submitted + confirmed + bot > 0) ?? [];
  return (
    <Paper withBorder p="lg" mb="lg" component="section" aria-labelledby="days">
      <Title order={2} id="days" mb="md">
        {t('form.days')}
      </Title>
      <div className={days.tiles}>
        <StatTile label={t('form.submitted')} value={sum('submitted')} href={`/contacts?list=${form.list_id}`} />
        <StatTile
          label={t('form.confirmed')}
          value={sum('confirmed')}
          base={sum('submitted')}
          note={t('form.confirmed_note')}
          href={`/contacts?list=${form.list_id}&state=subscribed`}
        />
        <StatTile label={t('form.bot')} value={sum('bot')} />
      </div>
      {data && busy.length === 0 && (
        <Text c="dimmed" mt="md">
          {t('form.no_posts')}
        </Text>
      )}
      {data && busy.length > 0 && (
        <>
          <div className={classes.bars} aria-hidden>
            {data.map(({ day, submitted }) => (
              <div
                key={day}
                className={classes.bar}
                data-none={submitted === 0 || undefined}
                title={`${day}: ${format.number(submitted)}`}
                style={{ height: `${Math.max(3, (100 * submitted) / most)}%` }}
              />
            ))}
          </div>
          <details className={days.table}>
            <summary>{t('form.by_day')}</summary>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('form.day')}</Table.Th>
                  <Table.Th ta="end">{t('form.submitted')}</Table.Th>
                  <Table.Th ta="end">{t('form.confirmed')}</Table.Th>
                  <Table.Th ta="end">{t('form.bot')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody className="numbers">
                {busy.toReversed().map(({ day, submitted, confirmed, bot }) => (
                  <Table.Tr key={day}>
                    <Table.Td>{day}</Table.Td>
                    <Table.Td ta="end">{format.number(submitted)}</Table.Td>
                    <Table.Td ta="end">{format.number(confirmed)}</Table.Td>
                    <Table.Td ta="end">{format.number(bot)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </details>
          <Text size="xs" c="dimmed" mt="xs">
            {t('form.zone', { zone: format.zone() })}
          </Text>
        </>
      )}
    </Paper>
  );
}
