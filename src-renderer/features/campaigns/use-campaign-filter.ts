import { useSearchParams } from 'wouter';
import type { CampaignState } from '#shared/contract/campaign.contract.ts';
import { CAMPAIGN_STATES } from '#shared/domain/campaign/campaign-state.ts';

export interface CampaignFilter {
  state?: CampaignState;
  search?: string;
}

/** What the list of campaigns shows, kept in the address. */
export function useCampaignFilter(): [CampaignFilter, (change: CampaignFilter) => void] {
  const [query, setQuery] = useSearchParams();
  const state = CAMPAIGN_STATES.find((known) => known === query.get('state'));
  const search = query.get('search') || undefined;
  const filter = { ...(state && { state }), ...(search && { search }) };
  const change = (next: CampaignFilter) => {
    const entries = Object.entries({ ...filter, ...next }).filter((entry): entry is [string, string] =>
      Boolean(entry[1]),
    );
    setQuery(new URLSearchParams(entries), { replace: true });
  };
  return [filter, change];
}
