/** What a segment costs with the account, as its owner has written it: `0.0745 EUR`. */
export interface SegmentPrice {
  amount: number;
  currency: string;
}

export const SEGMENT_PRICE = /^(\d{1,4}(?:\.\d{1,6})?) ([A-Z]{3})$/;

export function parseSegmentPrice(text: string): SegmentPrice | null {
  const [, amount, currency] = SEGMENT_PRICE.exec(text) ?? [];
  return amount && currency ? { amount: Number(amount), currency } : null;
}
