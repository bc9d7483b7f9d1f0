import { useSearchParams } from 'wouter';
import type { DeliveryState } from '#shared/contract/delivery.contract.ts';
import { DELIVERY_STATES } from '#shared/domain/delivery/delivery-state.ts';

export interface MessageFilter {
  state?: DeliveryState;
  search?: string;
}

/** What the log shows, kept in the address. */
export function useMessageFilter(): [MessageFilter, (change: MessageFilter) => void] {
  const [query, setQuery] = useSearchParams();
  const state = DELIVERY_STATES.find((known) => known === query.get('state'));
  const search = query.get('search') || undefined;
  const filter = { ...(state && { state }), ...(search && { search }) };
  const change = (next: MessageFilter) => {
    const entries = Object.entries({ ...filter, ...next }).filter((entry): entry is [string, string] =>
      Boolean(entry[1]),
    );
    setQuery(new URLSearchParams(entries), { replace: true });
  };
  return [filter, change];
}
