import { QueryCache, QueryClient } from '@tanstack/react-query';
import { isFinal, isRefusal } from './refusal.ts';
import { endSession } from './session.ts';

/** What is fetched stays true until the change feed says otherwise; a minute is the net under it. */
export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError(error) {
      if (isRefusal(error, 'UNAUTHENTICATED')) endSession(queryClient);
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 60_000,
      gcTime: 5 * 60_000,
      refetchOnWindowFocus: false,
      networkMode: 'always',
      retry: (failures, error) => !isFinal(error) && failures < 2,
    },
    mutations: { networkMode: 'always', retry: false },
  },
});
