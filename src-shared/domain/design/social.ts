import type { NETWORKS } from './design.ts';

/** Networks by the names they go by. */
export const NETWORK_NAMES: Record<(typeof NETWORKS)[number], string> = {
  website: 'Website',
  facebook: 'Facebook',
  instagram: 'Instagram',
  linkedin: 'LinkedIn',
  mastodon: 'Mastodon',
  tiktok: 'TikTok',
  x: 'X',
  youtube: 'YouTube',
};
