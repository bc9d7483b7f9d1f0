import { HOUR, MINUTE, type Millis, SECOND } from '#shared/kernel/instant.ts';

/**
 * Keeps a server, or a mailbox provider behind it, from being hammered while it takes nothing.
 *
 *            failures in a row            pause over               one success
 *   closed ───────────────────► open ───────────────► half-open ───────────────► closed, slow start:
 *     ▲                          ▲ pause doubles          │ failure              one more at a time
 *     └── all at a time again    └────────────────────────┘                      for each success
 *
 * After each failure before it opens there is a breath, so that a server that starts anew is not given up on at once.
 */
export interface Circuit {
  /** Failures since the last success. */
  failures: number;
  /** Nothing is tried before this moment. */
  open_until: Millis;
  /** The pause that the next opening costs. */
  pause: Millis;
  /** How many may be tried at a time. */
  allowed: number;
}

const FAILURES_TO_OPEN = 5;
const FIRST_PAUSE = 5 * MINUTE;
const LONGEST_PAUSE = 2 * HOUR;
const FIRST_BREATH = SECOND;

export const CLOSED_CIRCUIT: Circuit = {
  failures: 0,
  open_until: 0,
  pause: FIRST_PAUSE,
  allowed: Number.MAX_SAFE_INTEGER,
};

/** @param most how many there may be at a time, where the slow start ends */
export function afterSuccess(circuit: Circuit, most: number): Circuit {
  if (circuit.failures === 0 && circuit.allowed >= most) return circuit;
  const allowed = Math.min(most, circuit.allowed) + 1;
  return {
    failures: 0,
    open_until: 0,
    pause: FIRST_PAUSE,
    allowed: allowed >= most ? Number.MAX_SAFE_INTEGER : allowed,
  };
}

export function afterFailure(circuit: Circuit, now: Millis): Circuit {
  // What fails together while nothing is tried already is one failure.
  if (circuit.open_until > now) return circuit;
  const failures = circuit.failures + 1;
  if (failures >= FAILURES_TO_OPEN) return opened(circuit, now);
  return { ...circuit, failures, open_until: now + FIRST_BREATH * 2 ** (failures - 1) };
}

/** Opens it without waiting for more failures: what was said leaves no hope for the next one. */
export function opened(circuit: Circuit, now: Millis): Circuit {
  return {
    failures: FAILURES_TO_OPEN,
    open_until: now + circuit.pause,
    pause: Math.min(LONGEST_PAUSE, circuit.pause * 2),
    allowed: 1,
  };
}

/** Opens it for as long as the service itself has said; what is longer already stays. */
export function resting(circuit: Circuit, until: Millis): Circuit {
  return { ...circuit, failures: FAILURES_TO_OPEN, open_until: Math.max(circuit.open_until, until), allowed: 1 };
}

/** Whether it has given up for a while, not only drawn breath. */
export function isOpen({ failures, open_until }: Circuit, now: Millis): boolean {
  return failures >= FAILURES_TO_OPEN && open_until > now;
}
