import { useMemo } from 'react';
import { useSearchParams } from 'wouter';
import { SUPPRESSION_REASONS, type SuppressionReason } from '#shared/domain/contact-status.ts';

export const CHANNELS = ['email', 'sms', 'push'] as const;

export interface SuppressionFilter {
  search?: string;
  reason?: SuppressionReason;
  channel?: (typeof CHANNELS)[number];
  origin?: string;
}

/** Which addresses are shown, kept in the address of the screen. */
export function useSuppressionFilter(): [SuppressionFilter, (patch: Partial<SuppressionFilter>) => void] {
  const [query, setQuery] = useSearchParams();
  const text = query.toString();
  const filter = useMemo(() => filterOf(new URLSearchParams(text)), [text]);
  const change = (patch: Partial<SuppressionFilter>) => {
    for (const [name, value] of Object.entries(patch)) {
      if (value) query.set(name, value);
      else query.delete(name);
    }
    setQuery(query, { replace: true });
  };
  return [filter, change];
}

function filterOf(query: URLSearchParams): SuppressionFilter {
  const search = query.get('search');
  const reason = SUPPRESSION_REASONS.find((one) => one === query.get('reason'));
  const channel = CHANNELS.find((one) => one === query.get('channel'));
  const origin = query.get('origin');
  return {
    ...(search && { search }),
    ...(reason && { reason }),
    ...(channel && { channel }),
    ...(origin && { origin }),
  };
}
