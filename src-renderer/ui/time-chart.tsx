import { ActionIcon, Box, Menu, Table, Tooltip } from '@mantine/core';
import { IconChartLine, IconDownload, IconTable } from '@tabler/icons-react';
import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  Tooltip as ChartTooltip,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
} from 'chart.js';
import { useRef, useState } from 'react';
import { Chart as DrawnChart } from 'react-chartjs-2';
import { useTranslation } from 'react-i18next';
import { type ChartPoint, chartCsv, MEASURE_COLOR, MEASURE_DASH, type Measure } from './chart-data.ts';
import { saveFile } from './save-file.ts';
import classes from './time-chart.module.css';
import { useChartStyle } from './use-chart-style.ts';
import { useFormat } from './use-format.tsx';

Chart.register(
  BarController,
  BarElement,
  CategoryScale,
  ChartTooltip,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
);

export interface TimeChartProps {
  /** What the chart shows, in a sentence; also read out instead of the drawing. */
  label: string;
  points: readonly ChartPoint[];
  measures: readonly Measure[];
  kind?: 'line' | 'bar';
  height?: number;
  /** Name of an exported file, without its ending. */
  filename?: string;
}

export default function TimeChart(props: TimeChartProps) {
  const { label, points, measures, kind = 'line', height = 260, filename = 'chart' } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const style = useChartStyle();
  const chart = useRef<Chart<'line' | 'bar'>>(null);
  const [asTable, setAsTable] = useState(false);
  const manyDays =
    points.length > 1 && Date.parse(points.at(-1)?.at ?? '') - Date.parse(points[0]?.at ?? '') > 86_400_000;
  const moment = (at: string) => format.instant(at, manyDays ? 'minute' : 'time');
  const savePng = () => chart.current?.canvas.toBlob((image) => image && saveFile(`${filename}.png`, image));
  const saveCsv = () => saveFile(`${filename}.csv`, new Blob([chartCsv(points, measures)], { type: 'text/csv' }));

  return (
    <figure style={{ margin: 0 }}>
      <div className={classes.bar}>
        <ul className={classes.legend}>
          {measures.map((measure) => (
            <li key={measure}>
              <span
                className={classes.stroke}
                style={{
                  borderColor: `var(${MEASURE_COLOR[measure]})`,
                  borderTopStyle: MEASURE_DASH[measure].length ? 'dashed' : 'solid',
                }}
              />
              {t(`measure.${measure}`)}
              <span className={classes.sum}>
                {format.number(points.reduce((sum, point) => sum + (point[measure] ?? 0), 0))}
              </span>
            </li>
          ))}
        </ul>
        <div className={classes.tools}>
          <span>{t('chart.zone', { zone: format.zone() })}</span>
          <Tooltip label={asTable ? t('chart.as_chart') : t('chart.as_table')}>
            <ActionIcon
              aria-label={asTable ? t('chart.as_chart') : t('chart.as_table')}
              onClick={() => setAsTable(!asTable)}
            >
              {asTable ? <IconChartLine size={18} aria-hidden /> : <IconTable size={18} aria-hidden />}
            </ActionIcon>
          </Tooltip>
          <Menu>
            <Menu.Target>
              <ActionIcon aria-label={t('chart.export')}>
                <IconDownload size={18} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={savePng} disabled={asTable}>
                {t('chart.export_png')}
              </Menu.Item>
              <Menu.Item onClick={saveCsv}>{t('chart.export_csv')}</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </div>
      </div>
      {asTable ? (
        <Box component="section" className={classes.scroll} h={height} tabIndex={0} aria-label={label}>
          <Table stickyHeader>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('chart.time')}</Table.Th>
                {measures.map((measure) => (
                  <Table.Th key={measure} ta="end">
                    {t(`measure.${measure}`)}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody className="numbers">
              {points.map((point) => (
                <Table.Tr key={point.at}>
                  <Table.Td>{moment(point.at)}</Table.Td>
                  {measures.map((measure) => (
                    <Table.Td key={measure} ta="end">
                      {format.number(point[measure] ?? 0)}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Box>
      ) : (
        <div style={{ height, position: 'relative' }}>
          <DrawnChart
            ref={chart}
            type={kind}
            role="img"
            aria-label={label}
            options={style.options}
            data={{
              labels: points.map(({ at }) => moment(at)),
              datasets: measures.map((measure) => ({
                label: t(`measure.${measure}`),
                data: points.map((point) => point[measure] ?? 0),
                borderColor: style.color(MEASURE_COLOR[measure]),
                backgroundColor: style.color(MEASURE_COLOR[measure]),
                borderDash: kind === 'line' ? MEASURE_DASH[measure] : [],
                borderWidth: kind === 'line' ? 2 : 0,
                pointRadius: 0,
                pointHitRadius: 8,
                tension: 0.2,
              })),
            }}
          />
        </div>
      )}
    </figure>
  );
}
