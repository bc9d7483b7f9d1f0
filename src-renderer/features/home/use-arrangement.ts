import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { toast } from '#renderer/ui/toast.tsx';
import type { HomeArrangement } from '#shared/contract/report.contract.ts';
import { type PlacedTile, TILE_PERMISSION } from '#shared/domain/home-tile.ts';

/** How this person has arranged the first screen. A change shows at once and is kept with their account. */
export function useArrangement() {
  const may = useMay();
  const queries = useQueryClient();
  const queryKey = api.reports.arrangement.queryKey();
  const { data, error, refetch } = useQuery(api.reports.arrangement.queryOptions());
  const { mutate } = useMutation(
    api.reports.arrange.mutationOptions({
      onMutate({ tiles }) {
        const before = queries.getQueryData<HomeArrangement>(queryKey);
        if (tiles) queries.setQueryData(queryKey, { tiles: tiles.map(placed), usual: false });
        return before;
      },
      onSuccess: (kept) => queries.setQueryData(queryKey, kept),
      onError(failure, _asked, before) {
        queries.setQueryData(queryKey, before);
        toast.failed(failure);
      },
    }),
  );
  const seen = data?.tiles.filter(({ id }) => {
    const permission = TILE_PERMISSION[id];
    return permission === undefined || may(permission);
  });
  return {
    tiles: seen,
    usual: data?.usual ?? true,
    error,
    refetch,
    arrange: (tiles: PlacedTile[]) => mutate({ tiles }),
    asUsual: () => mutate({ tiles: null }),
  };
}

function placed(tile: Omit<PlacedTile, 'hidden'> & { hidden?: boolean }): PlacedTile {
  return { ...tile, hidden: tile.hidden ?? false };
}
