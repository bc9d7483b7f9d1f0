export interface TrackingUrls {
  pixel: string;
  unsubscribe: string;
  /** Where the reader chooses what they get. */
  preferences: string;
  /** The message as a page, for readers whose mail program shows it badly. */
  view: string;
  /** @param index place of the link in the send's table of links */
  link(index: number): string;
}

/** @param base where recipients reach Herald, without a slash at its end */
export function trackingUrls(base: string, token: string): TrackingUrls {
  return {
    pixel: `${base}/o/${token}.gif`,
    unsubscribe: `${base}/u/${token}`,
    preferences: `${base}/p/${token}`,
    view: `${base}/v/${token}`,
    link: (index) => `${base}/c/${token}/${index}`,
  };
}

/** A link of a text message, where each character is paid for. @param token a short one */
export function shortLink(base: string, token: string, index: number): string {
  return index === 0 ? `${base}/c/${token}` : `${base}/c/${token}/${index}`;
}
