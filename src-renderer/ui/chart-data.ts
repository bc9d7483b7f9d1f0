/** What is drawn; the same measure has the same colour on every screen. */
export const MEASURES = ['sent', 'opened', 'clicked', 'unsubscribed', 'failed', 'joined', 'left'] as const;
export type Measure = (typeof MEASURES)[number];

export const MEASURE_COLOR: Record<Measure, string> = {
  sent: '--chart-sent',
  opened: '--chart-opened',
  clicked: '--chart-clicked',
  unsubscribed: '--chart-unsubscribed',
  failed: '--chart-bounced',
  joined: '--chart-converted',
  left: '--chart-unsubscribed',
};

/** Told apart without colour too. */
export const MEASURE_DASH: Record<Measure, number[]> = {
  sent: [],
  opened: [],
  clicked: [6, 3],
  unsubscribed: [2, 3],
  failed: [8, 3, 2, 3],
  joined: [],
  left: [2, 3],
};

export type ChartPoint = { at: string } & Partial<Record<Measure, number>>;

/** The numbers behind a chart as a file: moments in UTC, one column a measure. */
export function chartCsv(points: readonly ChartPoint[], measures: readonly Measure[]): string {
  const lines = points.map((point) => [point.at, ...measures.map((measure) => point[measure] ?? 0)].join(','));
  return [['time_utc', ...measures].join(','), ...lines, ''].join('\r\n');
}
