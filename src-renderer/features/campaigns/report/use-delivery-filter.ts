import { useSearchParams } from 'wouter';

/** One choice of the reader; a state of the ledger or something the recipient did. */
export const SHOWS = [
  'sent',
  'accepted',
  'opened',
  'not_opened',
  'clicked',
  'unsubscribed',
  'machine_opened',
  'machine_clicked',
  'not_arrived',
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

const DEEDS = [
  'sent',
  'not_arrived',
  'opened',
  'not_opened',
  'clicked',
  'unsubscribed',
  'machine_opened',
  'machine_clicked',
] as const;

/** Other ways to narrow the list; numbers of the report lead here with one of them. */
const NARROW = ['domain', 'country', 'link'] as const;
export type Narrow = (typeof NARROW)[number];

export interface DeliveryFilter {
  state?: Exclude<Show, (typeof DEEDS)[number]>;
  did?: (typeof DEEDS)[number];
  search?: string;
  domain?: string;
  country?: string;
  link?: number;
}

/** Which deliveries are shown, kept in the address. */
export function useDeliveryFilter() {
  const [query, setQuery] = useSearchParams();
  const show = SHOWS.find((known) => known === query.get('show')) ?? null;
  const search = query.get('search') ?? '';
  const change = (name: 'show' | 'search' | Narrow, value: string | null) => {
    if (value) query.set(name, value);
    else query.delete(name);
    setQuery(query, { replace: true });
  };
  const narrow = NARROW.find((name) => query.has(name)) ?? null;
  const narrowed = narrow && { by: narrow, value: query.get(narrow) ?? '' };
  return {
    show,
    search,
    change,
    narrowed,
    filter: { ...filterOf(show, search), ...(narrowed && narrowing(narrowed)) },
  };
}

function filterOf(show: Show | null, search: string): DeliveryFilter {
  const did = DEEDS.find((deed) => deed === show);
  const state = did ? undefined : (show as DeliveryFilter['state'] | null);
  return { ...(did && { did }), ...(state && { state }), ...(search && { search }) };
}

function narrowing({ by, value }: { by: Narrow; value: string }): Pick<DeliveryFilter, Narrow> {
  return by === 'link' ? { link: Number(value) || 0 } : { [by]: value };
}
