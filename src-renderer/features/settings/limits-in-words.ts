import type { TFunction } from 'i18next';
import type { RateLimits } from '#shared/contract/sender.contract.ts';

export const SPANS = ['per_second', 'per_minute', 'per_hour', 'per_day'] as const;

/** "at most 10 a second, 5,000 a day" */
export function limitsInWords(rate: RateLimits, t: TFunction<'settings'>, number: (value: number) => string): string {
  const limits = SPANS.flatMap((span) => {
    const limit = rate[span];
    return limit === null ? [] : [t(`sender.limit_${span}`, { limit: number(limit) })];
  });
  return limits.length > 0 ? t('sender.at_most', { limits: limits.join(', ') }) : t('sender.no_limit');
}
