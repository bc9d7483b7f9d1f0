import { useSearchParams } from 'wouter';

/** One choice of the reader; a state of the ledger or something the recipient did. */
export const SHOWS = [
  'accepted',
  'opened',
  'not_opened',
  'clicked',
  'unsubscribed',
  'machine_opened',
  'machine_clicked',
  'bounced',
  'complained',
  'queued',
  'deferred',
  'failed',
  'unknown',
  'skipped',
  'cancelled',
] as const;
export type Show = (typeof SHOWS)[number];

const DEEDS = ['opened', 'not_opened', 'clicked', 'unsubscribed', 'machine_opened', 'machine_clicked'] as const;

export interface DeliveryFilter {
  state?: Exclude<Show, (typeof DEEDS)[number]>;
  did?: (typeof DEEDS)[number];
  search?: string;
}

/** Which deliveries are shown, kept in the address. */
export function useDeliveryFilter() {
  const [query, setQuery] = useSearchParams();
  const show = SHOWS.find((known) => known === query.get('show')) ?? null;
  const search = query.get('search') ?? '';
  const change = (name: 'show' | 'search', value: string | null) => {
    if (value) query.set(name, value);
    else query.delete(name);
    setQuery(query, { replace: true });
  };
  return { show, search, change, filter: filterOf(show, search) };
}

function filterOf(show: Show | null, search: string): DeliveryFilter {
  const did = DEEDS.find((deed) => deed === show);
  const state = did ? undefined : (show as DeliveryFilter['state'] | null);
  return { ...(did && { did }), ...(state && { state }), ...(search && { search }) };
}
