import classes from './insights.module.css';

export type BarMeasure = 'sent' | 'opened' | 'clicked' | 'converted' | 'unsubscribed' | 'failed';

/** A share as a bar; the number stands beside it, so that nobody has to see it. */
export function ShareBar({ part, whole, measure }: { part: number; whole: number; measure: BarMeasure }) {
  const percent = whole > 0 ? Math.min(100, (part / whole) * 100) : 0;
  return (
    <span className={classes.track} aria-hidden>
      <span className={classes.bar} data-measure={measure} style={{ width: `${percent}%` }} />
    </span>
  );
}
