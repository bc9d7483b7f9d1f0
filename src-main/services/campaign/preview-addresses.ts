import { type MergeAddresses, mergeAddressesOf } from '#main/rendering/merge-data.ts';
import { trackingUrls } from '#shared/domain/tracking/tracking-urls.ts';

/** No delivery has this token: its addresses lead to the neutral page and count nothing. */
export const PREVIEW_TOKEN = 'preview';

export function previewAddresses(base: string): MergeAddresses {
  return mergeAddressesOf(PREVIEW_TOKEN, trackingUrls(base, PREVIEW_TOKEN));
}
