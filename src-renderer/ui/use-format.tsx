import { createContext, useContext, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDuration, formatInstant, formatRelative, type InstantStyle, zoneName } from './format-instant.ts';
import { formatBytes, formatNumber, formatPercent } from './format-number.ts';

/** That of the reader's machine, until that of the organization is known. */
export const LOCAL_TIMEZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The organization's time zone; the frame provides it. */
export const TimezoneContext = createContext(LOCAL_TIMEZONE);

/** How this reader writes numbers and moments: the language of the console, the time zone of the organization. */
export function useFormat() {
  const locale = regionOf(useTranslation().i18n.language);
  const timezone = useContext(TimezoneContext);
  return useMemo(
    () => ({
      locale,
      timezone,
      zone: () => zoneName(locale, timezone),
      number: (value: number) => formatNumber(locale, value),
      percent: (part: number, base: number) => formatPercent(locale, part, base),
      bytes: (value: number) => formatBytes(locale, value),
      duration: (seconds: number) => formatDuration(locale, seconds),
      instant: (at: string | number, style: InstantStyle = 'minute') => formatInstant(locale, timezone, at, style),
      relative: (at: string | number) => formatRelative(locale, timezone, at, Date.now()),
    }),
    [locale, timezone],
  );
}

/** The reader's own region where it speaks the console's language: `en-GB` writes times unlike `en-US`. */
function regionOf(language: string): string {
  return navigator.languages.find((tag) => tag.split('-', 1)[0] === language) ?? language;
}
