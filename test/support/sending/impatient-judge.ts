import { judgeOutcome } from '#shared/domain/delivery/retry-policy.ts';

/** Judges as Herald does, but tries again at once. */
export const impatientJudge: typeof judgeOutcome = (outcome, facts) => {
  const verdict = judgeOutcome(outcome, facts);
  return verdict.state === 'deferred' ? { ...verdict, next_at: facts.now + 50 } : verdict;
};
