import type { Millis } from '#shared/kernel/instant.ts';
import type { Finding } from './domain-findings.ts';

/** A record that was fine once and is not any more. */
export interface WorsenedRecord {
  record: Finding['record'];
  /** When that was first seen. */
  since: Millis;
}

export interface Check {
  findings: readonly Finding[];
  worsened: readonly WorsenedRecord[];
}

/** A record stays on the list until it is fine again; what could not be looked at changes nothing. */
export function worsenedRecords(before: Check, findings: readonly Finding[], now: Millis): WorsenedRecord[] {
  return findings.flatMap(({ record, state }) => {
    const known = before.worsened.find((one) => one.record === record);
    if (state === 'fine') return [];
    if (known) return [known];
    const wasFine = before.findings.some((one) => one.record === record && one.state === 'fine');
    return wasFine && state !== 'unknown' ? [{ record, since: now }] : [];
  });
}
