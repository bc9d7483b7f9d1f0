/** A herald's trumpet with its pennon, one path, readable at 16 px. resources/herald.svg holds the same. */
export const MARK_PATH =
  'M2 6.2 14.6 8 20 4.4c.8-.5 1.8 0 1.8 1v9.2c0 1-1 1.5-1.8 1L14.6 12l-1.1.2v7.3c0 .7-.8 1-1.3.6l-2.1-1.7-2.1 1.7c-.5.4-1.3.1-1.3-.6v-6.3L2 13.8c-.6.1-1-.3-1-.8V7c0-.5.4-.9 1-.8Z';

export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden focusable="false">
      <path d={MARK_PATH} fill="currentColor" />
    </svg>
  );
}
