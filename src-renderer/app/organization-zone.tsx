import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { api } from '#renderer/data/client.ts';
import { LOCAL_TIMEZONE, TimezoneContext } from '#renderer/ui/use-format.tsx';
import { speakByDefault } from './i18n.ts';

/** Moments on all screens are shown in the zone of the organization, words in its language unless somebody chose another. */
export function OrganizationZone({ children }: { children: ReactNode }) {
  const { data } = useQuery(api.organization.get.queryOptions());
  const locale = data?.locale;
  useEffect(() => {
    if (locale) void speakByDefault(locale);
  }, [locale]);
  return <TimezoneContext value={data?.timezone ?? LOCAL_TIMEZONE}>{children}</TimezoneContext>;
}
