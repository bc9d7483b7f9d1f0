import { useMutation, useQuery } from '@tanstack/react-query';
import { api, client } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { toast } from '#renderer/ui/toast.tsx';
import type { Work } from '#shared/contract/work.contract.ts';

/** Long work that this person may know of. */
export function useWork(): Work[] {
  const enabled = useMay()('contact.read');
  return useQuery({ ...api.work.list.queryOptions(), enabled }).data ?? [];
}

export function isUnderWay({ state }: Pick<Work, 'state'>): boolean {
  return state === 'waiting' || state === 'running';
}

export function useCancelWork() {
  return useMutation({ mutationFn: cancelWork, onError: toast.failed });
}

async function cancelWork({ kind, id }: Pick<Work, 'kind' | 'id'>): Promise<void> {
  if (kind === 'bulk_edit') await client.bulkEdits.cancel({ id });
  else if (kind === 'export') await client.exports.cancel({ id });
  else if (kind === 'import') await client.imports.cancel({ id });
  else if (kind === 'asking') await client.consents.cancelAsking({ id });
  else await client.duplicates.cancel();
}

/** Where more is to be seen of it. */
export function placeOf({ kind, id }: Pick<Work, 'kind' | 'id'>): string {
  if (kind === 'export') return '/contacts/exports';
  if (kind === 'import') return `/imports/${id}`;
  if (kind === 'asking') return '/lists';
  return kind === 'duplicates' ? '/contacts/duplicates' : '/contacts';
}
