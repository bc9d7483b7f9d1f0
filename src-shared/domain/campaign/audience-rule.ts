/** Whom a send addresses, by public ids: everybody, or those of lists and segments; without those of others. */
export interface AudienceRule {
  everyone: boolean;
  include_lists: string[];
  include_segments: string[];
  exclude_lists: string[];
  exclude_segments: string[];
  exclude_campaigns: string[];
  /** Of all these only people whom one of these campaigns reached and who neither opened nor clicked it. */
  unopened_campaigns: string[];
}

export const NOBODY: AudienceRule = {
  everyone: false,
  include_lists: [],
  include_segments: [],
  exclude_lists: [],
  exclude_segments: [],
  exclude_campaigns: [],
  unopened_campaigns: [],
};

export function addressesNobody({ everyone, include_lists, include_segments }: AudienceRule): boolean {
  return !everyone && include_lists.length === 0 && include_segments.length === 0;
}
