import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FeedbackEntry } from '#shared/contract/feedback.contract.ts';
import { BOUNCE_REASONS } from '#shared/domain/feedback/bounce-reason.ts';

type Line = FeedbackEntry['lines'][number];

/** A line of a report in words. */
export function useFeedbackWords() {
  const { t } = useTranslation('feedback');
  return useMemo(
    () => ({
      reason(line: Line): string {
        const known = BOUNCE_REASONS.find((one) => one === line.reason);
        if (!known) return '';
        const kind = line.class === 'none' ? '' : ` (${t(`class.${line.class}`)})`;
        return `${t(`reason.${known}`)}${kind}`;
      },
      effect(line: Line): string {
        if (line.undone_at) return t('undone');
        const words = t(`effect.${line.effect}`);
        return line.suppressed ? `${words}, ${t('suppressed')}` : words;
      },
    }),
    [t],
  );
}
