/** Whom a send addresses, by public ids. */
export interface AudienceRule {
  everyone: boolean;
  include_lists: string[];
  exclude_lists: string[];
  exclude_campaigns: string[];
}

export const NOBODY: AudienceRule = { everyone: false, include_lists: [], exclude_lists: [], exclude_campaigns: [] };

export function addressesNobody({ everyone, include_lists }: AudienceRule): boolean {
  return !everyone && include_lists.length === 0;
}
