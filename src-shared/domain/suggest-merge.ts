import { isMistyped } from './duplicate-key.ts';

export interface MergeCandidate {
  id: string;
  email: string | null;
  email_key: string | null;
  status: string;
  created_at: string;
  last_seen_at: string | null;
  /** How many fields have a value. */
  filled: number;
}

/** Whom to keep: who can be written to, at an address without a slip, was seen last, has most fields, is here longest. */
export function suggestKept(candidates: readonly MergeCandidate[]): string {
  const [best] = [...candidates].sort(
    (a, b) =>
      Number(b.status === 'deliverable') - Number(a.status === 'deliverable') ||
      addressRank(a) - addressRank(b) ||
      (b.last_seen_at ?? '').localeCompare(a.last_seen_at ?? '') ||
      b.filled - a.filled ||
      a.created_at.localeCompare(b.created_at),
  );
  return best?.id ?? '';
}

function addressRank({ email_key }: MergeCandidate): number {
  if (email_key === null) return 3;
  if (isMistyped(email_key)) return 2;
  return email_key.includes('+') ? 1 : 0;
}
