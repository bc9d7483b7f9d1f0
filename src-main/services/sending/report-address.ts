import type { SenderRow } from '#main/repositories/sending/sender.repo.ts';
import { describeProvider } from '#shared/domain/channel/provider-catalog.ts';
import { isReachable } from '../tracking/tracking-address.ts';

/**
 * Where a service tells what became of messages: the sender's address, with the delivery where there is one. Null where it has
 * nothing to tell, or could not reach us.
 */
export function reportAddress(
  base_url: string,
  { id, provider }: Pick<SenderRow, 'id' | 'provider'>,
  reference = '',
): string | null {
  if (!describeProvider(provider).reports || !isReachable(base_url)) return null;
  return `${base_url}/hooks/${id}${reference === '' ? '' : `?d=${reference}`}`;
}
