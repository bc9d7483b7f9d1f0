import { useQuery } from '@tanstack/react-query';
import { api } from '#renderer/data/client.ts';
import { parseSegmentPrice, type SegmentPrice } from '#shared/domain/channel/sms-price.ts';

/** What a segment costs with a sender, as its owner has entered it. */
export function useSegmentPrice(sender_id: string | null): SegmentPrice | null {
  const { data = [] } = useQuery(api.senders.list.queryOptions());
  const sender = data.find(({ id }) => id === sender_id);
  return parseSegmentPrice(sender?.settings.segment_price ?? '');
}

/** A part of a cent counts where a message costs a few. */
export function priceInWords(amount: number, currency: string, language: string): string {
  return amount.toLocaleString(language, { style: 'currency', currency, maximumFractionDigits: amount < 1 ? 4 : 2 });
}
