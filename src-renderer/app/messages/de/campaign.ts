import type { campaign as en } from '../en/campaign.ts';

export const campaign: typeof en = {};
