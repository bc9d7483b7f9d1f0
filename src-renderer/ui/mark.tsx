/** A herald's trumpet with its pennon, one path, readable at 16 px. resources/herald.svg holds the same. */
export const MARK_PATH =
  'M1 5.6h2v.7h11.2c3.2 0 5.6-1.1 7.8-3.3v9c-2.2-2.2-4.6-3.3-7.8-3.3H3v.7H1ZM5 10.2h8.4V21l-4.2-3.2L5 21Z';

export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden focusable="false">
      <path d={MARK_PATH} fill="currentColor" />
    </svg>
  );
}
