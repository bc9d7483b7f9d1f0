import type { Millis } from '#shared/kernel/instant.ts';
import type { SkipReason } from '../delivery/eligibility.ts';
import type { EvaluationContext } from '../segment/evaluate-segment.ts';
import type { SegmentNode } from '../segment/segment-ast.ts';
import type { SegmentSubject } from '../segment/segment-subject.ts';
import type { QuietRules } from '../timing/quiet-hours.ts';

/** Who goes through, when it begins, and what they do on the way. */
export interface Scene {
  subject: SegmentSubject;
  /** Zone of the contact, or of the organization. */
  zone: string;
  /** Zone in which rules read dates. */
  rule_zone: string;
  start: Millis;
  /** The trigger by which they enter; null: the first. */
  trigger: string | null;
  /** What they do with each email, so many minutes after it. */
  reads: 'nothing' | 'opens' | 'clicks';
  reads_after: number;
  /** Events on the way, by minutes after the start. */
  events: { after: number; event: string }[];
  quiet: QuietRules | null;
  /** What keeps messages from them as things are, by channel; whether lists do is worked out on the way. */
  obstacles: Record<'email' | 'sms', SkipReason | null>;
  /** Ids of the lists whose members are written to; null: everybody who may be. */
  audience: readonly string[] | null;
  /** Whether a list has its members confirm. */
  asksToConfirm(list_id: string): boolean;
  ruleOf(rule: string): SegmentNode | null;
  evaluation: Omit<EvaluationContext, 'clock'>;
}
