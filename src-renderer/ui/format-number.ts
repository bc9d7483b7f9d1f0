/** Zero of zero is not nought per cent: it is nothing to speak of. */
export const NOTHING = '-';

const made = new Map<string, Intl.NumberFormat>();

export function formatNumber(locale: string, value: number): string {
  let format = made.get(locale);
  if (!format) {
    format = new Intl.NumberFormat(locale);
    made.set(locale, format);
  }
  return format.format(value);
}

export function formatPercent(locale: string, part: number, base: number): string {
  if (base === 0) return NOTHING;
  const share = part / base;
  const digits = share !== 0 && share < 0.1 ? 1 : 0;
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: digits }).format(share);
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

export function formatBytes(locale: string, bytes: number): string {
  const step = Math.min(UNITS.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const unit = UNITS[step] ?? 'byte';
  const options = { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: step ? 1 : 0 } as const;
  return new Intl.NumberFormat(locale, options).format(bytes / 1_000 ** step);
}
