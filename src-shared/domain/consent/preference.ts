export const PAUSE_DAYS = 30;

/** Days that must lie between two campaigns, where a reader wants fewer. */
export const GAPS = { weekly: 7, monthly: 30 } as const;
export type Frequency = 'all' | keyof typeof GAPS;

export function isFrequency(text: string | undefined): text is Frequency {
  return text === 'all' || (text !== undefined && Object.hasOwn(GAPS, text));
}

export function frequencyOf(gap_days: number | null): Frequency {
  const [name] = Object.entries(GAPS).find(([, days]) => days === gap_days) ?? [];
  return isFrequency(name) ? name : 'all';
}
