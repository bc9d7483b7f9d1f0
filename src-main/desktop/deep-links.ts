/** The screens a `herald://` link may open. A link only shows something; it never does anything. */
const SCREENS = [/^\/$/, /^\/(campaigns|contacts|lists|imports|mailbox)$/, /^\/(campaigns|contacts)\/[0-9a-f-]{36}$/];

export const DEEP_LINK_SCHEME = 'herald';

/** @returns the console's path, or null for anything not on the list */
export function pathOfDeepLink(link: string): string | null {
  const url = URL.canParse(link) ? new URL(link) : null;
  if (url?.protocol !== `${DEEP_LINK_SCHEME}:` || url.username || url.password || url.port) return null;
  // `herald://campaigns/123` puts the first word where other addresses have their host.
  const path = `/${url.host}${url.pathname}`.replace(/\/+$/, '') || '/';
  return SCREENS.some((screen) => screen.test(path)) ? path : null;
}

/** The deep link among the arguments a second start was given, if any. */
export function deepLinkIn(argv: readonly string[]): string | null {
  const link = argv.find((arg) => arg.startsWith(`${DEEP_LINK_SCHEME}://`));
  return link ? pathOfDeepLink(link) : null;
}
