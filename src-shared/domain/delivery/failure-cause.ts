/** Why messages failed, in groups that ask for the same remedy. */
export const FAILURE_CAUSES = [
  'no_such_address',
  'bad_address',
  'mailbox_full',
  'mailbox_closed',
  'refused_by_policy',
  'too_large',
  'gave_up',
  'unreachable',
  'other',
] as const;
export type FailureCause = (typeof FAILURE_CAUSES)[number];

/** Most telling first. */
const PATTERNS: readonly [pattern: RegExp, cause: FailureCause][] = [
  [/^SMTPUTF8|^501\b|^\d{3} 5\.1\.(?:3|7|8)\b/, 'bad_address'],
  [/^\d{3} 5\.1\.\d+|^5(?:50|51|53)$/, 'no_such_address'],
  [/^SIZE|^\d{3} 5\.3\.4\b/, 'too_large'],
  [/^\d{3} 5\.2\.2\b|^552\b/, 'mailbox_full'],
  [/^\d{3} 5\.2\.1\b/, 'mailbox_closed'],
  [/^\d{3} 5\.7\.\d+/, 'refused_by_policy'],
  [/^E[A-Z]/, 'unreachable'],
  [/^4/, 'gave_up'],
];

/** @param code of the last answer, or the name of what went wrong on the line */
export function failureCauseOf(code: string | null): FailureCause {
  return PATTERNS.find(([pattern]) => pattern.test(code ?? ''))?.[1] ?? 'other';
}

/** What helps: putting the address right, trying again, or nothing at all. */
export const REMEDIES: Record<FailureCause, 'fix' | 'retry' | 'discard'> = {
  no_such_address: 'fix',
  bad_address: 'fix',
  mailbox_full: 'retry',
  mailbox_closed: 'discard',
  refused_by_policy: 'fix',
  too_large: 'fix',
  gave_up: 'retry',
  unreachable: 'retry',
  other: 'retry',
};
