/** What a team may want to be told of in its chat. */
export const TEAM_NOTICES = ['finished', 'paused', 'failed', 'sender'] as const;
export type TeamNotice = (typeof TEAM_NOTICES)[number];

const OF_FACT: Record<string, TeamNotice> = {
  'campaign.sent': 'finished',
  'campaign.paused': 'paused',
  'campaign.held': 'failed',
  'campaign.failed': 'failed',
  'sender.paused': 'sender',
};

export const TOLD_FACTS = Object.keys(OF_FACT);

/** Null for what nobody is told: a pause by hand is news to nobody who pressed it. */
export function noticeOf({ type, actor }: { type: string; actor: string | null }): TeamNotice | null {
  return actor === null ? (OF_FACT[type] ?? null) : null;
}

/** The notices that the setting of a hook names. */
export function noticesIn(setting: string | undefined): TeamNotice[] {
  const named = (setting ?? '').split(' ');
  return TEAM_NOTICES.filter((notice) => named.includes(notice));
}
