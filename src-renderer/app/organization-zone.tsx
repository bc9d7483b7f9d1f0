import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api } from '#renderer/data/client.ts';
import { TimezoneContext } from '#renderer/ui/use-format.tsx';

/** Moments on all screens are shown in the zone of the organization. */
export function OrganizationZone({ children }: { children: ReactNode }) {
  const { data } = useQuery(api.organization.get.queryOptions());
  if (!data) return children;
  return <TimezoneContext value={data.timezone}>{children}</TimezoneContext>;
}
