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
import { DAY, HOUR } from '#shared/kernel/instant.ts';
import { type ChartPoint, chartCsv, MEASURE_COLOR, MEASURE_DASH, type Measure } from './chart-data.ts';
import { ChartLegend } from './chart-legend.tsx';
import { ChartTable } from './chart-table.tsx';
import { ChartTools } from './chart-tools.tsx';
import { saveCanvas, saveFile } from './save-file.ts';
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
  /** A heading on the line of the tools; without it the screen gives its own. */
  title?: string;
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
  const { title, label, points, measures, kind = 'line', height = 260, filename = 'chart' } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const style = useChartStyle();
  const chart = useRef<Chart<'line' | 'bar'>>(null);
  const [asTable, setAsTable] = useState(false);
  const instantStyle = styleOf(points);
  const moment = (at: string) => format.instant(at, instantStyle);
  const legend = <ChartLegend points={points} measures={measures} />;

  return (
    <figure className={classes.figure}>
      <div className={classes.bar}>
        {title ? <h2 className={classes.title}>{title}</h2> : legend}
        <ChartTools
          asTable={asTable}
          onToggle={() => setAsTable(!asTable)}
          onPng={() => chart.current && saveCanvas(`${filename}.png`, chart.current.canvas)}
          onCsv={() => saveFile(`${filename}.csv`, new Blob([chartCsv(points, measures)], { type: 'text/csv' }))}
        />
      </div>
      {title && legend}
      {asTable ? (
        <ChartTable label={label} points={points} measures={measures} height={height} moment={moment} />
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
                cubicInterpolationMode: 'monotone' as const,
              })),
            }}
          />
        </div>
      )}
    </figure>
  );
}

/** Points a day or more apart are days; those of more than a day have one. */
function styleOf(points: readonly ChartPoint[]): 'date' | 'minute' | 'time' {
  if (between(points[0], points[1]) >= SHORTEST_DAY) return 'date';
  return between(points[0], points.at(-1)) > DAY ? 'minute' : 'time';
}

/** When clocks are put forward. */
const SHORTEST_DAY = 23 * HOUR;

function between(one: ChartPoint | undefined, other: ChartPoint | undefined): number {
  return one && other ? Date.parse(other.at) - Date.parse(one.at) : 0;
}
