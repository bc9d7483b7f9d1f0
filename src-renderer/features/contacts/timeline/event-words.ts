export type EventData = Record<string, string | number | boolean>;

export interface EventWords {
  name: string;
  /** What a purchase cost, where it says so. */
  amount: string | null;
  /** The rest of what it says, each with its own name. */
  rest: [string, string][];
}

interface Reader {
  locale: string;
  yes: string;
  no: string;
}

const CURRENCY = /^[A-Z]{3}$/;

/** An event as people read it: an amount in its currency, numbers and yes and no in the reader's language. */
export function eventWords({ name, data }: { name: string; data: EventData }, reader: Reader): EventWords {
  const amount = amountOf(data, reader.locale);
  const rest = Object.entries(data).filter(([key]) => amount === null || (key !== 'amount' && key !== 'currency'));
  return { name, amount, rest: rest.map(([key, value]) => [key.replaceAll('_', ' '), plain(value, reader)]) };
}

function amountOf({ amount, currency }: EventData, locale: string): string | null {
  if (typeof amount !== 'number') return null;
  const code = typeof currency === 'string' ? currency.toUpperCase() : '';
  if (!CURRENCY.test(code)) return new Intl.NumberFormat(locale).format(amount);
  return new Intl.NumberFormat(locale, { style: 'currency', currency: code }).format(amount);
}

function plain(value: string | number | boolean, { locale, yes, no }: Reader): string {
  if (typeof value === 'boolean') return value ? yes : no;
  return typeof value === 'number' ? new Intl.NumberFormat(locale, { maximumFractionDigits: 6 }).format(value) : value;
}
