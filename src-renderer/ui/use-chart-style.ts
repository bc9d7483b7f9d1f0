import { useComputedColorScheme } from '@mantine/core';
import type { ChartOptions } from 'chart.js';
import { useMemo } from 'react';
import { useIsPrinting } from './printing.ts';
import { useFormat } from './use-format.tsx';

/** Colours of the tokens for the scheme that is on, and options that keep a live chart calm. */
export function useChartStyle() {
  const chosen = useComputedColorScheme('light');
  const scheme = useIsPrinting() ? 'light' : chosen;
  const { locale } = useFormat();
  return useMemo(() => {
    const tokens = getComputedStyle(document.documentElement);
    const color = (token: string) => tokens.getPropertyValue(token).trim();
    const ticks = { color: color('--chart-text'), font: { family: "'Inter Variable', sans-serif", size: 11 } };
    const options: ChartOptions<'line' | 'bar'> = {
      locale,
      animation: false,
      maintainAspectRatio: false,
      interaction: { mode: 'index', intersect: false },
      plugins: { tooltip: { padding: 10, cornerRadius: 6, usePointStyle: true, boxWidth: 8, boxHeight: 8 } },
      scales: {
        x: {
          grid: { display: false },
          border: { color: color('--chart-grid') },
          ticks: { ...ticks, maxRotation: 0, maxTicksLimit: 8 },
        },
        y: {
          beginAtZero: true,
          suggestedMax: 4,
          border: { display: false },
          grid: { color: color('--chart-grid') },
          ticks: { ...ticks, precision: 0, maxTicksLimit: 5 },
        },
      },
    };
    return { color, options, scheme };
  }, [scheme, locale]);
}
