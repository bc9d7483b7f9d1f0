import type { SenderRow } from '#main/repositories/sender.repo.ts';
import { describeProvider } from '#shared/domain/channel/provider-catalog.ts';
import { isReachable } from './tracking-address.ts';

/** Where a service tells what became of messages; null where it has nothing to tell, or could not reach us. */
export function reportAddress(base_url: string, { id, provider }: Pick<SenderRow, 'id' | 'provider'>): string | null {
  return describeProvider(provider).reports && isReachable(base_url) ? `${base_url}/hooks/${id}` : null;
}
