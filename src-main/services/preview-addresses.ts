import type { MergeAddresses } from '#main/rendering/merge-data.ts';
import { trackingUrls } from '#shared/domain/tracking/tracking-urls.ts';

/** No delivery has this token: its addresses lead to the neutral page and count nothing. */
const PREVIEW_TOKEN = 'preview';

export function previewAddresses(base: string): MergeAddresses {
  return { token: PREVIEW_TOKEN, unsubscribe_url: trackingUrls(base, PREVIEW_TOKEN).unsubscribe };
}
