/** The push services of browsers. Subscribers name the address themselves; one that is not theirs could be anybody's server. */
const HOSTS = [
  'fcm.googleapis.com',
  'android.googleapis.com',
  'updates.push.services.mozilla.com',
  'push.apple.com',
  'notify.windows.com',
];

/** HTTPS, a plain host of letters, and a path: nothing that one reader of addresses could take for something else. */
const ENDPOINT = /^https:\/\/([a-z0-9.-]+)\/[\x21-\x7e]+$/;

/** Whether a browser could have been given this address. */
export function isPushEndpoint(text: string): boolean {
  const host = ENDPOINT.exec(text)?.[1];
  return host !== undefined && HOSTS.some((known) => host === known || host.endsWith(`.${known}`));
}
