import { isHeraldError } from '#shared/kernel/herald-error.ts';
import { type Reason, reason } from './reason.ts';

/** Why long work could not go on, as its screen shows it. Whoever refuses with a reason of its own gives it along in the detail. */
export function reasonOfFailure(error: unknown): Reason {
  if (!isHeraldError(error)) return reason('inside');
  if (error.code === 'DISK_FULL') return reason('disk_full');
  const { reason: own, hint = '' } = error.detail;
  return (own as Reason | undefined) ?? reason('words', { text: `${error.message} ${hint}`.trim() });
}
