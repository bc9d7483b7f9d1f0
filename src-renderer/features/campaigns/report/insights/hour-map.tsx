import { Text, VisuallyHidden } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { CampaignReport } from '#shared/contract/report.contract.ts';
import classes from './insights.module.css';
import { Panel } from './panel.tsx';

const DAYS = [0, 1, 2, 3, 4, 5, 6];
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
/** A Monday. */
const MONDAY = Date.UTC(2024, 0, 1);
const A_DAY = 86_400_000;

/** When people first opened it, by day of the week and hour where the organization is. */
export function HourMap({ rows }: { rows: CampaignReport['breakdown'] }) {
  const { t } = useTranslation('insights');
  const format = useFormat();
  const counts = new Map(rows.map(({ value, opened }) => [value, opened]));
  const most = Math.max(1, ...counts.values());
  const days = useMemo(() => {
    const name = new Intl.DateTimeFormat(format.locale, { weekday: 'short', timeZone: 'UTC' });
    return DAYS.map((day) => name.format(MONDAY + day * A_DAY));
  }, [format.locale]);
  return (
    <Panel title={t('hours.title')} note={t('hours.note', { zone: format.zone() })}>
      {rows.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('hours.none')}
        </Text>
      ) : (
        <table className={classes.hours}>
          <thead>
            <tr>
              <th scope="col" style={{ width: 40 }}>
                <VisuallyHidden>{t('hours.day')}</VisuallyHidden>
              </th>
              {HOURS.map((hour) => (
                <th key={hour} scope="col">
                  {hour % 3 === 0 ? hour : <VisuallyHidden>{hour}</VisuallyHidden>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {DAYS.map((day) => (
              <tr key={day}>
                <th scope="row">{days[day]}</th>
                {HOURS.map((hour) => {
                  const count = counts.get(`${day}-${hour}`) ?? 0;
                  const words = t('hours.cell', { day: days[day], hour, count });
                  return (
                    <td key={hour} className={classes.hour} title={words}>
                      <span className={classes.heat} style={{ opacity: count / most }} aria-hidden />
                      <VisuallyHidden>{format.number(count)}</VisuallyHidden>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
