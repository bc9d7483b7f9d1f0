import { useTranslation } from 'react-i18next';
import { type ChartPoint, MEASURE_COLOR, MEASURE_DASH, type Measure } from './chart-data.ts';
import classes from './time-chart.module.css';
import { useFormat } from './use-format.tsx';

interface ChartLegendProps {
  points: readonly ChartPoint[];
  measures: readonly Measure[];
}

/** The strokes with their names, and what each adds up to. */
export function ChartLegend({ points, measures }: ChartLegendProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
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
  );
}
