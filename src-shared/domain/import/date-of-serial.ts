const SERIAL = /^(\d{5})(?:\.\d+)?$/;
const EPOCH = 25_569;
const DAY = 86_400_000;
const EARLIEST = 14_000;
const LATEST = 80_000;

/** A spreadsheet keeps a date as days since 1899-12-30: `45720` is 2025-03-04. Null for what is none, or before 1938 or after 2119. */
export function dateOfSerial(cell: string): string | null {
  const days = Number(SERIAL.exec(cell)?.[1] ?? 0);
  if (days < EARLIEST || days > LATEST) return null;
  return new Date((days - EPOCH) * DAY).toISOString().slice(0, 10);
}
