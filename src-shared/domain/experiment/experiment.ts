export const METRICS = ['opens', 'clicks'] as const;
export type Metric = (typeof METRICS)[number];

/** What is sent to the rest when no variant is clearly better. */
export const FALLBACKS = ['first', 'best', 'ask'] as const;
export type Fallback = (typeof FALLBACKS)[number];

export const CONFIDENCES = [90, 95, 99] as const;
export type Confidence = (typeof CONFIDENCES)[number];

export const MOST_VARIANTS = 5;

/** How a variant differs from the campaign itself; null: not at all. */
export interface Variant {
  subject: string | null;
  from_name: string | null;
}

/** Variants of a campaign tried on a part of its recipients, and people who get nothing to compare with. */
export interface Experiment {
  /** The first is the campaign as it is written. One alone: nothing is compared, and only the hold-out group counts. */
  variants: Variant[];
  /** Share of those who get it on whom the variants are tried. */
  sample_percent: number;
  metric: Metric;
  /** After the last of the sample has left. */
  wait_minutes: number;
  confidence: Confidence;
  fallback: Fallback;
  /** Share of the recipients who are left out on purpose. */
  hold_out_percent: number;
}

export const AS_WRITTEN: Variant = { subject: null, from_name: null };

/** How variants are called everywhere: A, B, C. */
export function variantLetter(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + index);
}

export function comparesVariants({ variants }: Pick<Experiment, 'variants'>): boolean {
  return variants.length > 1;
}

/** The first variants that say the same, by index; null when all differ. */
export function sameVariants(variants: readonly Variant[], campaign: { subject: string }): [number, number] | null {
  const keys = variants.map(({ subject, from_name }) => JSON.stringify([subject ?? campaign.subject, from_name]));
  const later = keys.findIndex((key, index) => keys.indexOf(key) < index);
  return later === -1 ? null : [keys.indexOf(keys[later] ?? ''), later];
}
