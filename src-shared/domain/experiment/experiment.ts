import type { BodyKind } from '#shared/domain/campaign/body-kind.ts';

export const METRICS = ['opens', 'clicks'] as const;
export type Metric = (typeof METRICS)[number];

/** What is sent to the rest when no variant is clearly better. */
export const FALLBACKS = ['first', 'best', 'ask'] as const;
export type Fallback = (typeof FALLBACKS)[number];

export const CONFIDENCES = [90, 95, 99] as const;
export type Confidence = (typeof CONFIDENCES)[number];

export const MOST_VARIANTS = 5;

/** The latest that a variant may begin, counted from the campaign's start. */
export const LONGEST_DELAY_MINUTES = 7 * 24 * 60;

/** A text of its own, written in its own way. */
export interface VariantContent {
  body_kind: Exclude<BodyKind, 'text'>;
  body: string;
}

/** How a variant differs from the campaign itself; null: not at all. */
export interface Variant {
  subject: string | null;
  preheader: string | null;
  from_name: string | null;
  content: VariantContent | null;
  /** So long after the campaign has begun; 0: with it. */
  delay_minutes: number;
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

export const AS_WRITTEN: Variant = { subject: null, preheader: null, from_name: null, content: null, delay_minutes: 0 };

/** How variants are called everywhere: A, B, C. */
export function variantLetter(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + index);
}

export function comparesVariants({ variants }: Pick<Experiment, 'variants'>): boolean {
  return variants.length > 1;
}

/** Whether its variants go out at different times. Their hits are then counted over the same time after each message. */
export function variesInTime({ variants }: Pick<Experiment, 'variants'>): boolean {
  return variants.some(({ delay_minutes }) => delay_minutes !== variants[0]?.delay_minutes);
}

/** What a campaign and its variants write. */
interface Written {
  subject: string;
  preheader: string;
  body_kind: BodyKind;
  body: string;
}

/** The campaign as a variant of it says it. */
export function asVariant<Campaign extends Written>(campaign: Campaign, variant: Variant | undefined): Campaign {
  if (!variant) return campaign;
  const { subject, preheader, content } = variant;
  return {
    ...campaign,
    subject: subject ?? campaign.subject,
    preheader: preheader ?? campaign.preheader,
    ...(content ?? {}),
  };
}

/** The texts of a campaign, one for each variant; without variants its own. */
export function textsOf<Campaign extends Written & { experiment: Experiment | null }>(
  campaign: Campaign,
): [Campaign, ...Campaign[]] {
  const [first, ...others] = campaign.experiment?.variants ?? [];
  return [asVariant(campaign, first), ...others.map((variant) => asVariant(campaign, variant))];
}

/** The first variants that are the same, by index; null when all differ. */
export function sameVariants(variants: readonly Variant[], campaign: Written): [number, number] | null {
  const keys = variants.map((variant) => {
    const { subject, preheader, body_kind, body } = asVariant(campaign, variant);
    return JSON.stringify([subject, preheader, body_kind, body, variant.from_name, variant.delay_minutes]);
  });
  const later = keys.findIndex((key, index) => keys.indexOf(key) < index);
  return later === -1 ? null : [keys.indexOf(keys[later] ?? ''), later];
}
