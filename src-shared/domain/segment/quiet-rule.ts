/**
 * Why somebody looks as if nothing arrived with them any more: nobody ever saw a person there, a person was there once, or only machines are
 * there, behind which a person may read.
 */
export const QUIET_KINDS = ['never', 'lapsed', 'hidden'] as const;
export type QuietKind = (typeof QUIET_KINDS)[number];

/** For how many days somebody has been quiet. */
export const QUIET_DAYS = [90, 180, 365] as const;
export type QuietDays = (typeof QUIET_DAYS)[number];

/** Fewer messages say nothing. */
export const LEAST_MESSAGES = 5;

/**
 * Those who could have done something with enough messages and did not, as a rule of the segment language: what a screen counts, lists and
 * makes a segment of. Nobody is of two kinds.
 */
export function quietRule(kind: QuietKind, days: QuietDays): string {
  const within = `within ${days}d`;
  const parts = [
    `status = 'deliverable'`,
    `created_at < today - ${days}d`,
    `received(any) at least ${LEAST_MESSAGES} times ${within}`,
    ...PARTS[kind](within),
  ];
  return parts.join(' AND ');
}

const noTrace = (within: string) => [`NOT any_open(any) ${within}`, `NOT any_click(any) ${within}`];

const PARTS: Record<QuietKind, (within: string) => string[]> = {
  never: (within) => [...noTrace(within), 'NOT opened(any)', 'NOT clicked(any)'],
  lapsed: (within) => [...noTrace(within), '(opened(any) OR clicked(any))'],
  hidden: (within) => [
    `NOT opened(any) ${within}`,
    `NOT clicked(any) ${within}`,
    `(any_open(any) ${within} OR any_click(any) ${within})`,
  ],
};
