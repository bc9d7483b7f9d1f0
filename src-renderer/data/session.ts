import { matchQuery, type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import type { User } from '#shared/contract/account.contract.ts';
import type { ProcedureMeta } from '#shared/contract/procedure.ts';
import { api, client } from './client.ts';
import { isRefusal } from './refusal.ts';

export const SESSION_KEY = ['session'] as const;

export interface Session {
  user: User;
  permissions: readonly string[];
  session_id: string | null;
}

export type Permission = Exclude<ProcedureMeta['permission'], 'public'>;

/** Who is signed in; null for nobody. */
export const sessionQuery = queryOptions({
  queryKey: SESSION_KEY,
  staleTime: Number.POSITIVE_INFINITY,
  async queryFn(): Promise<Session | null> {
    try {
      return await client.account.me();
    } catch (error) {
      if (isRefusal(error, 'UNAUTHENTICATED')) return null;
      throw error;
    }
  },
});

export function useSession(): Session | null {
  return useQuery(sessionQuery).data ?? null;
}

/** `const may = useMay(); may('campaign.send')`. The server asks again; this only decides what is shown. */
export function useMay(): (permission: Permission) => boolean {
  const session = useSession();
  return (permission) => session?.permissions.includes(permission) ?? false;
}

/** Nobody is signed in any more: the door is shown, and nothing of what the last reader saw is kept. */
export function endSession(queries: QueryClient): void {
  queries.setQueryData(SESSION_KEY, null);
  const stays = [SESSION_KEY, api.account.setupStatus.key()];
  queries.removeQueries({ predicate: (query) => !stays.some((queryKey) => matchQuery({ queryKey }, query)) });
}
